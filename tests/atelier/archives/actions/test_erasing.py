"""Erasing a person: nothing says who they were any more, outside what the table keeps."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import CharField, JSONField, TextField
from django_tasks_db.models import DBTaskResult

from atelier.accounts import links
from atelier.accounts.mail import send_soon
from atelier.accounts.models import LinkScope, Person, PersonalLink
from atelier.archives import storage
from atelier.archives.actions import erasing
from atelier.archives.rules.erasure import ANONYMOUS, DETACHED, KEPT, OWN_WORDS
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches.models import Demarche, InstanceKind, MandateFunction, Role
from atelier.demarches.rules import NotNow
from atelier.meetings.models import Confirmation, Consultation
from tests.factories import atelier as given
from tests.factories import meetings as gathering
from tests.factories.whole import Whole


pytestmark = pytest.mark.django_db
NAME = re.compile(r"ferrand.{0,3}nadia|nadia.{0,3}ferrand|(?:mme|n\.).{0,3}ferrand", re.IGNORECASE)
EMAIL, TELEPHONE = (
    "nadia.ferrand@valmeyrac.example",
    re.compile(r"6[\s.]*12[\s.]*34[\s.]*56[\s.]*78"),
)


@pytest.fixture
def nadia():
    return given.person(
        first_name="Nadia",
        last_name="Ferrand",
        email=EMAIL,
        telephone="06 12 34 56 78",
        function="Directrice",
        college="elus",
    )


@pytest.fixture
def other():
    return given.administrator(first_name="Lucien", last_name="Castaing")


def sown(nadia, other) -> Demarche:
    """A démarche whose every free text names the person, and which she has had a hand in."""
    whole = Whole(pilot=nadia)
    told = "Mme Ferrand (Nadia FERRAND, NADIA.FERRAND@valmeyrac.example, +33 6.12.34.56.78)"
    for row in list(whole.rows.values()):
        if isinstance(row, Person):
            continue
        for field in row._meta.concrete_fields:
            name = field.name
            if isinstance(field, JSONField):
                setattr(row, name, {"texte": [told], told: 1})
            elif isinstance(field, TextField) or (
                isinstance(field, CharField) and not field.choices and (field.max_length or 0) > 90
            ):
                setattr(row, name, told)
        row.save()
    given.mandate(demarche=whole.demarche, person=other, role=Role.PILOTE)
    return whole.demarche


def found_anywhere() -> dict[str, str]:
    """Field → value, wherever the name, the address or the number still is."""
    found = {}
    for model in apps.get_models():
        for row in model._base_manager.all():
            for field in row._meta.concrete_fields:
                value = str(getattr(row, field.attname))
                if NAME.search(value) or EMAIL in value.lower() or TELEPHONE.search(value):
                    found[f"{model._meta.label}.{field.name}"] = value
    return found


def test_nothing_is_left_of_the_person_outside_what_the_table_keeps(nadia, other):
    sown(nadia, other)
    record("accounts.profile_changed", by=nadia, target=nadia, before={"last_name": "Ferrand"})
    assert len(found_anywhere()) > 40

    erasing.erase(by=other, person=nadia)

    assert {path for path in found_anywhere() if path not in KEPT} == set()


@pytest.mark.usefixtures("real_queue")
def test_archives_already_made_go_with_the_person(nadia, other, django_capture_on_commit_callbacks):
    made = storage.made_at(uuid4())
    made.write_bytes(b"Nadia Ferrand")

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(by=other, person=nadia)

    assert not made.exists()


def test_letter_that_waits_is_not_sent(nadia, other):
    send_soon("Convocation", "Bonjour Nadia Ferrand", EMAIL)

    erasing.erase(by=other, person=nadia)

    assert not DBTaskResult.objects.exists()


def test_former_name_is_taken_out_too(nadia, other):
    opened = given.demarche(purpose="Écrit par Nadia Roumieu")
    record(
        "accounts.profile_changed",
        by=nadia,
        target=nadia,
        before={"last_name": "Roumieu"},
        after={"last_name": "Ferrand"},
    )

    erasing.erase(by=other, person=nadia)

    opened.refresh_from_db()
    assert "Roumieu" not in opened.purpose
    assert not Event.objects.filter(before__last_name="Roumieu").exists()


def test_homonym_keeps_their_account(nadia, other):
    homonym = given.person(first_name="Nadia", last_name="Ferrand")

    erasing.erase(by=other, person=nadia)

    homonym.refresh_from_db()
    # The label of an erased person takes the place of a name in texts, never in another account.
    assert homonym.last_name == "Ferrand"


def test_decision_keeps_its_text(nadia, other):
    decision = gathering.decision(text="Le comité désigne Nadia Ferrand.", carried_by=nadia)

    erasing.erase(by=other, person=nadia)

    decision.refresh_from_db()
    assert decision.text == "Le comité désigne Nadia Ferrand."
    assert decision.carried_by is None


def test_chair_of_a_committee_that_decided_keeps_her_name(nadia, other):
    copil = gathering.copil()
    seat = given.mandate(
        person=nadia, instance=copil, role=Role.COPIL, function=MandateFunction.CHAIR
    )
    gathering.decision(instance=copil)

    erasing.erase(by=other, person=nadia)

    seat.refresh_from_db()
    assert seat.label == "Nadia Ferrand"
    assert str(seat) == "Nadia Ferrand — Membre du COPIL"
    assert seat.ends_on is not None


@pytest.mark.parametrize("decided", [False, True])
def test_member_of_a_group_keeps_no_name(nadia, other, decided):
    group = given.instance(kind=InstanceKind.COLLECTIF)
    seat = given.mandate(person=nadia, instance=group, role=Role.COLLECTIF)
    if decided:
        gathering.decision(instance=group)

    erasing.erase(by=other, person=nadia)

    seat.refresh_from_db()
    assert seat.label == ""
    assert "Nadia" not in str(seat)


def test_own_words_are_withdrawn_and_the_opinion_counted(nadia, other):
    copil = gathering.copil()
    asked = Consultation.objects.create(
        demarche=copil.demarche, instance=copil, question="Oui ?", closes_on=date(2026, 6, 1)
    )
    answer = Confirmation.objects.create(
        consultation=asked, person=nadia, opinion="yes", comment="Je suis souvent malade."
    )
    record("meetings.confirmed", by=nadia, after={"opinion": "yes", "comment": "Je suis souvent…"})

    erasing.erase(by=other, person=nadia)

    answer.refresh_from_db()
    assert (answer.opinion, answer.comment) == ("yes", "")
    (line,) = Event.objects.filter(action="meetings.confirmed")
    assert line.after == {"opinion": "yes", "comment": "[retiré]"}


def test_own_words_are_withdrawn_from_both_sides_of_the_journal_whoever_typed_them(nadia, other):
    meeting = gathering.meeting(people=(nadia,))
    seat = meeting.attendances.get()
    record(
        "meetings.answered",
        by=other,
        target=seat,
        before={"note": "Je suis souvent malade."},
        after={"note": "Je vais mieux.", "answer": "yes"},
    )

    erasing.erase(by=other, person=nadia)

    (line,) = Event.objects.filter(action="meetings.answered")
    assert line.before == {"note": "[retiré]"}
    assert line.after == {"note": "[retiré]", "answer": "yes"}


def test_every_door_is_closed(nadia, other, client_of):
    links.issue(by=other, person=nadia, scope=LinkScope.SIGN_IN, days=3)
    client = client_of(nadia)

    erasing.erase(by=other, person=nadia)

    assert not PersonalLink.objects.filter(person=nadia).exists()
    assert not [one for one in Session.objects.all() if "_auth_user_id" in one.get_decoded()]
    assert client.get("/demarches").status_code == 302


def test_erased_twice_is_erased_once(nadia, other):
    erasing.erase(by=other, person=nadia)
    before = list(Event.objects.values())

    erasing.erase(by=other, person=nadia)

    assert list(Event.objects.values()) == before


def test_person_who_erases_themselves_is_not_named_by_the_journal(nadia, other):
    erasing.erase(by=nadia, person=nadia)

    line = Event.objects.get(action="archives.person_erased")
    assert line.person_label == f"Personne effacée {nadia.pk}"


def test_last_pilote_hands_over_first(nadia, other):
    given.demarche(pilot=nadia, name="ABS de Valmeyrac")

    with pytest.raises(NotNow, match="« ABS de Valmeyrac » n’aurait plus de pilote"):
        erasing.erase(by=other, person=nadia)

    nadia.refresh_from_db()
    assert nadia.last_name == "Ferrand"


def test_pilote_of_an_archived_demarche_may_be_erased(nadia, other):
    given.demarche(pilot=nadia, status="archived")

    assert erasing.erase(by=other, person=nadia).erased_at


def test_last_to_administer_stays(other):
    with pytest.raises(NotNow, match="Personne d’autre n’administre"):
        erasing.erase(by=other, person=other)


def test_every_link_to_a_person_has_its_fate():
    """Whoever adds a link to a person says in rules/erasure.py what erasure does to it."""
    links_to = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("atelier.") and model is not PersonalLink
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person
    }

    assert links_to == {*DETACHED, *ANONYMOUS}


@pytest.mark.parametrize("path", sorted({*DETACHED, *ANONYMOUS, *OWN_WORDS, *KEPT}))
def test_tables_name_fields_that_exist(path):
    label, _, name = path.rpartition(".")

    assert apps.get_model(label)._meta.get_field(name)
