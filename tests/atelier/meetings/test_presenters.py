"""Meetings and decisions in words."""

from datetime import UTC, date, datetime

import pytest

from atelier.demarches.models import Instance
from atelier.meetings import presenters
from atelier.meetings.models import Answer, Attendance, Meeting
from atelier.ui import dates
from tests.factories import atelier as make
from tests.factories import meetings as making


LETTER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def test_moment_is_told_as_one_says_it():
    start = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    end = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)

    assert dates.moment(start, end) == "mardi 1er décembre 2026, de 9 h à 12 h 30"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([], "Personne n’est encore sur la liste"),
        ([Answer.YES], "1 viendra"),
        ([Answer.YES, Answer.YES, Answer.WAITING], "2 viendront, 1 sans réponse"),
    ],
)
def test_tally_agrees_in_number(answers, told):
    came = [Attendance(answer=one, convened_at=LETTER) for one in answers]

    assert presenters.tally(came) == told


def test_nobody_owes_an_answer_before_the_convocation():
    came = [Attendance(answer=one) for one in (Answer.WAITING, Answer.WAITING, Answer.YES)]

    assert presenters.tally(came) == "1 viendra, 2 à convoquer"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Choisir les thèmes", "Comité technique — Choisir les thèmes"),
        ("Comité technique : choisir les thèmes", "Comité technique : choisir les thèmes"),
    ],
)
def test_instance_is_named_once_in_the_title(title, told):
    meeting = Meeting(title=title, instance=Instance(name="Comité technique"))

    assert presenters.full_title(meeting) == told


@pytest.mark.django_db
def test_log_says_validated_in_copil_of_the_day_and_who_recorded_it():
    nadia = make.person(first_name="Nadia", last_name="Ferrand")
    decision = making.decision(decided_on=date(2027, 3, 1), recorded_by=nadia)

    logged = presenters.logged(decision)

    assert logged["formula"] == "Validé en COPIL du 1er mars 2027"
    assert logged["recorded"].startswith("saisi par Nadia Ferrand")


@pytest.mark.django_db
def test_letters_say_when_to_whom_and_who_was_left_out():
    sent_at = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
    reached = make.person(first_name="Odile", last_name="Reynaud")
    silent = make.person(first_name="Raymonde", last_name="Tauzin", email=None)
    later = make.person(first_name="Léo", last_name="Garrigue")
    came = [
        Attendance(person=reached, convened_at=sent_at),
        Attendance(person=silent),
        Attendance(person=later),
    ]

    told = presenters.sent("Convocation envoyée", sent_at, came, "convened_at")

    assert told["told"] == "Convocation envoyée le 1er décembre 2026 à 9 h 05, à 1 personne."
    assert told["to"] == ["Odile Reynaud"]
    assert told["later"] == ["Léo Garrigue"]
    assert told["by_telephone"] == ["Raymonde Tauzin"]
    assert presenters.sent("Convocation envoyée", None, came, "convened_at") == {"is_sent": False}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (60, ""),
        (None, ""),
        (90, "L’ordre du jour dure 180 min, la réunion 120 min"),
    ],
)
def test_agenda_longer_than_the_meeting_is_said(minutes, told):
    meeting = making.meeting(agenda=("Un", "Deux"))
    meeting.agenda.update(minutes=minutes)

    said = presenters.too_long(meeting)

    assert said.startswith(told)
    assert bool(said) == bool(told)
