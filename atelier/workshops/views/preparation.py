"""Preparing a workshop: from a trame, then each activity, the statements, what is printed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.demarches.spaces import Choice, choices, links
from atelier.workshops import figures, queries
from atelier.workshops.actions import preparation as actions
from atelier.workshops.forms import ActivityForm, PrepareForm, StatementForm, WorkshopForm
from atelier.workshops.models import ActivityKind, Statement, Workshop
from atelier.workshops.permissions import READ, may_facilitate
from atelier.workshops.presenters import preparing
from atelier.workshops.presenters.joining import joining
from atelier.workshops.views.finding import (
    activity_of,
    address,
    facilitator_page,
    tried,
    workshop_of,
)


@demarche_page(READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The workshops of the démarche."""
    context = {
        "workshops": [preparing.line(one) for one in queries.workshops(request.standing.demarche)],
        "may_facilitate": may_facilitate(request.standing),
    }
    return render_in_space(request, "workshops/index.html", context)


@demarche_page(READ)
@require_safe
def workshop(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """One workshop: what it will do, or what it did."""
    shown = workshop_of(request, workshop_id)
    context = {
        "workshop": preparing.whole(shown),
        "meeting": _meeting(shown),
        "onward": [
            {"label": one.label, "url": one.address(shown.demarche_id, shown.pk)}
            for one in links("workshop", request.standing)
        ],
        "joining": joining(request, shown),
        "may_facilitate": may_facilitate(request.standing),
        "kinds": ActivityKind.choices,
    }
    return render_in_space(request, "workshops/workshop.html", context)


@facilitator_page
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Prepare a workshop from a trame."""
    demarche = request.standing.demarche
    meetings = choices("meeting", demarche)
    proposed = {"held_on": timezone.localdate(), "trame": "complete", **_asked(request, meetings)}
    form = PrepareForm(request.POST or None, initial=proposed, meetings=meetings)
    if request.method == "POST" and form.is_valid():
        made = actions.prepare_workshop(by=request.user, demarche=demarche, **form.cleaned_data)
        return redirect(address("workshop", made))
    back = reverse("workshops:index", kwargs={"demarche_id": demarche.pk})
    return _form(request, form, "Préparer un atelier", back)


@facilitator_page
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Change name, day, place, remarks."""
    kept = workshop_of(request, workshop_id)
    form = WorkshopForm(
        request.POST or None,
        instance=workshop_of(request, workshop_id),
        meetings=choices("meeting", kept.demarche),
    )
    if request.method == "POST" and form.is_valid():
        actions.change_workshop(by=request.user, workshop=kept, **form.cleaned_data)
        return redirect(address("workshop", kept))
    return _form(request, form, "Modifier l’atelier", address("workshop", kept))


@facilitator_page
@require_POST
def tie_to_meeting(request: HttpRequest) -> HttpResponse:
    """Say, from the page of a meeting, that a workshop takes place in it."""
    demarche = request.standing.demarche
    known = {str(one.pk): one for one in choices("meeting", demarche)}
    meeting = known.get(request.POST.get("meeting", ""))
    wanted = request.POST.get("workshop", "")
    if meeting is None or not wanted.isdecimal():
        raise Http404
    kept = workshop_of(request, int(wanted))
    actions.change_workshop(by=request.user, workshop=kept, meeting=meeting.pk)
    messages.success(request, f"« {kept.title} » aura lieu pendant cette réunion.")
    return redirect(meeting.url)


@facilitator_page
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Remove a workshop never opened."""
    kept = workshop_of(request, workshop_id)
    back = reverse("workshops:index", kwargs={"demarche_id": kept.demarche_id})
    if request.method == "POST":
        return tried(request, lambda: actions.remove_workshop(by=request.user, workshop=kept), back)
    context = {
        "base": "demarches/page.html",
        "title": "Supprimer cet atelier ?",
        "text": f"« {kept.title} » et ce qui y est préparé disparaîtront.",
        "submit": "Supprimer l’atelier",
        "back": address("workshop", kept),
        "danger": True,
    }
    return render_in_space(request, "ui/confirmation.html", context)


@facilitator_page
@require_POST
def add_activity(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """One more activity."""
    kept = workshop_of(request, workshop_id)
    kind = request.POST.get("kind", "")
    if kind in ActivityKind:
        made = actions.add_activity(by=request.user, workshop=kept, kind=ActivityKind(kind))
        messages.success(request, f"« {made.title} » est ajoutée à la fin.")
    return redirect(address("workshop", kept))


@facilitator_page
@require_http_methods(["GET", "POST"])
def edit_activity(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Change what an activity asks."""
    kept = activity_of(request, workshop_id, activity_id)
    back = address("workshop", kept.workshop)
    form = ActivityForm(
        request.POST or None,
        instance=activity_of(request, workshop_id, activity_id),
        demarche=request.standing.demarche,
    )
    if request.method == "POST" and form.is_valid():
        actions.change_activity(by=request.user, activity=kept, **form.cleaned_data)
        return redirect(back)
    return _form(request, form, f"Modifier « {kept.title} »", back)


@facilitator_page
@require_POST
def move_activity(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """One rank up or down."""
    kept = activity_of(request, workshop_id, activity_id)
    actions.move_activity(by=request.user, activity=kept, before=request.POST.get("before") == "1")
    return redirect(address("workshop", kept.workshop))


@facilitator_page
@require_POST
def remove_activity(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Remove an activity never opened."""
    kept = activity_of(request, workshop_id, activity_id)
    back = address("workshop", kept.workshop)
    return tried(request, lambda: actions.remove_activity(by=request.user, activity=kept), back)


@facilitator_page
@require_safe
def statements(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """The statements of a « vrai, faux », and those the portrait proposes."""
    kept = activity_of(request, workshop_id, activity_id)
    context = {
        "activity": kept,
        "statements": queries.statements(kept),
        "form": StatementForm(),
        "add_url": address("add_statement", kept.workshop, activity_id=kept.pk),
        "back": address("workshop", kept.workshop),
        **_proposed(kept),
    }
    return render_in_space(request, "workshops/statements.html", context)


@facilitator_page
@require_http_methods(["GET", "POST"])
def add_statement(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """One's own sentence, or one the portrait proposes with its figure (`indicator`)."""
    kept = activity_of(request, workshop_id, activity_id)
    back = address("statements", kept.workshop, activity_id=kept.pk)
    if request.method == "GET":
        return redirect(back)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _form(request, form, "Ajouter une affirmation", back)
    values = {**form.cleaned_data, "indicator": request.POST.get("indicator", "")}
    return tried(
        request, lambda: actions.add_statement(by=request.user, activity=kept, **values), back
    )


@facilitator_page
@require_http_methods(["GET", "POST"])
def edit_statement(
    request: HttpRequest, workshop_id: int, activity_id: int, statement_id: int
) -> HttpResponse:
    """Reword a statement not revealed yet."""
    activity = activity_of(request, workshop_id, activity_id)
    back = address("statements", activity.workshop, activity_id=activity.pk)
    kept = _statement(activity, statement_id)
    form = StatementForm(request.POST or None, instance=_statement(activity, statement_id))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        return tried(
            request,
            lambda: actions.change_statement(by=request.user, statement=kept, **values),
            back,
        )
    return _form(request, form, "Modifier l’affirmation", back)


@facilitator_page
@require_POST
def remove_statement(
    request: HttpRequest, workshop_id: int, activity_id: int, statement_id: int
) -> HttpResponse:
    """Remove a statement not revealed yet."""
    activity = activity_of(request, workshop_id, activity_id)
    kept = _statement(activity, statement_id)
    back = address("statements", activity.workshop, activity_id=activity.pk)
    return tried(request, lambda: actions.remove_statement(by=request.user, statement=kept), back)


@demarche_page(READ)
@require_safe
def materials(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """What is printed before the session: reminder, cards to write, ballots, QR code."""
    kept = workshop_of(request, workshop_id)
    context = {**preparing.materials(kept), "joining": joining(request, kept)}
    return render(request, "workshops/materials.html", context)


def _asked(request: HttpRequest, meetings: list[Choice]) -> dict[str, Any]:
    """The day and the meeting, when one comes from the page of a meeting."""
    asked = request.GET.get("reunion", "")
    found = next((one for one in meetings if str(one.pk) == asked), None)
    return {"meeting": found.pk, "held_on": found.day} if found else {}


def _proposed(activity: Any) -> dict[str, Any]:
    """What the portrait proposes, without what was already taken; or why it cannot."""
    taken = {one.figure.get("id") for one in queries.statements(activity)}
    try:
        found = figures.proposals(activity.workshop.demarche, activity.themes)
    except NotNow as problem:
        return {"proposals": [], "problem": str(problem)}
    return {"proposals": [one for one in found if one["id"] not in taken], "problem": ""}


def _meeting(kept: Workshop) -> Choice | None:
    """The meeting it takes place in, when there still is one."""
    if kept.meeting is None:
        return None
    return next((one for one in choices("meeting", kept.demarche) if one.pk == kept.meeting), None)


def _statement(activity: Any, statement_id: int) -> Statement:
    found = Statement.objects.select_related("activity__workshop")
    return get_object_or_404(found, pk=statement_id, activity=activity)


def _form(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back_url": back}
    return render_in_space(
        request, "workshops/form.html", context, status=400 if form.errors else 200
    )
