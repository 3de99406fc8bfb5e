"""Convocations."""

import pytest
from django.core import mail

from atelier.accounts import links
from atelier.accounts.models import LinkScope
from atelier.demarches.rules import NotNow
from atelier.meetings.actions.convoking import convene
from atelier.meetings.actions.meetings import change_meeting, invite_guest, set_agenda
from atelier.meetings.models import MeetingStatus
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db
ADDRESS = "https://abs.example/"


class TestConvene:
    """Convocations."""

    def test_letter_carries_agenda_calendar_and_personal_link(
        self, django_capture_on_commit_callbacks
    ):
        odile = make.person(email="odile@valmeyrac.example")
        meeting = making.meeting(agenda=("Choix des thèmes",), people=(odile,))

        with django_capture_on_commit_callbacks(execute=True):
            sent = convene(by=make.person(), meeting=meeting, address=ADDRESS)

        (letter,) = mail.outbox
        assert sent == 1
        assert letter.to == ["odile@valmeyrac.example"]
        assert "Choix des thèmes" in letter.body
        assert "BEGIN:VEVENT" in letter.attachments[0][1]
        token = letter.body.split(f"{ADDRESS}reponse/")[1].split()[0]
        link = links.redeem(token, scope=LinkScope.MEETING)
        assert link.target == f"attendance:{meeting.attendances.get().pk}"

    def test_letter_names_the_documents_of_the_meeting(self, django_capture_on_commit_callbacks):
        meeting = making.meeting(agenda=("Un",), people=(make.person(),))
        card = {"media_type": "application/pdf", "size": 8}
        meeting.demarche.documents.create(title="Le support", target=meeting.as_target, **card)
        meeting.demarche.documents.create(title="Une étude", **card)

        with django_capture_on_commit_callbacks(execute=True):
            convene(by=make.person(), meeting=meeting, address=ADDRESS)

        assert "Le support" in mail.outbox[0].body
        assert "Une étude" not in mail.outbox[0].body

    def test_each_letter_has_its_own_link(self, django_capture_on_commit_callbacks):
        meeting = making.meeting(agenda=("Un",), people=(make.person(), make.person()))

        with django_capture_on_commit_callbacks(execute=True):
            convene(by=make.person(), meeting=meeting, address=ADDRESS)

        tokens = {letter.body.split("reponse/")[1].split()[0] for letter in mail.outbox}
        assert len(tokens) == 2

    def test_person_without_address_is_not_counted_as_reached(self):
        meeting = making.meeting(agenda=("Un",), people=(make.person(email=None),))

        assert convene(by=make.person(), meeting=meeting, address=ADDRESS) == 0

    def test_meeting_without_agenda_is_not_convened(self):
        with pytest.raises(NotNow, match="ordre du jour"):
            convene(by=make.person(), meeting=making.meeting(), address=ADDRESS)

    def test_convening_again_says_so_and_calendars_follow(self, django_capture_on_commit_callbacks):
        meeting = making.meeting(agenda=("Un",), people=(make.person(),))
        convene(by=make.person(), meeting=meeting, address=ADDRESS)
        before = meeting.sequence
        change_meeting(by=make.person(), meeting=meeting, place="Salle des fêtes")

        with django_capture_on_commit_callbacks(execute=True):
            convene(by=make.person(), meeting=meeting, address=ADDRESS)

        assert mail.outbox[-1].subject.startswith("Changement")
        assert meeting.sequence == before + 2

    def test_convocations_of_a_day_are_counted_all_meetings_together(self, settings):
        settings.CONVOCATIONS_PER_DAY = 3
        keeper = make.person()
        first = making.meeting(agenda=("Un",), people=(make.person(), make.person()))
        second = making.meeting(agenda=("Un",), people=(make.person(), make.person()))
        convene(by=keeper, meeting=first, address=ADDRESS)

        with pytest.raises(NotNow, match="2 lettres, et il vous en reste 1"):
            convene(by=keeper, meeting=second, address=ADDRESS)

        second.refresh_from_db()
        assert second.status == MeetingStatus.PLANNED
        assert convene(by=make.person(), meeting=second, address=ADDRESS) == 2

    def test_nothing_is_sent_when_the_transaction_fails(self, django_capture_on_commit_callbacks):
        meeting = making.meeting(people=(make.person(),))

        with django_capture_on_commit_callbacks(execute=True), pytest.raises(NotNow):
            convene(by=make.person(), meeting=meeting, address=ADDRESS)

        assert mail.outbox == []

    def test_person_added_is_written_to_alone_when_nothing_changed(
        self, django_capture_on_commit_callbacks
    ):
        meeting = making.meeting(agenda=("Un",), people=(make.person(),))
        convene(by=make.person(), meeting=meeting, address=ADDRESS)
        samira = make.person()
        invite_guest(by=make.person(), meeting=meeting, person=samira)

        with django_capture_on_commit_callbacks(execute=True):
            assert convene(by=make.person(), meeting=meeting, address=ADDRESS) == 1

        letter = mail.outbox[-1]
        assert letter.to == [samira.email]
        assert letter.body.count("Vous êtes invité(e)") == 1

    def test_letter_sent_again_without_change_is_a_reminder(
        self, django_capture_on_commit_callbacks
    ):
        meeting = making.meeting(agenda=("Un",), people=(make.person(),))
        convene(by=make.person(), meeting=meeting, address=ADDRESS)

        with django_capture_on_commit_callbacks(execute=True):
            convene(by=make.person(), meeting=meeting, address=ADDRESS)

        assert mail.outbox[-1].subject.startswith("Rappel")
        assert "a changé" not in mail.outbox[-1].body

    def test_agenda_written_again_is_a_change(self, django_capture_on_commit_callbacks):
        meeting = making.meeting(agenda=("Un",), people=(make.person(),))
        convene(by=make.person(), meeting=meeting, address=ADDRESS)
        set_agenda(by=make.person(), meeting=meeting, items=[{"title": "Deux"}])

        with django_capture_on_commit_callbacks(execute=True):
            convene(by=make.person(), meeting=meeting, address=ADDRESS)

        assert mail.outbox[-1].subject.startswith("Changement")
