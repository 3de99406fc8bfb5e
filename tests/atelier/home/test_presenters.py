"""Three messages at most."""

from datetime import date

import pytest

from atelier.demarches.models import Role
from atelier.demarches.permissions import standing
from atelier.diagnosis.models import FindingStatus
from atelier.home import presenters, queries
from atelier.meetings.models import MeetingStatus
from tests.factories import atelier as make
from tests.factories import diagnosis
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def test_day_is_told_as_one_says_it():
    assert presenters.today(date(2026, 11, 23)) == "Lundi 23 novembre"


def test_three_messages_constats_first():
    copil = making.copil()
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL)
    for _ in range(4):
        making.decision(instance=copil)
    diagnosis.finding(demarche=copil.demarche, status=FindingStatus.VALIDATED, statement="Établi.")

    told = presenters.messages(queries.expected(copil.demarche, odile))

    assert len(told) == 3
    assert told[0]["text"] == "Établi."


def test_invited_resident_is_told_no_constat():
    demarche = make.demarche()
    resident = make.participant(demarche=demarche, role=Role.HABITANT)
    diagnosis.finding(demarche=demarche, status=FindingStatus.VALIDATED)

    home = presenters.others(queries.expected(demarche, resident), standing(resident, demarche))

    assert home["messages"] == []


def test_home_says_at_once_whether_something_is_expected():
    copil = making.copil()
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL)
    known = standing(odile, copil.demarche)

    before = presenters.others(queries.expected(copil.demarche, odile), known)
    copil.demarche.tasks.create(person=odile, title="Relire le portrait")
    after = presenters.others(queries.expected(copil.demarche, odile), known)

    assert before["title"] == "Rien à faire pour l’instant"
    assert after["title"] == "Ce que l’on attend de vous"
    assert [one["title"] for one in after["tasks"]] == ["Relire le portrait"]


def test_page_of_a_meeting_offers_its_folder_in_both_forms():
    meeting = making.meeting()
    person = make.participant(demarche=meeting.demarche, role=Role.COPIL)

    panel = presenters.folder_panel(standing(person, meeting.demarche), meeting.pk)

    assert panel["pdf"].endswith(f"/reunions/{meeting.pk}/dossier.pdf")
    assert panel["word"].endswith(f"/reunions/{meeting.pk}/dossier.docx")


def test_whoever_no_letter_was_sent_to_is_to_be_convened_not_chased():
    silent, arrived = make.person(last_name="Avril"), make.person(last_name="Brun")
    meeting = making.meeting(people=(silent, arrived), status=MeetingStatus.CONVENED)
    meeting.attendances.filter(person=silent).update(convened_at=making.this_morning())
    pilote = make.participant(demarche=meeting.demarche, role=Role.PILOTE)
    known = standing(pilote, meeting.demarche)

    week = presenters.week(queries.week(meeting.demarche, pilote), known)

    assert [one["word"] for one in week["to_chase"]] == ["n’a pas répondu", "à convoquer"]
