"""Pages where a workshop is prepared and printed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.workshops.models import Activity, ActivityKind, ActivityStatus, Statement, Workshop
from tests.factories import atelier as make
from tests.factories import meetings as meeting
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db
PAST = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia, themes=["logement"], publics=["jeunes"])


def address(page, demarche, shop=None, **kwargs):
    known = {"demarche_id": demarche.pk, **kwargs}
    if shop is not None:
        known["workshop_id"] = shop.pk
    return reverse(f"workshops:{page}", kwargs=known)


def prepared(browser, demarche):
    browser.post(
        address("plan", demarche),
        {"title": "Lancement", "held_on": "2026-11-24", "trame": "complete"},
    )
    return Workshop.objects.get()


def test_empty_list_says_what_to_do_first(client_of, nadia, demarche):
    page = client_of(nadia).get(address("index", demarche))

    assert "Aucun atelier" in page.text
    assert "Préparer un atelier" in page.text


def test_workshop_is_prepared_from_its_trame(client_of, nadia, demarche):
    browser = client_of(nadia)
    shop = prepared(browser, demarche)

    page = browser.get(address("workshop", demarche, shop))

    assert "Ce que nous pensons du territoire" in page.text
    assert "Logement et habitat" in page.text
    assert "Il manque des affirmations" in page.text
    assert shop.code in page.text


def test_wrong_form_keeps_what_was_typed(client_of, nadia, demarche):
    page = client_of(nadia).post(
        address("plan", demarche), {"title": "Titre gardé", "trame": "complete"}
    )

    assert page.status_code == 400
    assert "Titre gardé" in page.text


def test_lecteur_reads_and_prepares_nothing(client_of, demarche):
    reader = client_of(make.participant(demarche=demarche, role=Role.LECTEUR))
    shop = making.workshop(demarche=demarche)

    assert reader.get(address("workshop", demarche, shop)).status_code == 200
    assert "Ouvrir la régie" not in reader.get(address("workshop", demarche, shop)).text
    for page in ("desk", "wall", "edit", "offline", "screen"):
        assert reader.get(address(page, demarche, shop)).status_code == 403


def test_workshop_of_another_demarche_is_not_found(client_of, nadia, demarche):
    elsewhere = making.workshop()

    assert client_of(nadia).get(address("workshop", demarche, elsewhere)).status_code == 404


def test_activities_are_changed_moved_added_and_removed(client_of, nadia, demarche):
    browser = client_of(nadia)
    shop = prepared(browser, demarche)
    last = shop.activities.order_by("position").last()
    one = {"activity_id": last.pk}

    browser.post(
        address("edit_activity", demarche, shop, **one),
        {"title": "La carte", "instruction": "", "themes": ["logement"]},
    )
    browser.post(address("move_activity", demarche, shop, **one), {"before": "1"})
    browser.post(address("add_activity", demarche, shop), {"kind": "actors"})
    browser.post(address("add_activity", demarche, shop), {"kind": "inconnue"})
    browser.post(
        address(
            "remove_activity",
            demarche,
            shop,
            activity_id=shop.activities.order_by("position").first().pk,
        )
    )

    titles = [one.title for one in shop.activities.order_by("position")]
    assert titles[2] == "La carte"
    assert len(titles) == 5


def test_statement_is_taken_from_the_portrait_with_its_figure(client_of, nadia, demarche):
    browser = client_of(nadia)
    shop = prepared(browser, demarche)
    game = shop.activities.get(kind=ActivityKind.TRUE_FALSE)
    one = {"activity_id": game.pk}

    page = browser.get(address("statements", demarche, shop, **one))
    browser.post(
        address("add_statement", demarche, shop, **one),
        {"text": "Plus ici", "is_true": "true", "indicator": "taux_logements_vacants"},
    )
    after = browser.get(address("statements", demarche, shop, **one))

    assert "France métropolitaine" in page.text
    assert Statement.objects.get().figure["value"] == 14.6
    assert 'value="taux_logements_vacants"' not in after.text


def test_unreadable_portrait_leaves_the_page_and_says_why(client_of, nadia, demarche):
    demarche.code = "000"
    demarche.save()
    game = making.activity(ActivityKind.TRUE_FALSE, workshop=making.workshop(demarche=demarche))

    page = client_of(nadia).get(address("statements", demarche, game.workshop, activity_id=game.pk))

    assert page.status_code == 200
    assert "Cherchez par le nom" in page.text


def test_statement_is_reworded_then_removed(client_of, nadia, demarche):
    game = making.activity(ActivityKind.TRUE_FALSE, workshop=making.workshop(demarche=demarche))
    statement = making.statement(game)
    browser = client_of(nadia)
    one = {"activity_id": game.pk, "statement_id": statement.pk}

    browser.post(
        address("edit_statement", demarche, game.workshop, **one),
        {"text": "Autrement dit", "is_true": "false"},
    )
    statement.refresh_from_db()
    browser.post(address("remove_statement", demarche, game.workshop, **one))

    assert (statement.text, statement.is_true) == ("Autrement dit", False)
    assert not Statement.objects.exists()


def test_removing_is_confirmed_on_a_page_of_its_own(client_of, nadia, demarche):
    browser = client_of(nadia)
    shop = prepared(browser, demarche)

    assert "Supprimer cet atelier" in browser.get(address("remove", demarche, shop)).text
    browser.post(address("remove", demarche, shop))

    assert not Workshop.objects.exists()


def test_materials_print_cards_ballots_and_reminder(client_of, nadia, demarche):
    browser = client_of(nadia)
    shop = prepared(browser, demarche)
    making.statement(shop.activities.get(kind=ActivityKind.TRUE_FALSE))

    page = browser.get(address("materials", demarche, shop)).text

    assert page.count('class="cut-card ') == 8
    assert "On ne sait pas" in page
    assert "Ne nommez personne" in page or "ne nommez personne" in page.lower()
    assert "Feuille de comptage" in page
    assert "Liens entre acteurs" in page


def test_workshop_is_renamed(client_of, nadia, demarche):
    browser = client_of(nadia)
    shop = prepared(browser, demarche)

    browser.post(address("edit", demarche, shop), {"title": "Autre nom", "held_on": "2026-12-01"})

    shop.refresh_from_db()
    assert (shop.title, shop.held_on.month) == ("Autre nom", 12)
    assert Activity.objects.filter(status=ActivityStatus.WAITING).count() == 5


@pytest.fixture
def planned(demarche):
    return meeting.meeting(instance=meeting.copil(demarche=demarche))


def page_of(planned):
    known = {"demarche_id": planned.demarche_id, "meeting_id": planned.pk}
    return reverse("meetings:meeting", kwargs=known)


def test_workshop_is_prepared_for_the_meeting_one_comes_from(client_of, nadia, demarche, planned):
    browser = client_of(nadia)
    asked = f"{address('plan', demarche)}?reunion={planned.pk}"

    assert asked in browser.get(page_of(planned)).text
    assert f'<option value="{planned.pk}" selected>' in browser.get(asked).text
    browser.post(
        asked,
        {
            "title": "Lancement",
            "held_on": "2026-11-24",
            "trame": "complete",
            "meeting": planned.pk,
        },
    )

    shop = Workshop.objects.get()
    assert shop.meeting == planned.pk
    assert page_of(planned) in browser.get(address("workshop", demarche, shop)).text
    assert address("workshop", demarche, shop) in browser.get(page_of(planned)).text


def test_workshop_is_tied_from_the_page_of_the_meeting_then_untied(
    client_of, nadia, demarche, planned
):
    shop = making.workshop(demarche=demarche)
    browser = client_of(nadia)
    tied = browser.post(
        address("tie_to_meeting", demarche), {"meeting": planned.pk, "workshop": shop.pk}
    )
    shop.refresh_from_db()
    assert (tied.url, shop.meeting) == (page_of(planned), planned.pk)

    browser.post(
        address("edit", demarche, shop),
        {"title": shop.title, "held_on": "2026-11-24", "meeting": ""},
    )

    shop.refresh_from_db()
    assert shop.meeting is None


@pytest.mark.parametrize("wrong", [{}, {"meeting": "x"}, {"workshop": "x"}])
def test_meeting_or_workshop_of_elsewhere_is_tied_to_nothing(
    client_of, nadia, demarche, planned, wrong
):
    theirs, shop = meeting.meeting(), making.workshop(demarche=demarche)
    sent = {"meeting": theirs.pk, "workshop": shop.pk, **wrong}

    answer = client_of(nadia).post(address("tie_to_meeting", demarche), sent)

    assert answer.status_code == 404
    assert (
        client_of(nadia)
        .post(
            address("edit", demarche, shop),
            {"title": "Autre", "held_on": "2026-11-24", "meeting": theirs.pk},
        )
        .status_code
        == 400
    )


def test_workshop_tied_by_another_meanwhile_keeps_both_writings(
    client_of, nadia, demarche, planned
):
    past = meeting.meeting(instance=planned.instance)
    type(past).objects.filter(pk=past.pk).update(starts_at=PAST, ends_at=PAST + timedelta(hours=2))
    shop = making.workshop(demarche=demarche, meeting=past.pk)
    browser, url = client_of(nadia), address("edit", demarche, shop)
    sent = {
        "title": shop.title,
        "held_on": shop.held_on.isoformat(),
        "place": shop.place,
        "meeting": past.pk,
        "note": "Prévoir des feutres.",
        "seen": browser.get(url).context["form"]["seen"].value(),
    }
    Workshop.objects.update(meeting=planned.pk)

    assert browser.post(url, sent).status_code == 302

    shop.refresh_from_db()
    assert (shop.meeting, shop.note) == (planned.pk, "Prévoir des feutres.")
