"""The facilitator's desk: open and close, read cards before they are shown, type paper ones."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.models import Document
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.demarches.uploads import SHOWN
from atelier.workshops import queries
from atelier.workshops.actions import conduct, paper, preparation
from atelier.workshops.forms import (
    CountBetsForm,
    CountDotsForm,
    PaperCardForm,
    PhotoForm,
)
from atelier.workshops.models import ActivityStatus, Statement, WorkshopStatus
from atelier.workshops.presenters import desk as presenter
from atelier.workshops.presenters import room
from atelier.workshops.presenters.joining import joining
from atelier.workshops.rules import photo_target
from atelier.workshops.views.finding import (
    activity_of,
    address,
    facilitator_page,
    tried,
    workshop_of,
)


@facilitator_page
@require_safe
def desk(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Everything the facilitator touches during the workshop."""
    workshop = workshop_of(request, workshop_id)
    context = {**presenter.desk(workshop), "joining": joining(request, workshop)}
    return render_in_space(request, "workshops/desk.html", context)


@facilitator_page
@require_safe
def pulse(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """What changes by itself on the desk: people, cards to read, votes. 304 when nothing did."""
    workshop = workshop_of(request, workshop_id)
    return _followed(request, workshop, "workshops/_pulse.html", presenter.pulse)


@facilitator_page
@require_safe
def screen(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """What is projected."""
    workshop = workshop_of(request, workshop_id)
    context = {
        "screen": room.screen(workshop),
        "joining": joining(request, workshop),
        "workshop_title": workshop.title,
        "is_closed": workshop.status == WorkshopStatus.CLOSED,
        "poll_url": address("projection", workshop),
        "is_fictitious": workshop.demarche.shelf == "fictif",
    }
    return render(request, "workshops/screen.html", context)


@facilitator_page
@require_safe
def projection(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The projected part alone, asked again every two seconds."""
    workshop = workshop_of(request, workshop_id)
    return _followed(
        request,
        workshop,
        "workshops/_screen.html",
        lambda one: {"screen": room.screen(one), "joining": joining(request, one)},
    )


@facilitator_page
@require_POST
def set_status(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Open or close the workshop."""
    workshop = workshop_of(request, workshop_id)
    status = _known(request, "status", WorkshopStatus)
    return tried(
        request,
        lambda: conduct.set_workshop_status(by=request.user, workshop=workshop, status=status),
        address("desk", workshop),
    )


@facilitator_page
@require_POST
def renew_code(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Draw another code."""
    workshop = workshop_of(request, workshop_id)
    return tried(
        request,
        lambda: preparation.renew_code(by=request.user, workshop=workshop),
        address("desk", workshop),
        said="Le code a changé. Les téléphones déjà entrés restent dans l’atelier.",
    )


@facilitator_page
@require_POST
def set_activity(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Open or close an activity."""
    activity = activity_of(request, workshop_id, activity_id)
    status = _known(request, "status", ActivityStatus)
    return tried(
        request,
        lambda: conduct.set_activity_status(by=request.user, activity=activity, status=status),
        address("desk", activity.workshop),
    )


@facilitator_page
@require_POST
def show(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Project an activity, or the welcome page when none is given."""
    workshop = workshop_of(request, workshop_id)
    wanted = request.POST.get("activity", "")
    activity = activity_of(request, workshop_id, int(wanted)) if wanted.isdecimal() else None
    conduct.show(by=request.user, workshop=workshop, activity=activity)
    return redirect(address("desk", workshop))


@facilitator_page
@require_http_methods(["GET", "POST"])
def type_cards(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Type paper cards one after the other, a photograph beside them when there is one."""
    activity = activity_of(request, workshop_id, activity_id)
    photo = _photo(request, activity)
    form = PaperCardForm(request.POST or None, activity=activity)
    if request.method == "POST" and form.is_valid():
        try:
            paper.type_card(by=request.user, activity=activity, photo=photo, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "La carte est saisie. Passez à la suivante.")
            return redirect(request.get_full_path())
    context = {
        **presenter.typing(activity, photo),
        "form": form,
        "photo_form": PhotoForm(),
    }
    return render_in_space(
        request, "workshops/typing.html", context, status=400 if form.errors else 200
    )


@facilitator_page
@require_POST
def add_photo(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Keep the photograph of paper cards, then type them."""
    activity = activity_of(request, workshop_id, activity_id)
    back = address("type_cards", activity.workshop, activity_id=activity.pk)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Choisissez une photographie avant d’envoyer.")
        return redirect(back)
    try:
        kept = paper.keep_photo(
            by=request.user, activity=activity, upload=form.cleaned_data["photo"]
        )
    except NotNow as problem:
        messages.error(request, str(problem))
        return redirect(back)
    return redirect(f"{back}?photo={kept.pk}")


@facilitator_page
@require_safe
def photo(
    request: HttpRequest, workshop_id: int, activity_id: int, document_id: int
) -> HttpResponse:
    """The bytes of a photograph of this activity, to whoever runs it."""
    activity = activity_of(request, workshop_id, activity_id)
    kept = get_object_or_404(
        Document,
        pk=document_id,
        demarche=request.standing.demarche,
        target=photo_target(activity.pk),
        media_type__in=SHOWN,
    )
    return FileResponse(kept.file.open("rb"), content_type=kept.media_type)


@facilitator_page
@require_POST
def step(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """Go to a statement."""
    activity = activity_of(request, workshop_id, activity_id)
    rank = request.POST.get("rank", "")
    if rank.isdecimal():
        conduct.step_to(by=request.user, activity=activity, rank=int(rank))
    return redirect(address("desk", activity.workshop))


@facilitator_page
@require_POST
def reveal(
    request: HttpRequest, workshop_id: int, activity_id: int, statement_id: int
) -> HttpResponse:
    """Show the figure."""
    activity = activity_of(request, workshop_id, activity_id)
    statement = _statement(activity, statement_id)
    conduct.reveal(by=request.user, statement=statement)
    return redirect(address("desk", activity.workshop))


@facilitator_page
@require_http_methods(["GET", "POST"])
def count_dots(request: HttpRequest, workshop_id: int, activity_id: int) -> HttpResponse:
    """A vote on paper, counted by hand."""
    activity = activity_of(request, workshop_id, activity_id)
    form = CountDotsForm(request.POST or None, groups=queries.groups(activity.workshop))
    return _counted(
        request,
        activity,
        form,
        lambda: paper.count_dots(
            by=request.user,
            activity=activity,
            uid=form.cleaned_data["uid"],
            voters=form.cleaned_data["voters"],
            college=form.cleaned_data["college"],
            dots=form.counted(),
        ),
        title="Compter les gommettes",
        lead="Un groupe sans gommette reste vide.",
    )


@facilitator_page
@require_http_methods(["GET", "POST"])
def count_bets(
    request: HttpRequest, workshop_id: int, activity_id: int, statement_id: int
) -> HttpResponse:
    """Hands raised for a statement."""
    activity = activity_of(request, workshop_id, activity_id)
    statement = _statement(activity, statement_id)
    form = CountBetsForm(request.POST or None)
    return _counted(
        request,
        activity,
        form,
        lambda: paper.count_bets(
            by=request.user,
            statement=statement,
            uid=form.cleaned_data["uid"],
            college=form.cleaned_data["college"],
            counts=form.counted(),
        ),
        title="Compter les mains levées",
        lead=statement.text,
    )


def _counted(
    request: HttpRequest, activity: Any, form: Any, act: Any, **words: str
) -> HttpResponse:
    back = address("desk", activity.workshop)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Le comptage est enregistré.")
            return redirect(back)
    context = {"form": form, "kicker": activity.title, "back_url": back, **words}
    return render_in_space(
        request, "workshops/form.html", context, status=400 if form.errors else 200
    )


def _followed(request: HttpRequest, workshop: Any, template: str, present: Any) -> HttpResponse:
    etag = f'"{workshop.revision}-{template}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    response = render(request, template, present(workshop))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache, private"
    return response


def _known(request: HttpRequest, name: str, choices: Any) -> Any:
    """The choice sent; anything else is a page that does not exist."""
    try:
        return choices(request.POST.get(name, ""))
    except ValueError as problem:
        raise Http404 from problem


def _photo(request: HttpRequest, activity: Any) -> Document | None:
    asked = request.GET.get("photo", "")
    found = Document.objects.filter(
        demarche=request.standing.demarche, target=photo_target(activity.pk)
    )
    return found.filter(pk=int(asked)).first() if asked.isdecimal() else None


def _statement(activity: Any, statement_id: int) -> Statement:
    found = Statement.objects.select_related("activity__workshop")
    return get_object_or_404(found, pk=statement_id, activity=activity)
