"""How long personal data is kept, and what goes at the end."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from atelier.archives.actions import keeping
from atelier.archives.models import Retention
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches.models import InstanceKind, Role
from atelier.demarches.rules import NotNow
from atelier.diagnosis.models import Testimony
from atelier.meetings.models import Attendance
from tests.factories import atelier as given
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def nadia():
    return given.person(first_name="Nadia", last_name="Ferrand")


@pytest.fixture
def ended(nadia):
    return given.demarche(pilot=nadia, keep_until=YESTERDAY)


def test_term_is_set_with_its_reason(nadia):
    opened = given.demarche(pilot=nadia)

    kept = keeping.set_term(by=nadia, demarche=opened, day=date(2033, 12, 31), reason="Le suivant")

    assert (opened.keep_until, kept.reason) == (date(2033, 12, 31), "Le suivant")
    assert Event.objects.get(action="archives.keep_until_set").after["keep_until"] == "2033-12-31"


def test_term_that_comes_is_announced_once(ended, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = keeping.run_terms(), keeping.run_terms()

    assert (first, second) == ({"announced": 1, "purged": 0}, {"announced": 0, "purged": 0})
    assert len(mail.outbox) == 1
    assert "fin de la durée de conservation" in mail.outbox[0].subject


def test_data_goes_a_month_after_the_announce(ended):
    keeping.run_terms()
    long_ago = timezone.now() - timedelta(days=31)
    Retention.objects.update(announced_at=long_ago)

    assert keeping.run_terms() == {"announced": 0, "purged": 1}
    assert keeping.run_terms() == {"announced": 0, "purged": 0}


def test_later_day_puts_off_what_was_announced(ended, nadia):
    keeping.run_terms()

    keeping.set_term(by=nadia, demarche=ended, day=date(2090, 1, 1), reason="Encore utile")

    assert Retention.objects.get().announced_at is None
    assert keeping.run_terms() == {"announced": 0, "purged": 0}


def test_demarche_without_term_is_never_purged(nadia):
    given.demarche(pilot=nadia)

    assert keeping.run_terms() == {"announced": 0, "purged": 0}


def test_nothing_is_purged_before_the_term(nadia):
    opened = given.demarche(pilot=nadia, keep_until=timezone.localdate() + timedelta(days=1))

    with pytest.raises(NotNow, match="Le terme n’est pas venu"):
        keeping.purge(by=nadia, demarche=opened)


def test_decisions_stay_and_seats_go(ended, nadia):
    copil = gathering.copil(demarche=ended)
    member = given.mandate(instance=copil, role=Role.COPIL).person
    decision = gathering.decision(instance=copil, text="Validé")
    meeting = gathering.meeting(instance=copil, people=(member,))

    keeping.purge(by=nadia, demarche=ended)

    decision.refresh_from_db()
    meeting.refresh_from_db()
    assert decision.text == "Validé"
    assert not Attendance.objects.exists()
    assert not ended.mandates.filter(person=member).exists()


def test_public_mandate_keeps_its_name(ended, nadia):
    council = given.instance(demarche=ended, kind=InstanceKind.CA)
    seat = given.mandate(
        instance=council,
        role=Role.COPIL,
        person=given.person(first_name="Odile", last_name="Haddad"),
    )

    keeping.purge(by=nadia, demarche=ended)

    seat.refresh_from_db()
    assert seat.name == "Odile Haddad"


def test_person_of_this_demarche_only_is_erased_and_others_stay(ended, nadia):
    only_here = given.participant(demarche=ended, role=Role.LECTEUR)
    elsewhere = given.participant(demarche=ended, role=Role.LECTEUR)
    given.mandate(person=elsewhere)

    keeping.purge(by=nadia, demarche=ended)

    for person in (only_here, elsewhere, nadia):
        person.refresh_from_db()
    assert only_here.erased_at
    assert not elsewhere.erased_at
    assert not nadia.erased_at


def test_texts_and_journal_of_the_demarche_name_nobody(ended, nadia):
    meeting = gathering.meeting(
        instance=gathering.copil(demarche=ended), minutes="Nadia Ferrand ouvre la séance."
    )
    record(
        "meetings.held", by=nadia, target=meeting, demarche_id=ended.pk, after={"x": "Mme Ferrand"}
    )
    elsewhere = given.demarche(purpose="Porté par Nadia Ferrand")

    keeping.purge(by=nadia, demarche=ended)

    meeting.refresh_from_db()
    elsewhere.refresh_from_db()
    line = Event.objects.get(action="meetings.held")
    assert meeting.minutes == "Une personne de la démarche ouvre la séance."
    assert (line.person_id, line.person_label) == (None, "Une personne de la démarche")
    assert line.after == {"x": "Une personne de la démarche"}
    assert "Nadia Ferrand" in elsewhere.purpose


def test_words_that_prove_something_stay_without_who_said_them(ended, nadia):
    kept = Testimony.objects.create(demarche=ended, code="E1", kind="group", text="…", about="Mère")
    Testimony.objects.create(demarche=ended, code="E2", kind="group", text="…", about="Père")
    ended.evidence.create(kind="testimony", title="E1", testimony=kept)

    keeping.purge(by=nadia, demarche=ended)

    assert list(Testimony.objects.values_list("code", "about")) == [("E1", "")]
