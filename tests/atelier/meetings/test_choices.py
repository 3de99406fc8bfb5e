"""Meetings as other rooms name them."""

import pytest

from atelier.demarches.spaces import choices
from atelier.meetings.models import MeetingStatus
from tests.factories import atelier as make
from tests.factories import meetings as meeting


pytestmark = pytest.mark.django_db


def test_meetings_not_cancelled_are_offered_with_their_instance():
    demarche = make.demarche()
    copil = meeting.copil(demarche=demarche)
    kept = meeting.meeting(instance=copil, status=MeetingStatus.CONVENED)
    held = meeting.meeting(instance=copil, status=MeetingStatus.HELD)
    meeting.meeting(instance=copil, status=MeetingStatus.CANCELLED)
    meeting.meeting()

    found = {one.pk: one for one in choices("meeting", demarche)}

    assert found.keys() == {kept.pk, held.pk}
    assert kept.instance.name in found[kept.pk].label
    assert (found[kept.pk].is_coming, found[held.pk].is_coming) == (True, False)
