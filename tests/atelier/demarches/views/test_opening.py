"""Opening a démarche, and its settings."""

import pytest
from django.urls import reverse

from atelier.demarches.forms import MissionsForm
from atelier.demarches.models import Demarche, DemarcheKind, DemarcheStatus, Role
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db
HERE = "?territoires=fictif&niveau=epci&code=999900001"
OPENING = {
    "kind": "abs_obligatoire",
    "name": "ABS 2027",
    "organisation_name": "CIAS de Valmeyrac",
    "organisation_kind": "cias",
    "opened_on": "2026-11-22",
    "means": "in_house",
    "themes": ["logement"],
    "publics": ["jeunes"],
    "public_ages": "25-40",
}


def test_empty_list_says_to_look_for_ones_territory(client_of):
    page = client_of(make.person()).get("/demarches")

    assert "Chercher mon territoire" in page.text


def test_nothing_is_offered_that_would_be_refused(client_of, demarche, settings):
    settings.OPENING = "administration"
    resident = make.participant(demarche=demarche, role=Role.HABITANT)

    for person in (resident, make.person()):
        page = client_of(person).get("/demarches").text
        assert "Ouvrir une démarche" not in page
        assert "reprendre une démarche" not in page


def test_another_demarche_is_opened_from_the_list(client_of, nadia, demarche):
    nadia.organisation = make.organisation()
    nadia.save()

    page = client_of(nadia).get("/demarches")

    assert '<a class="button" href="/">Ouvrir une démarche</a>' in page.text


def test_demarche_opens_on_the_territory_of_the_address(client_of):
    nadia = make.person(organisation=make.organisation())
    browser = client_of(nadia)
    assert "Valmeyrac" in browser.get(f"/demarches/ouvrir{HERE}").text

    page = browser.post(f"/demarches/ouvrir{HERE}", OPENING, follow=True)

    demarche = Demarche.objects.get()
    assert (demarche.code, demarche.public_ages) == ("999900001", "25-40")
    assert "La démarche est ouverte" in page.text
    assert demarche.mandates.get().person == nadia


def test_wrong_ages_keep_everything_typed(client_of):
    page = client_of(make.person(organisation=make.organisation())).post(
        f"/demarches/ouvrir{HERE}", {**OPENING, "public_ages": "jeunes", "name": "Nom gardé"}
    )

    assert page.status_code == 400
    assert "Nom gardé" in page.text
    assert not Demarche.objects.exists()


def test_account_of_no_organisation_is_told_what_to_do(client_of):
    browser = client_of(make.person())

    page = browser.post(f"/demarches/ouvrir{HERE}", OPENING)

    assert page.status_code == 403
    assert "vous rattacher à la vôtre" in page.text
    assert not Demarche.objects.exists()


def test_unknown_territory_is_not_found(client_of):
    page = client_of(make.person()).get("/demarches/ouvrir?territoires=fictif&niveau=epci&code=0")

    assert page.status_code == 404


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def test_settings_are_changed(client_of, nadia, demarche):
    client_of(nadia).post(
        reverse("demarches:frame", args=[demarche.pk]),
        {"name": "ABS et CTG", "means": "mixed", "budget": "12000", "themes": ["mobilite"]},
    )

    demarche.refresh_from_db()
    assert (demarche.name, demarche.themes, demarche.budget) == ("ABS et CTG", ["mobilite"], 12000)


def test_childcare_census_asks_who_holds_each_mission(client_of, nadia):
    demarche = make.demarche(pilot=nadia, kind=DemarcheKind.SPPE)
    address = reverse("demarches:frame", args=[demarche.pk])
    browser = client_of(nadia)
    assert "quatre missions" in browser.get(address).text

    browser.post(address, {"name": "SPPE", "means": "in_house", "recenser": "La commune"})

    demarche.refresh_from_db()
    assert demarche.missions["recenser"] == "La commune"


def test_childcare_census_asks_them_as_soon_as_it_opens(client_of):
    browser = client_of(make.person(organisation=make.organisation()))

    page = browser.post(f"/demarches/ouvrir{HERE}", {**OPENING, "kind": "sppe"}, follow=True)
    address = page.redirect_chain[-1][0]
    home = browser.get(address.replace("/cadre/missions", ""), follow=True)
    after = browser.post(address, {"recenser": "Un syndicat mixte"})

    assert "Qui exerce les quatre missions" in page.text
    assert "Dire qui exerce les quatre missions" in home.text
    assert after.status_code == 302
    assert Demarche.objects.get().missions["recenser"] == "Un syndicat mixte"


def test_other_demarche_has_no_such_page(client_of, nadia, demarche):
    assert client_of(nadia).get(f"/demarches/{demarche.pk}/cadre/missions").status_code == 404


def test_authority_named_otherwise_in_an_archive_is_kept():
    form = MissionsForm(initial={"recenser": "Syndicat des Trois-Vals"})

    assert ("Syndicat des Trois-Vals",) * 2 in form.fields["recenser"].choices


def test_open_demarche_is_closed_then_archived(client_of, nadia, demarche):
    browser = client_of(nadia)
    address = reverse("demarches:set_status", args=[demarche.pk])

    for status in ("archived", "closed", "archived"):
        browser.post(address, {"status": status})

    demarche.refresh_from_db()
    assert demarche.status == DemarcheStatus.ARCHIVED


def test_presentation_is_added_and_dated(client_of, nadia, demarche):
    browser = client_of(nadia)
    browser.post(
        reverse("demarches:add_presentation", args=[demarche.pk]), {"body": "CCAS de Brousse"}
    )
    owed = demarche.presentations.get()

    browser.post(
        reverse("demarches:presentation", args=[demarche.pk, owed.pk]),
        {"body": "CCAS de Brousse", "presented_on": "2027-05-04", "reference": "2027-31"},
    )

    page = browser.get(reverse("demarches:frame", args=[demarche.pk]))
    assert "Présenté le 4 mai 2027" in page.text


def test_entering_leads_home(client_of, nadia, demarche):
    page = client_of(nadia).get(reverse("demarches:enter", args=[demarche.pk]))

    assert page["Location"] == reverse("home:home", args=[demarche.pk])


def test_store_that_is_not_one_of_ours_opens_nothing(client_of):
    elsewhere = HERE.replace("territoires=fictif", "territoires=ailleurs")

    page = client_of(make.person()).post(f"/demarches/ouvrir{elsewhere}", OPENING)

    assert page.status_code == 404
    assert not Demarche.objects.exists()
