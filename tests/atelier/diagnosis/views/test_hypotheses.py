"""Pages of hypotheses."""

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.diagnosis.models import Hypothesis, HypothesisStatus
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def address(page, demarche, **kwargs):
    return reverse(f"diagnosis:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def test_empty_register_says_what_to_do_first(client_of, nadia, demarche):
    page = client_of(nadia).get(address("hypotheses", demarche))

    assert "Aucune hypothèse encore" in page.text


def test_constat_is_proposed_only_to_whoever_may_write_one(client_of, nadia, demarche):
    suivi = make.participant(demarche=demarche, role=Role.SUIVI)
    written = making.hypothesis(demarche=demarche)
    page = address("hypothesis", demarche, hypothesis_id=written.pk)

    assert "En tirer un constat" in client_of(nadia).get(page).text
    assert "En tirer un constat" not in client_of(suivi).get(page).text


def test_representation_becomes_a_hypothesis(client_of, nadia, demarche):
    group = making.group(demarche=demarche)
    browser = client_of(nadia)
    proposed = browser.get(address("write_hypothesis", demarche), {"groupe": group.pk})
    assert group.name in proposed.text

    browser.post(
        address("write_hypothesis", demarche),
        {"statement": "La vacance touche les bourgs.", "groups": [group.pk], "theme": "logement"},
    )

    written = Hypothesis.objects.get()
    page = browser.get(address("hypothesis", demarche, hypothesis_id=written.pk))
    assert list(written.groups.all()) == [group]
    assert "« Les centres-bourgs se vident »" in page.text


def test_evidence_is_attached_and_the_hypothesis_concluded(client_of, nadia, demarche):
    hypothesis = making.hypothesis(demarche=demarche, status=HypothesisStatus.RETAINED)
    figure = making.indicator(demarche=demarche)
    browser = client_of(nadia)
    one = {"hypothesis_id": hypothesis.pk}

    browser.post(address("attach", demarche, **one), {"evidence": figure.pk, "stance": "supports"})
    browser.post(address("hypothesis_status", demarche, **one), {"status": "confirmed"})

    hypothesis.refresh_from_db()
    page = browser.get(address("hypothesis", demarche, **one))
    assert hypothesis.status == HypothesisStatus.CONFIRMED
    assert "11,6 % des logements sont vacants" in page.text


def test_conclusion_without_evidence_is_refused_in_words(client_of, nadia, demarche):
    hypothesis = making.hypothesis(demarche=demarche, status=HypothesisStatus.RETAINED)

    page = client_of(nadia).post(
        address("hypothesis_status", demarche, hypothesis_id=hypothesis.pk),
        {"status": "confirmed"},
        follow=True,
    )

    assert "au moins une preuve" in page.text


def test_relecteur_reads_and_does_not_write(client_of, demarche):
    reader = make.participant(demarche=demarche, role=Role.RELECTEUR)
    browser = client_of(reader)

    assert browser.get(address("hypotheses", demarche)).status_code == 200
    assert browser.get(address("write_hypothesis", demarche)).status_code == 403


def test_hypothesis_of_another_demarche_is_not_reachable(client_of, nadia, demarche):
    foreign = making.hypothesis()

    page = client_of(nadia).get(address("hypothesis", demarche, hypothesis_id=foreign.pk))

    assert page.status_code == 404


def test_register_is_filtered(client_of, nadia, demarche):
    making.hypothesis(demarche=demarche, statement="Sur le logement.")
    making.hypothesis(demarche=demarche, statement="Sur le bus.", theme="mobilite")

    page = client_of(nadia).get(address("hypotheses", demarche), {"theme": "mobilite"})

    assert "Sur le bus." in page.text
    assert "Sur le logement." not in page.text


def test_nothing_of_another_demarche_enters_by_a_form(client_of, nadia, demarche):
    mine = making.hypothesis(demarche=demarche)
    foreign = make.demarche()
    proof = making.indicator(demarche=foreign)
    group = making.group(demarche=foreign)
    browser = client_of(nadia)

    browser.post(
        address("attach", demarche, hypothesis_id=mine.pk),
        {"evidence": proof.pk, "stance": "supports"},
    )
    gone = browser.post(address("detach", demarche, hypothesis_id=mine.pk, evidence_id=proof.pk))
    page = browser.post(
        address("write_hypothesis", demarche), {"statement": "Un.", "groups": [group.pk]}
    )

    assert (gone.status_code, page.status_code) == (404, 400)
    assert not mine.links.exists()
    assert demarche.hypotheses.count() == 1


def test_concluded_hypothesis_says_how_to_reopen_it_and_offers_no_other_gesture(
    client_of, nadia, demarche
):
    hypothesis = making.hypothesis(demarche=demarche, status=HypothesisStatus.CONFIRMED)
    figure = making.indicator(demarche=demarche)
    making.supports(hypothesis, figure)
    browser = client_of(nadia)
    one = {"hypothesis_id": hypothesis.pk}

    shown = browser.get(address("hypothesis", demarche, **one)).text
    refused = browser.post(
        address("detach", demarche, evidence_id=figure.pk, **one), follow=True
    ).text
    browser.post(address("hypothesis_status", demarche, **one), {"status": "retained"})

    assert "Rouvrir l’hypothèse" in shown
    assert "Détacher" not in shown
    assert "rouvrez-la, au bas de sa page, avant de changer ses preuves" in refused
    assert "Détacher" in browser.get(address("hypothesis", demarche, **one)).text


def test_hypothesis_written_from_a_group_starts_with_its_words(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    group = making.group(demarche=demarche)
    here = reverse("diagnosis:write_hypothesis", kwargs={"demarche_id": demarche.pk})

    form = client_of(nadia).get(f"{here}?groupe={group.pk}").context["form"]

    assert form.initial["statement"] == "Les centres-bourgs se vident"
    assert form.initial["groups"] == [group]
