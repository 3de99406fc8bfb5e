"""The list of one's démarches, opening one, and its settings."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.accounts import address_book
from atelier.demarches import library, queries
from atelier.demarches.access import demarche_page
from atelier.demarches.actions import opening as actions
from atelier.demarches.forms import FrameForm, MissionsForm, OpeningForm, PresentationForm
from atelier.demarches.models import DemarcheKind, DemarcheStatus
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import CLOSE, EDIT, VISIT, Standing, may_open, may_take_up
from atelier.demarches.presenters import people as people_pages
from atelier.demarches.presenters import steps as pages
from atelier.demarches.rules import NotNow, kind_for, pilot_for
from atelier.demarches.spaces import panels
from atelier.portraits import queries as portraits
from atelier.portraits.places import FICTITIOUS, PERIMETER, REAL, Place
from atelier.ui.access import signed_in_page
from maillage.base.errors import MaillageError


# What to do for an account that the table OPENERS keeps from opening a démarche.
HOW_TO_OPEN = {
    "tous": "Demandez à la personne qui administre le site de rouvrir votre compte.",
    "organisation": "Demandez à la personne qui administre le site de vous rattacher à la vôtre.",
    "administration": "Demandez à la personne qui administre le site de l’ouvrir.",
}


@signed_in_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One's démarches."""
    found = people_pages.listed(list(queries.demarches_of(request.user)))
    context = {
        "demarches": found,
        "section": "demarches",
        "may_open": may_open(request.user),
        "how_to_open": HOW_TO_OPEN[settings.OPENING],
        "may_take_up": may_take_up(request.user),
    }
    return render(request, "demarches/index.html", context)


@signed_in_page
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """Open a démarche on the territory of the address."""
    place, name, communes = _place(request)
    if not may_open(request.user):
        return _closed(request, name)
    form = OpeningForm(
        request.POST or None,
        initial=_proposals(request, place.level, name),
        previous=queries.previous_choices(request.user, place=place, communes=communes),
    )
    if request.method == "POST" and form.is_valid():
        try:
            demarche = _open(request, form, place, name, communes)
        except NotNow as problem:
            form.add_error("opened_on", str(problem))
        else:
            messages.success(
                request, "La démarche est ouverte. Voici ses étapes, toutes modifiables."
            )
            asks = library.frames()[demarche.kind].missions
            return redirect(
                "demarches:missions" if asks else "demarches:steps", demarche_id=demarche.pk
            )
    context = {"form": form, "territory": name, "frames": library.frames(), "section": "demarches"}
    return render(request, "demarches/opening.html", context, status=400 if form.errors else 200)


@demarche_page(VISIT)
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """The first page of a démarche."""
    return redirect("home:home", demarche_id=request.standing.demarche.pk)


@demarche_page(EDIT)
@require_http_methods(["GET", "POST"])
def frame(request: HttpRequest) -> HttpResponse:
    """Settings: name, purpose, themes × publics, means, missions."""
    demarche = request.standing.demarche
    form = FrameForm(request.POST or None, instance=demarche)
    is_sppe = demarche.kind == DemarcheKind.SPPE
    missions = MissionsForm(request.POST or None, initial=demarche.missions) if is_sppe else None
    if request.method == "POST" and form.is_valid() and (missions is None or missions.is_valid()):
        values = dict(form.cleaned_data)
        if missions is not None:
            values["missions"] = missions.cleaned_data
        demarche.refresh_from_db()
        actions.change_demarche(by=request.user, demarche=demarche, **values)
        messages.success(request, "Le cadre est enregistré.")
        return redirect("demarches:frame", demarche_id=demarche.pk)
    context = {
        "form": form,
        "missions": missions,
        "frame": library.frames()[demarche.kind],
        "presentations": pages.owed(list(queries.presentations(demarche))),
        "compared": pages.compared(demarche),
        "panels": _of_previous(request.standing),
        "statuses": _statuses(demarche.status),
        "may_close": request.standing.may(CLOSE),
    }
    return render_in_space(
        request, "demarches/frame.html", context, status=400 if form.errors else 200
    )


def _of_previous(standing: Standing) -> list[dict[str, Any]]:
    """What other rooms say of the démarche this one follows."""
    followed = standing.demarche.previous_id
    return panels("previous", standing, followed) if followed else []


