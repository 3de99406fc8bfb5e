"""Meetings: planned, convened, held, told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from atelier.audit.models import Event
from atelier.audit.queries import of_target
from atelier.demarches.models import Role
from atelier.demarches.rules import NotNow
from atelier.meetings.actions.convoking import convene
from atelier.meetings.actions.meetings import (
    answer,
    cancel,
    change_meeting,
    hold,
    invite_guest,
    plan_meeting,
    send_minutes,
    set_agenda,
    write_minutes,
)
from atelier.meetings.models import Answer, Attendance, Meeting, MeetingStatus
from atelier.meetings.rules import WrittenMeanwhile, print_of
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db
ADDRESS = "https://abs.example/"


def test_members_of_the_instance_are_on_the_list_once():
    copil = making.copil()
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    make.mandate(demarche=copil.demarche, person=odile, role=Role.ELU_REFERENT, instance=copil)
    start = making.next_week()

    meeting = plan_meeting(
        by=make.person(),
        demarche=copil.demarche,
        instance=copil,
        title="Lancement",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        agenda=[{"title": "Accueil"}],
    )

    assert [one.person for one in meeting.attendances.all()] == [odile]
    assert [point.title for point in meeting.agenda.all()] == ["Accueil"]
    (event,) = of_target("meeting", meeting.pk)
    assert event.action == "meetings.planned"
    assert event.after["agenda"] == ["Accueil"]


def test_dissolved_instance_does_not_meet():
    copil = making.copil(closed_on=timezone.localdate())

    with pytest.raises(NotNow, match="plus en place"):
        plan_meeting(by=make.person(), demarche=copil.demarche, instance=copil, title="Non")


def test_answer_is_kept_with_its_remark():
    meeting = making.meeting(people=(make.person(),))
    attendance = meeting.attendances.get()

    answer(by=None, attendance=attendance, answer=Answer.YES, note=" en retard ")

    attendance.refresh_from_db()
    assert (attendance.answer, attendance.note) == (Answer.YES, "en retard")
    assert Event.objects.get(action="meetings.answered").person_id == attendance.person_id


def test_nobody_answers_present_before_the_meeting():
    meeting = making.meeting(people=(make.person(),))

    with pytest.raises(NotNow):
        answer(by=None, attendance=meeting.attendances.get(), answer=Answer.PRESENT)


def test_one_does_not_answer_once_it_is_held():
    meeting = making.meeting(people=(make.person(),), status=MeetingStatus.HELD)

    with pytest.raises(NotNow, match="passée"):
        answer(by=None, attendance=meeting.attendances.get(), answer=Answer.YES)


def test_guest_is_invited_once():
    meeting, guest = making.meeting(), make.person()
    invite_guest(by=make.person(), meeting=meeting, person=guest)

    invite_guest(by=make.person(), meeting=meeting, person=guest)

    assert meeting.attendances.count() == 1


def test_meeting_of_next_week_has_not_been_held():
    with pytest.raises(NotNow, match="pas encore eu lieu"):
        hold(by=make.person(), meeting=making.meeting(), present={})


def test_held_meeting_knows_who_came_and_no_longer_moves():
    meeting = making.meeting(people=(make.person(),), starts_at=making.this_morning())
    attendance = meeting.attendances.get()

    hold(by=make.person(), meeting=meeting, present={attendance.pk: Answer.PRESENT})

    attendance.refresh_from_db()
    assert attendance.answer == Answer.PRESENT
    with pytest.raises(NotNow):
        change_meeting(by=make.person(), meeting=meeting, place="Ailleurs")


def test_roll_call_of_another_meeting_changes_nothing():
    meeting = making.meeting(starts_at=making.this_morning())
    other = making.meeting(people=(make.person(),))
    foreign = other.attendances.get()

    hold(by=make.person(), meeting=meeting, present={foreign.pk: Answer.PRESENT})

    foreign.refresh_from_db()
    assert foreign.answer == Answer.WAITING


def test_point_kept_in_the_agenda_keeps_its_notes():
    meeting = making.meeting(agenda=("Un", "Deux"))
    first = meeting.agenda.get(title="Un")
    write_minutes(by=make.person(), meeting=meeting, minutes="", notes={first.pk: "Dit."})

    set_agenda(
        by=make.person(),
        meeting=meeting,
        items=[{"title": "Zéro"}, {"pk": first.pk, "title": "Un"}],
    )

    assert [(point.title, point.note) for point in meeting.agenda.all()] == [
        ("Zéro", ""),
        ("Un", "Dit."),
    ]


def test_cancelled_meeting_tells_those_who_were_convened(django_capture_on_commit_callbacks):
    meeting = making.meeting(agenda=("Un",), people=(make.person(),))
    convene(by=make.person(), meeting=meeting, address=ADDRESS)

    with django_capture_on_commit_callbacks(execute=True):
        cancel(by=make.person(), meeting=meeting)

    assert "Annulée" in mail.outbox[-1].subject
    assert "STATUS:CANCELLED" in mail.outbox[-1].attachments[0][1]


def test_meeting_cancelled_twice_at_once_is_told_once():
    meeting = making.meeting(agenda=("Un",), people=(make.person(),))
    seen_before = Meeting.objects.get(pk=meeting.pk)
    cancel(by=make.person(), meeting=meeting)

    with pytest.raises(NotNow):
        cancel(by=make.person(), meeting=seen_before)
    with pytest.raises(NotNow):
        hold(by=make.person(), meeting=seen_before, present={})


def test_releve_is_sent_once_the_meeting_is_held(django_capture_on_commit_callbacks):
    meeting = making.meeting(people=(make.person(),), starts_at=making.this_morning())
    with pytest.raises(NotNow):
        send_minutes(by=make.person(), meeting=meeting, address=ADDRESS)
    with pytest.raises(NotNow, match="qui était là"):
        hold(by=make.person(), meeting=meeting, present={})
    came = meeting.attendances.get()
    hold(by=make.person(), meeting=meeting, present={came.pk: Answer.PRESENT})
    making.decision(instance=meeting.instance, meeting=meeting, text="On retient le logement.")

    with django_capture_on_commit_callbacks(execute=True):
        send_minutes(by=make.person(), meeting=meeting, address=ADDRESS)

    assert "On retient le logement." in mail.outbox[0].body
    assert meeting.minutes_sent_at


def test_nobody_is_convened_to_a_day_that_has_passed():
    yesterday = making.this_morning() - timedelta(days=1)
    meeting = making.meeting(agenda=("Un",), people=(make.person(),), starts_at=yesterday)

    with pytest.raises(NotNow, match="jour passé"):
        convene(by=make.person(), meeting=meeting, address=ADDRESS)


def test_minutes_written_by_another_meanwhile_are_not_lost():
    meeting = making.meeting()
    seen = print_of(meeting)
    write_minutes(by=make.person(), meeting=meeting, minutes="Le premier texte.", seen=seen)

    with pytest.raises(WrittenMeanwhile):
        write_minutes(by=make.person(), meeting=meeting, minutes="Le second.", seen=seen)

    meeting.refresh_from_db()
    assert meeting.minutes == "Le premier texte."


def test_each_letter_is_kept_with_the_person_it_went_to():
    meeting = making.meeting(agenda=("Un",), people=(make.person(), make.person(email=None)))

    convene(by=make.person(), meeting=meeting, address=ADDRESS)
    guest = invite_guest(by=make.person(), meeting=meeting, person=make.person())

    by_letter, by_telephone = meeting.attendances.exclude(pk=guest.pk).order_by("pk")
    assert by_letter.convened_at == meeting.convened_at
    assert by_telephone.convened_at is None
    assert guest.convened_at is None


def test_releve_sent_again_says_so_and_the_journal_keeps_both_days(
    django_capture_on_commit_callbacks,
):
    meeting = making.meeting(
        people=(make.person(),), status=MeetingStatus.HELD, starts_at=making.this_morning()
    )
    send_minutes(by=make.person(), meeting=meeting, address=ADDRESS)
    first = meeting.minutes_sent_at

    with django_capture_on_commit_callbacks(execute=True):
        send_minutes(by=make.person(), meeting=meeting, address=ADDRESS)

    letter = mail.outbox[-1]
    event = of_target("meeting", meeting.pk).first()
    assert letter.subject.startswith("Nouvel envoi — Relevé de décisions")
    assert event.before == {"minutes_sent_at": first.isoformat()}
    assert event.after["letters"] == 1


def convene_someone(meeting):
    Attendance.objects.create(meeting=meeting, person=make.person(email=None))
    convene(by=None, meeting=meeting, address=ADDRESS)


WRITES = {
    "agenda": lambda meeting: set_agenda(by=None, meeting=meeting, items=[{"title": "Deux"}]),
    "convene": convene_someone,
    "cancel": lambda meeting: cancel(by=None, meeting=meeting),
    "hold": lambda meeting: hold(by=None, meeting=meeting, present={}),
    "minutes": lambda meeting: write_minutes(by=None, meeting=meeting, minutes="Dit."),
}


@pytest.mark.parametrize("write", WRITES)
def test_one_write_is_one_event_with_what_was_there_before(write):
    meeting = making.meeting(agenda=("Un",), starts_at=making.this_morning())

    WRITES[write](meeting)

    (event,) = of_target("meeting", meeting.pk)
    assert event.before
    assert event.after
