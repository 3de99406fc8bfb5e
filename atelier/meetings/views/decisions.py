"""The log of decisions, recording one, following one; consultations."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches import queries as people
from atelier.demarches.access import demarche_page, require
from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.rules import NotNow
from atelier.demarches.spaces import panels
from atelier.meetings import presenters, queries
from atelier.meetings.actions import decisions as actions
from atelier.meetings.forms import ConsultationForm, DecisionForm, FollowForm
from atelier.meetings.models import Confirmation, DecisionStatus, Meeting, Opinion
from atelier.meetings.permissions import CONSULT, FOLLOW_DECISIONS, READ, RECORD_DECISIONS


SUBJECT = re.compile(r"^(finding|hypothesis):\d{1,18}$")


@demarche_page(READ)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every decision, latest first."""
    demarche = request.standing.demarche
    context = {
        "decisions": [presenters.logged(one) for one in queries.decisions(demarche)],
        "may_record": request.standing.may(RECORD_DECISIONS),
    }
    return render_in_space(request, "meetings/log.html", context)


@demarche_page(RECORD_DECISIONS, hosts_decide=True)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record a line of the relevé."""
    demarche = request.standing.demarche
    meeting = demarche.meetings.filter(pk=asked_id(request, "reunion")).first()
    if request.method == "GET":
        require(request, RECORD_DECISIONS, instance=meeting.instance if meeting else None)
    form = DecisionForm(
        request.POST or None,
        initial={
            "instance": meeting.instance if meeting else None,
            "decided_on": _past_day(meeting) if meeting else None,
            "is_approved": True,
        },
        demarche=demarche,
        people=people.people(demarche),
    )
    if request.method == "POST" and form.is_valid():
        require(request, RECORD_DECISIONS, instance=form.cleaned_data["instance"])
        try:
            actions.record_decision(
                by=request.user, meeting=meeting, subject=_subject(request), **form.cleaned_data
            )
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "La décision est enregistrée.")
            if meeting:
                return redirect(presenters.url(meeting))
            return redirect("meetings:log", demarche_id=demarche.pk)
    elif request.method == "POST":
        require(request, RECORD_DECISIONS, instance=meeting.instance if meeting else None)
    context = {"form": form, "title": "Enregistrer une décision", "back": "meetings:log"}
    return render_in_space(
        request, "demarches/form.html", context, status=400 if form.errors else 200
    )


def _past_day(meeting: Meeting) -> date | None:
    """The day of the meeting, unless it is still to come: nothing was decided then."""
    day = timezone.localdate(meeting.starts_at)
    return day if day <= timezone.localdate() else None


def _subject(request: HttpRequest) -> str:
    """What the decision is about, as an address names it: `?objet=finding:3`."""
    named = request.GET.get("objet", "")
    return named if SUBJECT.match(named) else ""


@demarche_page(READ)
@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One decision and what became of it."""
    shown = get_object_or_404(queries.decisions(request.standing.demarche), pk=decision_id)
    form = FollowForm(initial={"status": DecisionStatus.DONE, "follow_up": shown.follow_up})
    context = {
        "decision": presenters.logged(shown),
        "form": form,
        "may_follow": request.standing.may(FOLLOW_DECISIONS),
        "panels": panels("decision", request.standing, shown.pk),
    }
    return render_in_space(request, "meetings/decision.html", context)


@demarche_page(FOLLOW_DECISIONS)
@require_POST
def follow(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Say what was done of a decision."""
    shown = get_object_or_404(request.standing.demarche.decisions, pk=decision_id)
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            actions.follow_decision(
                by=request.user,
                decision=shown,
                status=DecisionStatus(form.cleaned_data["status"]),
                follow_up=form.cleaned_data["follow_up"],
            )
        except NotNow as problem:
            messages.error(request, str(problem))
    return redirect("meetings:decision", demarche_id=shown.demarche_id, decision_id=shown.pk)


@demarche_page(READ)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Questions put to members, and their answers."""
    found = queries.consultations(request.standing.demarche)
    context = {
        "consultations": [presenters.consultation(one) for one in found],
        "may_consult": request.standing.may(CONSULT),
    }
    return render_in_space(request, "meetings/consultations.html", context)


@demarche_page(CONSULT)
@require_http_methods(["GET", "POST"])
def consult(request: HttpRequest) -> HttpResponse:
    """Put a question to the members of an instance."""
    demarche = request.standing.demarche
    form = ConsultationForm(request.POST or None, demarche=demarche)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            actions.consult(
                by=request.user,
                instance=given["instance"],
                messages=form.messages(),
                question=given["question"],
                closes_on=given["closes_on"],
                address=request.build_absolute_uri("/"),
            )
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, "La question est envoyée à chaque membre, par lien personnel."
            )
            return redirect("meetings:consultations", demarche_id=demarche.pk)
    context = {
        "form": form,
        "title": "Consulter les membres",
        "back": "meetings:consultations",
    }
    return render_in_space(
        request, "demarches/form.html", context, status=400 if form.errors else 200
    )


@demarche_page(CONSULT)
@require_POST
def answer_for(request: HttpRequest, confirmation_id: int) -> HttpResponse:
    """Record an answer given on the telephone."""
    demarche = request.standing.demarche
    shown = get_object_or_404(
        Confirmation.objects.select_related("consultation"),
        pk=confirmation_id,
        consultation__demarche=demarche,
    )
    if request.POST.get("opinion") in Opinion:
        try:
            actions.answer_for(
                by=request.user, confirmation=shown, opinion=Opinion(request.POST["opinion"])
            )
        except NotNow as problem:
            messages.error(request, str(problem))
    return redirect("meetings:consultations", demarche_id=demarche.pk)
