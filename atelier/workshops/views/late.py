"""Deciding of the votes that came after the vote had closed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from atelier.workshops.actions import late
from atelier.workshops.views.finding import activity_of, address, facilitator_page, tried


@facilitator_page
@require_POST
def decide_late(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Count what these devices sent, or set it aside."""
    activity = activity_of(request, workshop_id, activity_id)
    devices = [int(one) for one in request.POST.getlist("device") if one.isdecimal()]
    is_counted = request.POST.get("do") == "count"
    return tried(
        request,
        lambda: late.decide(
            by=request.user, activity=activity, participants=devices, is_counted=is_counted
        ),
        address("desk", activity.workshop),
        said="Ces votes sont comptés." if is_counted else "Ces votes sont gardés, sans compter.",
    )
