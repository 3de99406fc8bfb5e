"""The meetings of a démarche, as other rooms name them."""

from django.utils import timezone

from atelier.demarches.models import Demarche
from atelier.demarches.spaces import Choice
from atelier.meetings import presenters
from atelier.meetings.models import Meeting, MeetingStatus
from atelier.meetings.queries import ALIVE
from atelier.ui.dates import moment


def choices(demarche: Demarche) -> list[Choice]:
    """Every meeting that was not cancelled, soonest first."""
    found = demarche.meetings.exclude(status=MeetingStatus.CANCELLED).select_related("instance")
    return [_choice(one) for one in found.order_by("starts_at", "pk")]


def _choice(one: Meeting) -> Choice:
    when = moment(one.starts_at)
    return Choice(
        pk=one.pk,
        label=f"{one.title} ({one.instance.name}, {when})",
        url=presenters.url(one),
        day=timezone.localdate(one.starts_at),
        is_coming=one.status in ALIVE,
    )