@demarche_page(EDIT)
@require_http_methods(["GET", "POST"])
def missions(request: HttpRequest) -> HttpResponse:
    """Which authority holds each childcare mission: asked first, answered again in the frame."""
    demarche = request.standing.demarche
    if not library.frames()[demarche.kind].missions:
        raise Http404
    form = MissionsForm(request.POST or None, initial=demarche.missions)
    if request.method == "POST" and form.is_valid():
        actions.change_demarche(by=request.user, demarche=demarche, missions=form.cleaned_data)
        return redirect("demarches:steps", demarche_id=demarche.pk)
    context = {
        "form": form,
        "title": "Qui exerce les quatre missions petite enfance",
        "lead": "Le recensement est dû par l’autorité qui exerce chaque mission. Laissez ce que "
        "vous ne savez pas : cela se demande au premier comité, et se change dans le cadre.",
        "back": "demarches:steps",
    }
    return render_in_space(request, "demarches/form.html", context)


@demarche_page(CLOSE)
@require_POST
def set_status(request: HttpRequest) -> HttpResponse:
    """Close, reopen, archive."""
    demarche = request.standing.demarche
    try:
        status = DemarcheStatus(request.POST.get("status", ""))
        actions.set_demarche_status(by=request.user, demarche=demarche, status=status)
    except ValueError as problem:
        raise Http404 from problem
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("demarches:frame", demarche_id=demarche.pk)


@demarche_page(EDIT)
@require_http_methods(["GET", "POST"])
def presentation(request: HttpRequest, presentation_id: int | None = None) -> HttpResponse:
    """A report owed: added, dated, or presented."""
    demarche = request.standing.demarche
    kept = (
        get_object_or_404(demarche.presentations, pk=presentation_id) if presentation_id else None
    )
    form = PresentationForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        if kept is None:
            actions.add_presentation(by=request.user, demarche=demarche, **form.cleaned_data)
        else:
            kept.refresh_from_db()
            actions.change_presentation(by=request.user, presentation=kept, **form.cleaned_data)
        return redirect("demarches:frame", demarche_id=demarche.pk)
    return render_in_space(
        request,
        "demarches/form.html",
        {"form": form, "title": "Présentation du rapport", "back": "demarches:frame"},
        status=400 if form.errors else 200,
    )


def _closed(request: HttpRequest, name: str) -> HttpResponse:
    """Why this account opens no démarche, and what to do."""
    context = {"territory": name, "section": "demarches", "todo": HOW_TO_OPEN[settings.OPENING]}
    return render(request, "demarches/closed.html", context, status=403)


def _statuses(current: str) -> list[dict[str, str]]:
    """The buttons that may be pressed now."""
    verbs = {
        DemarcheStatus.OPEN: "Rouvrir la démarche",
        DemarcheStatus.CLOSED: "Clore la démarche",
        DemarcheStatus.ARCHIVED: "Archiver la démarche",
    }
    allowed = actions.DEMARCHE_TRANSITIONS[DemarcheStatus(current)]
    return [{"status": str(one), "verb": verbs[one]} for one in DemarcheStatus if one in allowed]


def _place(request: HttpRequest) -> tuple[Place, str, list[str]]:
    """The territory of the address, its name and communes. Raises Http404 when unknown."""
    asked = request.GET
    communes = tuple(code for code in asked.get("communes", "").split(",") if code)
    shelf = asked.get("territoires", REAL)
    if shelf not in {REAL, FICTITIOUS}:
        raise Http404
    place = Place(shelf, PERIMETER if communes else asked.get("niveau", ""), asked.get("code", ""))
    place = Place(shelf, place.level, "" if communes else place.code, communes)
    try:
        territory = portraits.portrait_of(place)["territory"]
    except MaillageError as problem:
        raise Http404 from problem
    return place, territory["name"], list(territory.get("communes", ()))


def _proposals(request: HttpRequest, level: str, name: str) -> dict[str, Any]:
    """What the form proposes: nothing is asked that can be guessed."""
    name_of_pilot, nature = pilot_for(level, name, request.user.organisation)
    return {
        "name": f"Analyse des besoins sociaux — {name}",
        "kind": kind_for(level, nature),
        "organisation_name": name_of_pilot,
        "organisation_kind": nature,
        "opened_on": timezone.localdate(),
    }


def _open(
    request: HttpRequest, form: OpeningForm, place: Place, name: str, communes: list[str]
) -> Any:
    """The démarche the form describes."""
    given = dict(form.cleaned_data)
    organisation = address_book.find_or_add_organisation(
        by=request.user, name=given.pop("organisation_name"), kind=given.pop("organisation_kind")
    )
    previous = given.pop("previous", None)
    given.pop("other_bodies")
    return actions.open_demarche(
        by=request.user,
        organisation=organisation,
        place={
            "shelf": place.shelf,
            "level": place.level,
            "code": place.code,
            "communes": communes,
            "territory_name": name,
        },
        settings=given,
        bodies=form.bodies(),
        previous=previous,
    )
