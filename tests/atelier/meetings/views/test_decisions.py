"""Pages of decisions and consultations."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.demarches.models import Role
from atelier.meetings.actions.decisions import consult
from atelier.meetings.models import Decision, DecisionStatus, Opinion
from tests.factories import atelier as make
from tests.factories import diagnosis
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def address(page, demarche, **kwargs):
    return reverse(f"meetings:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def copil(nadia):
    return making.copil(demarche=make.demarche(pilot=nadia))


def line(copil, **fields):
    return {
        "kind": "validation",
        "text": "Constats validés.",
        "instance": copil.pk,
        "decided_on": date.today().isoformat(),
        "is_approved": "on",
        **fields,
    }


def test_pilote_records_validated_in_copil(client_of, nadia, copil):
    browser = client_of(nadia)

    browser.post(address("record", copil.demarche), line(copil))

    assert Decision.objects.get().recorded_by == nadia
    assert "Validé en COPIL du" in browser.get(address("log", copil.demarche)).text


def test_decision_of_tomorrow_says_why_and_keeps_the_text(client_of, nadia, copil):
    page = client_of(nadia).post(
        address("record", copil.demarche), line(copil, decided_on="2099-01-01", text="Gardé.")
    )

    assert page.status_code == 400
    assert "le jour où elle est prise" in page.text
    assert "Gardé." in page.text


def test_day_of_a_meeting_to_come_is_not_proposed_for_a_decision(client_of, nadia, copil):
    browser, here = client_of(nadia), address("record", copil.demarche)
    held = making.meeting(instance=copil, starts_at=making.this_morning())
    coming = making.meeting(instance=copil)

    proposed = [
        browser.get(f"{here}?reunion={one.pk}").context["form"].initial["decided_on"]
        for one in (held, coming)
    ]

    assert proposed == [timezone.localdate(), None]


@pytest.mark.parametrize("role", [Role.RELECTEUR, Role.PRESTATAIRE, Role.COPIL])
def test_nobody_else_records_a_decision(client_of, copil, role):
    other = make.participant(demarche=copil.demarche, role=role)

    page = client_of(other).post(address("record", copil.demarche), line(copil))

    assert page.status_code == 403
    assert not Decision.objects.exists()


def test_decision_is_followed(client_of, nadia, copil):
    decision = making.decision(instance=copil)

    client_of(nadia).post(
        address("follow", copil.demarche, decision_id=decision.pk),
        {"status": "done", "follow_up": "Fait en mars."},
    )

    decision.refresh_from_db()
    assert (decision.status, decision.follow_up) == (DecisionStatus.DONE, "Fait en mars.")


def test_answer_given_on_the_telephone_is_recorded_by_the_pilote(client_of, nadia, copil):
    make.mandate(
        demarche=copil.demarche, role=Role.COPIL, instance=copil, person=make.person(email=None)
    )
    asked = consult(
        by=nadia,
        instance=copil,
        messages=["Un."],
        question="D’accord ?",
        closes_on=date.today(),
        address="https://abs.example/",
    )
    waiting = asked.confirmations.get()

    client_of(nadia).post(
        address("answer_for", copil.demarche, confirmation_id=waiting.pk), {"opinion": "yes"}
    )

    waiting.refresh_from_db()
    assert waiting.opinion == Opinion.YES
    assert "1 oui" in client_of(nadia).get(address("consultations", copil.demarche)).text


@pytest.mark.parametrize(
    ("named", "kept"), [("finding:7", "finding:7"), ("person:1", ""), ("finding:7;drop", "")]
)
def test_decision_says_what_it_is_about_when_its_address_does(client_of, nadia, copil, named, kept):
    client_of(nadia).post(f"{address('record', copil.demarche)}?objet={named}", line(copil))

    assert Decision.objects.get().subject == kept


def test_nothing_of_another_demarche_enters_by_a_form(client_of, nadia, copil):
    foreign = making.copil()
    stranger = make.participant(demarche=foreign.demarche, role=Role.COPIL, instance=foreign)
    asked = consult(
        by=stranger,
        instance=foreign,
        messages=["Un."],
        question="D’accord ?",
        closes_on=date.today(),
        address="https://abs.example/",
    )
    browser = client_of(nadia)

    refused = [
        browser.post(address("record", copil.demarche), {**line(copil), **changed}).status_code
        for changed in ({"instance": foreign.pk}, {"carried_by": stranger.pk})
    ]
    answered = browser.post(
        address("answer_for", copil.demarche, confirmation_id=asked.confirmations.get().pk),
        {"opinion": "yes"},
    )

    assert refused == [400, 400]
    assert answered.status_code == 404
    assert not Decision.objects.exists()


def test_decision_that_was_not_adopted_is_said_so(client_of, nadia, copil):
    making.decision(instance=copil, is_approved=False)

    page = client_of(nadia).get(address("log", copil.demarche)).text

    assert "Non adoptée" in page
    assert "À suivre" not in page


def test_decision_leads_to_the_constats_it_is_about(client_of, nadia, copil):
    constat = diagnosis.finding(demarche=copil.demarche)
    decision = making.decision(instance=copil, subject=f"finding:{constat.pk}")

    page = client_of(nadia).get(address("decision", copil.demarche, decision_id=decision.pk)).text

    assert "Les constats dont elle parle" in page
    assert f"/constats/{constat.pk}" in page
