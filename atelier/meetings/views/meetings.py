"""Meetings: the list, one meeting, its preparation, its holding, its calendar."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.accounts.models import Person
from atelier.demarches import queries as people
from atelier.demarches.access import demarche_page, require
from atelier.demarches.models import Instance, InstanceKind
from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.permissions import HOLD_TASKS
from atelier.demarches.presenters.steps import sheet
from atelier.demarches.rules import NotNow
from atelier.demarches.spaces import Choice, choices, panels, tie
from atelier.meetings import agendas, calendars, presenters, queries
from atelier.meetings.actions import convoking
from atelier.meetings.actions import meetings as actions
from atelier.meetings.forms import GuestForm, MeetingForm
from atelier.meetings.models import Answer, Meeting, MeetingStatus
from atelier.meetings.permissions import CONVENE, KEEP_MINUTES, READ, RECORD_DECISIONS
from atelier.meetings.rules import WrittenMeanwhile


SHOWN_HELD = 40
WORKSHOP_BEGINS = time(9)
AN_HOUR = timedelta(hours=1)
ROLL_CALL = {Answer.PRESENT, Answer.EXCUSED, Answer.ABSENT}


@demarche_page(READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Meetings to come, held; the last decisions."""
    demarche = request.standing.demarche
    context = {
        "coming": [presenters.line(one) for one in queries.coming(demarche)],
        "held": [presenters.line(one) for one in queries.held(demarche)[:SHOWN_HELD]],
        "decisions": [presenters.logged(one) for one in queries.decisions(demarche)[:6]],
        "may_convene": bool(_hosted(request)),
    }
    return render_in_space(request, "meetings/index.html", context)


@demarche_page(READ)
@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting, before and after."""
    shown = _meeting(request, meeting_id)
    return render_in_space(request, "meetings/meeting.html", _page(request, shown))


def _page(request: HttpRequest, shown: Meeting) -> dict[str, Any]:
    """What the page of a meeting prints."""
    standing = request.standing
    return {
        "meeting": presenters.whole(shown, standing),
        "urls": {
            page: presenters.url(shown, page)
            for page in ("edit", "convene", "cancel", "hold", "minutes", "send", "guest", "ics")
        },
        "record_url": f"{_record_url(shown)}?reunion={shown.pk}",
        "guest_form": GuestForm(people=_others(shown)),
        "may_convene": standing.may(CONVENE, instance=shown.instance),
        "may_keep": standing.may(KEEP_MINUTES, instance=shown.instance),
        "may_record": standing.may(RECORD_DECISIONS, instance=shown.instance),
        "may_attach": standing.may(HOLD_TASKS),
        "panels": panels("meeting", standing, shown.pk),
        "draft": presenters.draft(shown),
    }


@demarche_page(CONVENE, hosts_decide=True)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, meeting_id: int | None = None) -> HttpResponse:
    """Prepare a meeting, or change one."""
    demarche = request.standing.demarche
    kept = _meeting(request, meeting_id) if meeting_id else None
    instances = _hosted(request)
    if not instances:
        require(request, CONVENE, instance=kept.instance if kept else None)
    workshop = None if kept else _workshop(request)
    form = MeetingForm(
        request.POST or None,
        instance=kept,
        initial=_of_workshop(workshop, instances) if workshop else _proposals(request, kept),
        demarche=demarche,
        instances=instances,
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, kept)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            if workshop:
                day = timezone.localdate(saved.starts_at)
                tie("workshop", request.standing, workshop.pk, meeting=saved.pk, day=day)
            return redirect(presenters.url(saved))
    context = {
        "form": form,
        "title": "Modifier la réunion" if kept else "Préparer une réunion",
        "back": "meetings:index",
        "steps": [] if kept or workshop else people.steps(demarche),
        "workshop": workshop,
    }
    return render_in_space(
        request, "meetings/plan.html", context, status=400 if form.errors else 200
    )


@demarche_page(CONVENE, hosts_decide=True)
@require_POST
def convene(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Send the convocations."""
    shown = _meeting(request, meeting_id)
    require(request, CONVENE, instance=shown.instance)
    try:
        sent = convoking.convene(
            by=request.user, meeting=shown, address=request.build_absolute_uri("/")
        )
    except NotNow as problem:
        messages.error(request, str(problem))
    else:
        alone = shown.attendances.filter(person__email=None).count()
        told = f"Convocations envoyées : {sent}."
        if alone:
            told += f" Sans adresse, à prévenir par téléphone : {alone}."
        messages.success(request, told)
    return redirect(presenters.url(shown))


