"""The portrait of the démarche's territory, where figures are pinned as evidence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis import queries
from atelier.diagnosis.actions import evidence as actions
from atelier.diagnosis.figures import place_of
from atelier.diagnosis.permissions import PIN, READ
from atelier.diagnosis.presenters import portrait as pages
from atelier.portraits import queries as portraits
from atelier.portraits.places import PERIMETER, Place
from maillage.base.errors import MaillageError


@demarche_page(READ)
@require_safe
def portrait(request: HttpRequest) -> HttpResponse:
    """Figures by theme, those of the démarche first."""
    demarche = request.standing.demarche
    try:
        content = portraits.portrait_of(place_of(demarche))
    except MaillageError as problem:
        return render_in_space(request, "diagnosis/no_portrait.html", {"problem": problem})
    context = pages.page(
        content,
        demarche,
        queries.pinned_indicators(demarche),
        request.GET.get("theme", ""),
    )
    context["may_pin"] = request.standing.may(PIN)
    return render_in_space(request, "diagnosis/portrait.html", context)


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
    except NotNow as problem:
        messages.error(request, str(problem))
    back = given.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("diagnosis:portrait", kwargs={"demarche_id": demarche.pk})
        back = f"{back}?{urlencode({'theme': given.get('theme', '')})}"
    return redirect(back)
