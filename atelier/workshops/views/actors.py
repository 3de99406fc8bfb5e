"""The map of actors: drawn link after link, compared with an earlier one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.workshops import queries
from atelier.workshops.actions import actors as actions
from atelier.workshops.forms import TieForm
from atelier.workshops.models import ActivityKind, Tie, TieKind
from atelier.workshops.permissions import READ, may_facilitate, require_facilitator
from atelier.workshops.presenters import actors as presenter
from atelier.workshops.presenters.proposals import proposals
from atelier.workshops.views.finding import (
    activity_of,
    address,
    back_to,
    facilitator_page,
    tried,
)


@demarche_page(READ)
@require_http_methods(["GET", "HEAD", "POST"])
def map_of_actors(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Read the map; draw a link, for whoever facilitates."""
    activity = activity_of(request, workshop_id, activity_id)
    if request.method == "POST":
        require_facilitator(request)
    form = TieForm(request.POST or None, demarche=request.standing.demarche, initial=_same(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            _draw(request, activity, values)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            kept = f"theme={values['theme']}&public={values['public']}"
            here = address("map", activity.workshop, activity_id=activity.pk)
            return redirect(f"{here}?{kept}")
    may_draw = may_facilitate(request.standing) and activity.kind == ActivityKind.ACTORS
    context = {
        "activity": activity,
        "map": presenter.drawn(activity),
        "headings": presenter.HEADINGS,
        "form": form,
        "actors": queries.actors(request.standing.demarche),
        "ties": _removable(activity) if may_draw else [],
        "may_draw": may_draw,
        "back": address("workshop", activity.workshop),
        "here": address("map", activity.workshop, activity_id=activity.pk),
        **(proposals(activity.workshop) if may_draw else {"proposals": []}),
    }
    return render_in_space(
        request, "workshops/map.html", context, status=400 if form.errors else 200
    )


@facilitator_page
@require_POST
def read_proposals(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Put what tables propose on the map, its words corrected, or leave it aside."""
    activity = activity_of(request, workshop_id, activity_id)
    listed = [int(one) for one in request.POST.getlist("proposal") if one.isdecimal()]
    done = {"by": request.user, "activity": activity, "proposals": listed}
    back = back_to(request, address("desk", activity.workshop))
    if request.POST.get("do") == "aside":
        return tried(request, lambda: actions.set_aside_proposals(**done), back)
    edited: dict[str, str] = {}
    if request.POST.get("do") == "accept":
        given = {"kind": TieKind.WORKS_WITH, **request.POST.dict()}
        form = TieForm(given, demarche=request.standing.demarche)
        if not form.is_valid():
            messages.error(request, "Nommez au moins un acteur, puis recommencez.")
            return redirect(back)
        edited = form.cleaned_data
    return tried(request, lambda: actions.accept_proposals(**done, **edited), back)


@facilitator_page
@require_POST
def remove_tie(
    request: HttpRequest, workshop_id: int, activity_id: int, tie_id: int
) -> HttpResponse:
    """Remove a link drawn by mistake."""
    activity = activity_of(request, workshop_id, activity_id)
    tie = get_object_or_404(
        Tie.objects.select_related("activity__workshop"), pk=tie_id, activity=activity
    )
    actions.remove_tie(by=request.user, tie=tie)
    return redirect(address("map", activity.workshop, activity_id=activity.pk))


def _draw(request: HttpRequest, activity: Any, values: dict[str, str]) -> None:
    """A link; or, when one actor only is named, that actor alone."""
    if values["second"].strip():
        said = {**values, "kind": TieKind(values["kind"])}
        actions.draw_tie(by=request.user, activity=activity, **said)
    else:
        actions.name_actor(by=request.user, activity=activity, name=values["first"])


def _same(request: HttpRequest) -> dict[str, str]:
    """The room speaks of one theme and one public at a time: the form keeps them."""
    return {name: request.GET.get(name, "") for name in ("theme", "public")} | {
        "kind": TieKind.WORKS_WITH
    }


def _removable(activity: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{tie} : {tie.get_kind_display()}",
            "url": address("remove_tie", activity.workshop, activity_id=activity.pk, tie_id=tie.pk),
        }
        for tie in queries.ties(activity)
    ]