@demarche_page(CONVENE, hosts_decide=True)
@require_POST
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Cancel, and tell those who were convened."""
    shown = _meeting(request, meeting_id)
    require(request, CONVENE, instance=shown.instance)
    try:
        actions.cancel(by=request.user, meeting=shown)
        messages.success(
            request, "La réunion est annulée ; les personnes convoquées sont prévenues."
        )
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(presenters.url(shown))


@demarche_page(CONVENE, hosts_decide=True)
@require_POST
def guest(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Invite someone who is not a member."""
    shown = _meeting(request, meeting_id)
    require(request, CONVENE, instance=shown.instance)
    form = GuestForm(request.POST, people=_others(shown))
    if form.is_valid():
        actions.invite_guest(by=request.user, meeting=shown, person=form.cleaned_data["person"])
    return redirect(presenters.url(shown))


@demarche_page(KEEP_MINUTES, hosts_decide=True)
@require_POST
def hold(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The roll call: present, excused, absent."""
    shown = _meeting(request, meeting_id)
    require(request, KEEP_MINUTES, instance=shown.instance)
    called = {
        attendance.pk: Answer(request.POST[f"present-{attendance.pk}"])
        for attendance in shown.attendances.all()
        if request.POST.get(f"present-{attendance.pk}") in ROLL_CALL
    }
    try:
        actions.hold(by=request.user, meeting=shown, present=called)
        messages.success(request, "Les présences sont enregistrées.")
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(presenters.url(shown))


@demarche_page(KEEP_MINUTES, hosts_decide=True)
@require_POST
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """What was said."""
    shown = _meeting(request, meeting_id)
    require(request, KEEP_MINUTES, instance=shown.instance)
    notes = {
        point.pk: request.POST[f"note-{point.pk}"]
        for point in shown.agenda.all()
        if f"note-{point.pk}" in request.POST
    }
    written = request.POST.get("minutes", "")
    try:
        actions.write_minutes(
            by=request.user,
            meeting=shown,
            minutes=written,
            notes=notes,
            seen=request.POST.get("seen", ""),
        )
    except WrittenMeanwhile:
        context = _page(request, shown) | {"draft": presenters.draft(shown, written, notes)}
        return render_in_space(request, "meetings/meeting.html", context, status=409)
    messages.success(request, "Le compte rendu est enregistré.")
    return redirect(presenters.url(shown))


@demarche_page(KEEP_MINUTES, hosts_decide=True)
@require_POST
def send(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Send the minutes and the relevé."""
    shown = _meeting(request, meeting_id)
    require(request, KEEP_MINUTES, instance=shown.instance)
    try:
        sent = actions.send_minutes(
            by=request.user,
            meeting=shown,
            address=request.build_absolute_uri(presenters.url(shown)),
        )
        messages.success(request, f"Relevé envoyé à {sent} personnes.")
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(presenters.url(shown))


@demarche_page(READ)
@require_safe
def ics(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting as a calendar file."""
    return _calendar(calendars.invitation(_meeting(request, meeting_id)), "reunion.ics")


@demarche_page(READ)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Every meeting of the démarche, to import."""
    demarche = request.standing.demarche
    found = list(queries.coming(demarche).prefetch_related("agenda"))
    return _calendar(calendars.feed(found, demarche.name), "reunions.ics")


@demarche_page(READ)
@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """Draw one's own address of the agenda; the one drawn before stops."""
    demarche = request.standing.demarche
    token = actions.subscribe(by=request.user, demarche=demarche)
    address = request.build_absolute_uri(reverse("meetings:calendar", args=[token]))
    return render_in_space(request, "meetings/subscribed.html", {"address": address})


def _calendar(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    found = queries.whole(request.standing.demarche, meeting_id)
    if found is None:
        raise Http404
    return found


def _others(shown: Meeting) -> list[Person]:
    """Those of the démarche who are not on the list yet."""
    listed = {one.person_id for one in shown.attendances.all()}
    return [one for one in people.people(shown.demarche) if one.pk not in listed]


def _hosted(request: HttpRequest) -> list[Instance]:
    """The instances the person may convene."""
    return [
        one
        for one in request.standing.demarche.instances.filter(closed_on=None)
        if request.standing.may(CONVENE, instance=one)
    ]


def _proposals(request: HttpRequest, kept: Meeting | None) -> dict[str, Any]:
    """Title, instance and agenda of the step asked, else of the current one."""
    if kept is not None:
        return {"agenda": agendas.write(kept.agenda.all())}
    found = people.steps(request.standing.demarche)
    asked = asked_id(request, "etape")
    proposed: dict[str, Any] = {"instance": asked_id(request, "instance")}
    usual = None if proposed["instance"] else people.current_step(found)
    step = next((one for one in found if one.pk == asked), usual)
    if step is not None:
        proposed |= {"step": step, "title": step.title, "agenda": _sheet_agenda(step)}
        proposed["instance"] = proposed["instance"] or next(iter(step.instances.all()), None)
    return proposed


def _workshop(request: HttpRequest) -> Choice | None:
    """The workshop the meeting is to hold, when the address names one still to come."""
    asked = asked_id(request, "atelier")
    known = choices("workshop", request.standing.demarche) if asked else []
    return next((one for one in known if one.pk == asked and one.is_coming), None)


def _of_workshop(workshop: Choice, instances: list[Instance]) -> dict[str, Any]:
    """Its title, its day, its place, its activities, before the collectif projet."""
    starts_at = timezone.make_aware(datetime.combine(workshop.day, WORKSHOP_BEGINS))
    collectif = (one for one in instances if one.kind == InstanceKind.COLLECTIF)
    lasting = timedelta(minutes=sum(minutes for _, minutes in workshop.parts))
    return {
        "title": workshop.label,
        "instance": next(collectif, None),
        "starts_at": starts_at,
        "ends_at": starts_at + max(lasting, AN_HOUR),
        "place": workshop.place,
        "agenda": "\n".join(f"{what} ({minutes})" for what, minutes in workshop.parts),
    }


def _sheet_agenda(step: Any) -> str:
    moments = (sheet(step) or {}).get("agenda", ())
    return "\n".join(f"{one['what']} ({one['minutes']})" for one in moments)


def _save(request: HttpRequest, form: MeetingForm, kept: Meeting | None) -> Meeting:
    values = dict(form.cleaned_data)
    typed = values.pop("agenda")
    if kept is None:
        instance = values.pop("instance")
        require(request, CONVENE, instance=instance)
        return actions.plan_meeting(
            by=request.user,
            demarche=request.standing.demarche,
            instance=instance,
            agenda=agendas.read(typed),
            **values,
        )
    kept.refresh_from_db()
    require(request, CONVENE, instance=kept.instance)
    saved = actions.change_meeting(by=request.user, meeting=kept, **values)
    known = list(kept.agenda.all())
    if agendas.write(known) != typed.strip():
        actions.set_agenda(by=request.user, meeting=kept, items=agendas.read(typed, known))
    if saved.status == MeetingStatus.CONVENED and saved.starts_at > timezone.now():
        messages.warning(request, "Renvoyez la convocation : les personnes ont l’ancienne version.")
    return saved


def _record_url(shown: Meeting) -> str:
    return reverse("meetings:record", kwargs={"demarche_id": shown.demarche_id})
