"""Pages opened from a personal link: will you come, do you agree. No account, two taps."""

from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from atelier.accounts import links
from atelier.accounts.models import LinkScope, Person
from atelier.demarches.models import Demarche, DemarcheStatus, Instance
from atelier.demarches.pages import give_back
from atelier.demarches.permissions import standing
from atelier.demarches.rules import NotNow
from atelier.meetings import calendars, presenters, queries
from atelier.meetings.actions import decisions, meetings
from atelier.meetings.forms import AnswerForm, OpinionForm
from atelier.meetings.models import Answer, Attendance, Confirmation, Opinion
from atelier.meetings.permissions import READ
from atelier.ui.access import link_page


@link_page
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a convocation."""
    try:
        attendance = _target(token, LinkScope.MEETING, Attendance, "meeting__instance")
    except links.LinkRefused as problem:
        return _refused(request, problem)
    form = AnswerForm(request.POST or None)
    is_done = False
    if request.method == "POST" and form.is_valid():
        try:
            meetings.answer(
                by=attendance.person,
                attendance=attendance,
                answer=Answer(form.cleaned_data["answer"]),
                note=form.cleaned_data["note"],
            )
            is_done = True
        except NotNow as problem:
            form.add_error(None, str(problem))
    context = {
        "meeting": presenters.line(attendance.meeting),
        "purpose": attendance.meeting.purpose,
        "agenda": attendance.meeting.agenda.order_by("position", "pk"),
        "documents": [
            {"title": one.title, "url": reverse("meetings:handed", args=[token, one.pk])}
            for one in queries.documents(attendance.meeting)
        ],
        "person": attendance.person,
        "demarche": attendance.meeting.demarche,
        "replied": presenters.replied(attendance),
        "over": presenters.over(attendance.meeting),
        "form": form,
        "is_done": is_done,
    }
    return render(request, "meetings/reply.html", context, status=400 if form.errors else 200)


@link_page
@require_safe
def document(request: HttpRequest, token: str, document_id: int) -> HttpResponse:
    """A document of the meeting, for whoever is convened to it and has no account."""
    try:
        attendance = _target(token, LinkScope.MEETING, Attendance, "meeting__instance")
    except links.LinkRefused as problem:
        return _refused(request, problem)
    return give_back(get_object_or_404(queries.documents(attendance.meeting), pk=document_id))


@link_page
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of a démarche for one person's calendar software, which cannot sign in.

    The address stops with the person's mandate, as well as with the link itself.
    """
    try:
        link = links.redeem(token, scope=LinkScope.CALENDAR)
    except links.LinkRefused as problem:
        return _refused(request, problem)
    kind, _, identifier = link.target.partition(":")
    demarche = get_object_or_404(Demarche, pk=identifier) if kind == "demarche" else None
    if demarche is None or not standing(link.person, demarche).may(READ):
        return _refused(request, links.LinkRefused("Cet agenda ne vous est plus ouvert."))
    found = list(queries.coming(demarche).prefetch_related("agenda"))
    content = calendars.feed(found, demarche.name)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@link_page
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, token: str) -> HttpResponse:
    """« Oui » or « À discuter »."""
    try:
        confirmation = _target(
            token, LinkScope.CONFIRMATION, Confirmation, "consultation__instance"
        )
    except links.LinkRefused as problem:
        return _refused(request, problem)
    form = OpinionForm(request.POST or None)
    is_done = False
    if request.method == "POST" and form.is_valid():
        try:
            decisions.confirm(
                by=confirmation.person,
                confirmation=confirmation,
                opinion=Opinion(form.cleaned_data["opinion"]),
                comment=form.cleaned_data["comment"],
            )
            is_done = True
        except NotNow as problem:
            form.add_error(None, str(problem))
    context = {
        "consultation": presenters.consultation(confirmation.consultation),
        "person": confirmation.person,
        "given": confirmation.get_opinion_display(),
        "form": form,
        "is_done": is_done,
    }
    return render(request, "meetings/opinion.html", context, status=400 if form.errors else 200)


def _target(token: str, scope: LinkScope, model: Any, related: str) -> Any:
    """The row the link is about, which belongs to the link's own person.

    The link stops with the seat it was sent for, and with the démarche.
    """
    link = links.redeem(token, scope=scope)
    kind, _, identifier = link.target.partition(":")
    if kind != model._meta.model_name:
        raise links.LinkRefused("Ce lien n’est pas reconnu. Demandez-en un nouveau.")
    found = model.objects.select_related("person", f"{related}__demarche")
    row = get_object_or_404(found, pk=identifier, person=link.person)
    instance = attrgetter(related.replace("__", "."))(row)
    if not _still_sits(link.person, row, instance):
        raise links.LinkRefused("Ce lien ne vous est plus ouvert : votre mandat a pris fin.")
    return row


def _still_sits(person: Person, row: Any, instance: Instance) -> bool:
    """Whether the person takes part today; for an opinion, in the instance that is asked.

    Someone who may not sign in yet, as after an archive was taken up, answers all the same.
    """
    held = instance.demarche.mandates.current().filter(person=person)
    held = held.filter(instance=instance) if isinstance(row, Confirmation) else held
    return held.exists() and instance.demarche.status != DemarcheStatus.ARCHIVED


def _refused(request: HttpRequest, problem: Exception) -> HttpResponse:
    return render(request, "meetings/link_refused.html", {"problem": str(problem)}, status=410)
