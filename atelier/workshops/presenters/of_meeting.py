"""The workshops of a meeting, on its page: those it holds, and those that may be tied to it."""

from typing import Any

from django.urls import reverse

from atelier.demarches.models import Demarche
from atelier.demarches.permissions import Standing
from atelier.demarches.spaces import Choice
from atelier.workshops import library, queries
from atelier.workshops.models import Workshop, WorkshopStatus
from atelier.workshops.permissions import READ, may_facilitate
from atelier.workshops.presenters.preparing import address, line


def choices(demarche: Demarche) -> list[Choice]:
    """The workshops of a démarche, as a meeting that is to hold one names them."""
    return [_choice(one) for one in queries.workshops(demarche)]


def _choice(one: Workshop) -> Choice:
    methods = library.methods()
    return Choice(
        pk=one.pk,
        label=one.title,
        url=address(one, "workshop"),
        day=one.held_on,
        is_coming=one.status != WorkshopStatus.CLOSED,
        place=one.place,
        parts=tuple((each.title, methods[each.kind].minutes) for each in queries.activities(one)),
    )


def of_meeting(standing: Standing, meeting_id: int) -> dict[str, Any]:
    """What the page of the meeting prints of workshops; nothing for whoever reads none."""
    if not standing.may(READ):
        return {"template": "workshops/_of_meeting.html", "workshops": [], "may_tie": False}
    found = list(queries.workshops(standing.demarche))
    free = [one for one in found if one.meeting is None and one.status != WorkshopStatus.CLOSED]
    known = {"demarche_id": standing.demarche.pk}
    return {
        "template": "workshops/_of_meeting.html",
        "workshops": [line(one) for one in found if one.meeting == meeting_id],
        "may_tie": may_facilitate(standing),
        "free": [(one.pk, line(one)) for one in free],
        "meeting": meeting_id,
        "tie_url": reverse("workshops:tie_to_meeting", kwargs=known),
        "plan_url": f"{reverse('workshops:plan', kwargs=known)}?reunion={meeting_id}",
    }
