"""The portrait of the démarche's territory, where figures are pinned as evidence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import MOST_DIGITS, asked_id, render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis import places, queries
from atelier.diagnosis.actions import evidence as actions
from atelier.diagnosis.figures import place_of
from atelier.diagnosis.permissions import PIN, READ
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.presenters import portrait as pages
from atelier.portraits import queries as portraits
from atelier.portraits.places import PERIMETER, Place
from maillage.base.errors import MaillageError


@demarche_page(READ)
@require_safe
def portrait(request: HttpRequest) -> HttpResponse:
    """Figures by theme, those of the démarche first."""
    demarche = request.standing.demarche
    place = _asked_place(request)
    parent = demarche.hypotheses.filter(pk=asked_id(request, "hypothese")).first()
    try:
        content = portraits.portrait_of(place)
    except MaillageError as problem:
        return render_in_space(request, "diagnosis/no_portrait.html", {"problem": problem})
    context = {
        **pages.page(
            content,
            demarche,
            queries.pinned_indicators(demarche, place),
            request.GET.get("theme") or (parent.theme if parent else ""),
            place=place,
        ),
        "may_pin": request.standing.may(PIN),
        "parent": chain.hypothesis(parent) if parent else None,
        "communes": places.communes(demarche),
        "place": place,
        "is_commune": place != place_of(demarche),
    }
    return render_in_space(request, "diagnosis/portrait.html", context)


def _asked_place(request: HttpRequest) -> Place:
    """The territory of the démarche, or the commune of it that the address names."""
    demarche = request.standing.demarche
    asked = request.GET.get("commune", "")
    if asked in {code for code, _ in places.communes(demarche)}:
        return Place(demarche.shelf, "commune", asked)
    return place_of(demarche)


@demarche_page(PIN)
@require_POST
def pin(request: HttpRequest) -> HttpResponse:
    """Pin an indicator, of the démarche's territory or of another one of its store."""
    demarche = request.standing.demarche
    given = request.POST
    place = place_of(demarche)
    if given.get("niveau"):
        communes = tuple(code for code in given.get("communes", "").split(",") if code)
        level = PERIMETER if communes else given["niveau"]
        place = Place(given.get("territoires", demarche.shelf), level, given.get("code", ""))
        place = Place(place.shelf, level, "" if communes else place.code, communes)
    try:
        kept = actions.pin_indicator(
            by=request.user,
            demarche=demarche,
            place=place,
            indicator=given.get("indicateur", ""),
            note=given.get("note", ""),
        )
        messages.success(request, f"Épinglé : {kept.title}.")
        parent = demarche.hypotheses.filter(pk=_digits(given.get("hypothese", ""))).first()
        if parent is not None:
            return redirect(f"{chain.hypothesis_url(parent)}?preuve={kept.pk}#preuves")
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(_back(request))


def _digits(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < MOST_DIGITS else None


def _back(request: HttpRequest) -> str:
    """Where the figure was pinned from, never elsewhere than here."""
    demarche, given = request.standing.demarche, request.POST
    back = given.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("diagnosis:portrait", kwargs={"demarche_id": demarche.pk})
        back = f"{back}?{urlencode({'theme': given.get('theme', '')})}"
    return back
