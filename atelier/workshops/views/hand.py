"""The phone's pages: come in with the code, then one thing at a time. No account, no name.

A form works by itself; with JavaScript, what could not be sent waits in the phone and is sent
again: every sending carries a `uid` or says the whole of what it wants, so twice is once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.rules import NotNow
from atelier.ui.access import link_page, public_page
from atelier.workshops import queries
from atelier.workshops.actions import actors, late, room
from atelier.workshops.forms import (
    BetForm,
    CardForm,
    CodeForm,
    DotsForm,
    JoinForm,
    ProposalForm,
)
from atelier.workshops.models import Activity, Guess, Participant, Workshop, WorkshopStatus
from atelier.workshops.presenters import room as presenter
from atelier.workshops.rules import Gone, Late, TooMuch


COOKIE = "maillage-atelier"
COOKIE_DAYS = 3
# Sent by the queue of the page: it wants a word of answer, not a page.
QUEUED = "X-Atelier-Queue"
KEPT_APART, CLOSED, GONE, TOO_MUCH, WRONG, UNKNOWN = 202, 409, 410, 429, 400, 404

View = Callable[..., HttpResponse]


def device_page(view: View) -> View:
    """Give the view `participant`, known by the device's token; send the others to the entrance."""

    @wraps(view)
    def known(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        participant = _device(request, code)
        if participant is None:
            return _to_entrance(request, code)
        return view(request, participant, **kwargs)

    return link_page(known)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code written on the screen."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if Workshop.objects.filter(code=code).exists():
            return redirect("workshops:join", code=code)
        limited = ratelimit.consume_or_429(request, action="workshop_code")
        if limited:
            return limited
        form.add_error("code", "Ce code n’est pas reconnu. Relisez-le à l’écran, puis recommencez.")
    return _entrance(request, form, status=WRONG if form.errors else 200)


@link_page
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Come in: how many people hold this phone, and on whose behalf when an activity reads it."""
    workshop = Workshop.objects.filter(code=code).first()
    limited = _limited(request, is_known=workshop is not None)
    if limited:
        return limited
    if workshop is None:
        return _unknown_code(request)
    if _device(request, code) is not None:
        return redirect("workshops:hand", code=code)
    asks_college = workshop.activities.filter(by_college=True).exists()
    form = JoinForm(request.POST or None, asks_college=asks_college)
    if request.method == "POST" and form.is_valid():
        try:
            drawn = room.join(workshop=workshop, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return _welcome(redirect("workshops:hand", code=code), drawn)
    context = {
        "form": form,
        "workshop": workshop,
        "is_closed": workshop.status == WorkshopStatus.CLOSED,
        "hand_title": workshop.title,
    }
    return render(request, "workshops/join.html", context, status=WRONG if form.errors else 200)


@device_page
@require_safe
def hand(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The page kept open during the workshop."""
    return _page(request, participant, _now(participant))


@device_page
@require_safe
def moment(request: HttpRequest, participant: Participant) -> HttpResponse:
    """What the page asks again every few seconds: 304 while nothing changed, in one query."""
    etag = f'"{participant.workshop.stage}-{participant.pk}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    context = {"moment": _now(participant), "code": participant.workshop.code}
    response = render(request, "workshops/_moment.html", context)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache, private"
    return response


@device_page
@require_POST
def card(request: HttpRequest, participant: Participant, activity_id: int) -> HttpResponse:
    """Write a card."""
    activity = _activity(participant, activity_id)
    form = CardForm(request.POST, activity=activity)

    def act() -> str:
        room.write_card(activity=activity, participant=participant, **form.cleaned_data)
        return "Votre carte est envoyée. Vous pouvez en écrire une autre."

    return _received(request, participant, form, act)


@device_page
@require_POST
def take_back(
    request: HttpRequest, participant: Participant, activity_id: int, card_id: int
) -> HttpResponse:
    """Take back a card nobody has read yet; its text returns to the form, to be written again."""
    activity = _activity(participant, activity_id)
    try:
        taken = room.take_back_card(activity=activity, participant=participant, card=card_id)
    except NotNow as problem:
        messages.error(request, str(problem))
        return redirect("workshops:hand", code=participant.workshop.code)
    messages.success(request, "Votre carte est reprise : corrigez-la et envoyez-la, ou effacez-la.")
    shown = _now(participant)
    if "written_in" in shown:
        said = {"text": taken.original, "theme": taken.theme, "public": taken.public}
        shown["form"] = CardForm(activity=shown["written_in"], initial=said)
    return _page(request, participant, shown)


@device_page
@require_POST
def proposal(request: HttpRequest, participant: Participant, activity_id: int) -> HttpResponse:
    """Propose a link, or an actor, for the map."""
    activity = _activity(participant, activity_id)
    form = ProposalForm(request.POST, activity=activity)

    def act() -> str:
        actors.propose_tie(activity=activity, participant=participant, **form.cleaned_data)
        return "C’est proposé. L’animation le lit avant de le mettre sur la carte."

    return _received(request, participant, form, act)


@device_page
@require_POST
def dots(request: HttpRequest, participant: Participant, activity_id: int) -> HttpResponse:
    """Put so many dots on a group."""
    activity = _activity(participant, activity_id)
    form = DotsForm(request.POST)

    def act() -> str:
        group = participant.workshop.groups.filter(uid=form.cleaned_data["group"]).first()
        if group is None:
            raise Gone(presenter.GROUP_GONE)
        said = {"participant": participant, "group": group, "dots": form.cleaned_data["dots"]}
        try:
            room.put_dots(activity=activity, **said)
        except Late:
            late.keep_dots(activity=activity, waited=form.cleaned_data["waited"], **said)
            return presenter.ARRIVED_LATE
        return ""

    return _received(request, participant, form, act)


@device_page
@require_POST
def bet(request: HttpRequest, participant: Participant, activity_id: int) -> HttpResponse:
    """Bet on a statement."""
    activity = _activity(participant, activity_id)
    form = BetForm(request.POST)

    def act() -> str:
        found = activity.statements.select_related("activity")
        statement = found.filter(pk=form.cleaned_data["statement"]).first()
        if statement is None:
            raise Gone(presenter.STATEMENT_GONE)
        said = {"participant": participant, "guess": Guess(form.cleaned_data["guess"])}
        try:
            room.bet(statement=statement, **said)
        except Late:
            late.keep_bet(statement=statement, waited=form.cleaned_data["waited"], **said)
            return presenter.ARRIVED_LATE
        return ""

    return _received(request, participant, form, act)


def _received(
    request: HttpRequest, participant: Participant, form: Any, act: Callable[[], str]
) -> HttpResponse:
    """Do it, and answer the page or the queue. What was typed is never lost."""
    status, said = _tried(participant, form, act)
    if request.headers.get(QUEUED):
        told = {
            "problem": _first_error(form) if status >= WRONG else "",
            "told": said if status == KEPT_APART else "",
        }
        return JsonResponse(told, status=status)
    if status >= WRONG:
        return _refused(request, participant, form, status)
    if said:
        messages.success(request, said)
    return redirect("workshops:hand", code=participant.workshop.code)


def _tried(participant: Participant, form: Any, act: Callable[[], str]) -> tuple[int, str]:
    """Do it; returns the status of the answer and what is said. The form holds what is refused."""
    try:
        room.check_pace(participant)
        if not form.is_valid():
            return WRONG, ""
        said = act()
    except (TooMuch, NotNow) as problem:
        form.add_error(None, str(problem))
        refusals = {TooMuch: TOO_MUCH, Gone: GONE}
        return refusals.get(type(problem), CLOSED), ""
    return (KEPT_APART if said == presenter.ARRIVED_LATE else 200), said


def _refused(
    request: HttpRequest, participant: Participant, form: Any, status: int
) -> HttpResponse:
    """The page again, with what was typed."""
    shown = _now(participant)
    if isinstance(form, CardForm | ProposalForm) and "form" in shown:
        shown["form"] = form
    else:
        messages.error(request, _first_error(form))
    return _page(request, participant, shown, status=status)


def _now(participant: Participant) -> dict[str, Any]:
    """What the phone shows, with the form of what the room writes."""
    shown = presenter.moment(participant)
    for name, form in (("written_in", CardForm), ("drawn_in", ProposalForm)):
        if name in shown:
            shown["form"] = form(activity=shown[name])
    return shown


def _page(
    request: HttpRequest, participant: Participant, shown: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    workshop = participant.workshop
    context = {
        "moment": shown,
        "code": workshop.code,
        "hand_title": workshop.title,
        "seats": participant.seats,
        "college": participant.get_college_display(),
        "is_fictitious": workshop.demarche.shelf == "fictif",
    }
    return render(request, "workshops/hand.html", context, status=status)


def _activity(participant: Participant, activity_id: int) -> Activity:
    found = get_object_or_404(Activity, pk=activity_id, workshop_id=participant.workshop_id)
    found.workshop = participant.workshop
    return found


def _limited(request: HttpRequest, *, is_known: bool) -> HttpResponse | None:
    """Codes cannot be guessed by trying; a hall of phones behind one address comes in at ease."""
    if is_known and request.method != "POST":
        return None
    action = "workshop_join" if is_known else "workshop_code"
    return ratelimit.consume_or_429(request, action=action)


def _first_error(form: Any) -> str:
    return next((error for errors in form.errors.values() for error in errors), "")


def _to_entrance(request: HttpRequest, code: str) -> HttpResponse:
    if request.headers.get(QUEUED) or request.headers.get("X-Atelier-Poll"):
        return HttpResponse(status=401)
    if not Workshop.objects.filter(code=code).exists():
        return _unknown_code(request)
    return redirect("workshops:join", code=code)


def _entrance(request: HttpRequest, form: CodeForm, *, status: int) -> HttpResponse:
    context = {"form": form, "hand_title": "Rejoindre un atelier"}
    return render(request, "workshops/enter.html", context, status=status)


def _unknown_code(request: HttpRequest) -> HttpResponse:
    """The code was renewed since it was printed, or mistyped: the one on the screen is asked."""
    messages.error(request, "Ce code n’est plus celui d’un atelier. Tapez celui qui est à l’écran.")
    return _entrance(request, CodeForm(), status=UNKNOWN)


def _device(request: HttpRequest, code: str) -> Participant | None:
    """Who holds the token. A code renewed during the workshop leaves those already in."""
    token = request.COOKIES.get(COOKIE, "")
    found = queries.participant_of(token) if token else None
    if found is None or found.workshop.code == code:
        return found
    return None if Workshop.objects.filter(code=code).exists() else found


def _welcome(response: HttpResponse, token: str) -> HttpResponse:
    """The token stays in the device: no script reads it, no other site receives it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_DAYS * 24 * 3600,
        path="/a/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
