"""Finding what an address names, inside the démarche and nowhere else; telling what is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from atelier.demarches.access import demarche_page
from atelier.demarches.rules import NotNow
from atelier.workshops import queries
from atelier.workshops.models import Activity, Workshop
from atelier.workshops.permissions import FACILITATE, require_facilitator


View = Callable[..., HttpResponse]


def facilitator_page(view: View) -> View:
    """Open a view to those who run workshops: drivers, and hosts of a collectif projet."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        require_facilitator(request)
        return view(request, **kwargs)

    return demarche_page(FACILITATE, hosts_decide=True)(guarded)


def workshop_of(request: HttpRequest, workshop_id: int) -> Workshop:
    """Raises Http404 for a workshop of another démarche."""
    demarche = request.standing.demarche
    found = get_object_or_404(
        Workshop.objects.select_related("shown"), pk=workshop_id, demarche=demarche
    )
    found.demarche = demarche
    return found


def activity_of(request: HttpRequest, workshop_id: int, activity_id: int) -> Activity:
    """Raises Http404 for an activity of another workshop or démarche."""
    found = queries.whole_activity(request.standing.demarche, workshop_id, activity_id)
    if found is None:
        raise Http404
    return found


def address(page: str, workshop: Workshop, **parts: int) -> str:
    """Address of a page of the workshop."""
    known = {"demarche_id": workshop.demarche_id, "workshop_id": workshop.pk}
    return reverse(f"workshops:{page}", kwargs={**known, **parts})


def tried(
    request: HttpRequest, act: Callable[[], Any], back: str, *, said: str = ""
) -> HttpResponse:
    """Do it and go back; what is refused is told at the top of the page."""
    try:
        act()
    except NotNow as problem:
        messages.error(request, str(problem))
    else:
        if said:
            messages.success(request, said)
    return redirect(back)


def back_to(request: HttpRequest, fallback: str) -> str:
    """The page of the site the form was on, when it says so."""
    asked = request.POST.get("back", "")
    return asked if asked.startswith("/demarches/") else fallback
