"""Finding a territory and reading its portrait: first page, search, portrait, themes, files."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from atelier.portraits import naming, plates, queries, warming
from atelier.portraits.forms import AgesForm
from atelier.portraits.keeping import kept
from atelier.portraits.places import PERIMETER, REAL, Place
from atelier.portraits.presenters import figure as figures
from atelier.portraits.presenters import holdings, lacks, opening, places
from atelier.portraits.presenters import portrait as pages
from atelier.portraits.views.answers import place_of, refusal
from atelier.portraits.views.answers import suggestions as suggestions_of
from atelier.ui.access import public_page
from maillage.base.errors import MaillageError, NoData
from maillage.portraits.ages import AGES_CARD


# « Dijon, Beaune »: several communes, which a search of one territory cannot answer.
MANY = re.compile(r"[,;+]|\s/\s")


@public_page
@require_safe
@kept
def home(request: HttpRequest) -> HttpResponse:
    """One question, the demonstration, and what the store holds."""
    return render(
        request,
        "portraits/home.html",
        {
            "demonstration": plates.demonstration(),
            "holdings": holdings.summary(queries.sources()),
            "shelf_figures": holdings.figures(queries.extent()),
            "section": "territoire",
        },
    )


@public_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results of a search; straight to the portrait when only one territory answers exactly."""
    text = request.GET.get("q", "").strip()
    try:
        found = queries.search(text, shelf=REAL, limit=30) if text else []
    except NoData as problem:
        return refusal(request, Place(REAL, "", text), problem)
    if len(found) == 1 and queries.names(text, found[0]):
        return redirect(places.of(found[0], REAL).url())
    context = {
        "text": text,
        "results": suggestions_of(found, REAL),
        "is_list": len(MANY.split(text)) > 1,
        "names_url": reverse(f"{REAL}:perimeter_territory"),
        "choose_url": reverse(f"{REAL}:choose"),
        "section": "territoire",
    }
    return render(request, "portraits/search.html", context)


@public_page
@require_safe
@kept
def suggestions(request: HttpRequest) -> HttpResponse:
    """The list under the search field, as htmx receives it."""
    text = request.GET.get("q", "").strip()
    found = queries.search_quietly(text, shelf=REAL, limit=8) if len(text) >= 2 else []
    warming.prepare(text, found, REAL)
    context = {
        "text": text,
        "results": suggestions_of(found, REAL),
        "list_id": slugify(request.GET.get("liste", "")) or "liste",
    }
    return render(request, "portraits/_suggestions.html", context)


@public_page
@require_safe
@kept
def territory(request: HttpRequest, shelf: str, level: str, code: str) -> HttpResponse:
    """The portrait of a territory."""
    return _portrait(request, Place(shelf, level, code))


@public_page
@require_safe
@kept
def perimeter(request: HttpRequest, shelf: str) -> HttpResponse:
    """The portrait of several communes, or the form to name them and to tell homonyms apart."""
    try:
        communes = naming.read(request.GET.getlist("communes"), shelf=shelf)
    except NoData as problem:
        return refusal(request, Place(shelf, PERIMETER), problem)
    if communes.known and not communes.doubts:
        codes = tuple(one.code for one in communes.known)
        return _portrait(request, Place(shelf, PERIMETER, communes=codes))
    context = places.choice(communes, queries.departements(shelf) if communes.doubts else {})
    context |= {"choose_url": reverse(f"{shelf}:choose"), "section": "territoire"}
    return render(request, "portraits/perimeter.html", context)


@public_page
@require_safe
@kept
def theme(request: HttpRequest, shelf: str, level: str, code: str, theme: str) -> HttpResponse:
    """All the indicators of one theme."""
    return _theme(request, Place(shelf, level, code), theme)


@public_page
@require_safe
@kept
def perimeter_theme(request: HttpRequest, shelf: str, theme: str) -> HttpResponse:
    """The same, for several communes."""
    return _theme(request, place_of(request, shelf, "", ""), theme)


@public_page
@require_safe
def download(request: HttpRequest, shelf: str, level: str, code: str, fmt: str) -> HttpResponse:
    """The portrait as a file."""
    return _file(request, Place(shelf, level, code), fmt)


@public_page
@require_safe
def perimeter_download(request: HttpRequest, shelf: str, fmt: str) -> HttpResponse:
    """The same, for several communes."""
    return _file(request, place_of(request, shelf, "", ""), fmt)


def _portrait(request: HttpRequest, place: Place) -> HttpResponse:
    """The page, or only the plate when htmx asks for another map."""
    try:
        content = queries.portrait_of(place)
    except MaillageError as problem:
        return refusal(request, place, problem)
    wanted = request.GET.get("carte", "")
    context: dict[str, Any] = {"plate": plates.main_plate(content, place, wanted), "place": place}
    if request.headers.get("HX-Target") == "plate":
        return render(request, "portraits/_plate.html", context)
    context |= pages.page(content, place)
    context |= {"ages": plates.ages(content), "members": plates.members(content, place, wanted)}
    files = [] if place.is_fictitious else queries.lacking(lacks.missing(content))
    may_deposit = settings.DOWNLOADS_OPEN
    context["lacks"] = lacks.block(context["themes"], files, may_deposit=may_deposit)
    context |= {"parts": pages.parts(context), "section": "territoire"}
    context |= {
        "counts_ages": opening.has_value(content, AGES_CARD),
        "ages_form": AgesForm(),
        "ages_action": place.url("ages").split("?")[0],
        "place_communes": ",".join(place.communes),
    }
    return render(request, "portraits/territory.html", context)


def _theme(request: HttpRequest, place: Place, theme_id: str) -> HttpResponse:
    """One theme in full."""
    try:
        content = queries.portrait_of(place)
    except MaillageError as problem:
        return refusal(request, place, problem)
    context = pages.theme_page(content, place, theme_id)
    if context is None:
        raise Http404
    context["indicators"] = [plates.in_theme(row, content, place) for row in context["indicators"]]
    context |= {"parts": figures.parts(content), "section": "territoire"}
    return render(request, "portraits/theme.html", context)


def _file(request: HttpRequest, place: Place, fmt: str) -> HttpResponse:
    """A file to keep. Raises Http404 for a format that is not offered."""
    if fmt not in queries.MEDIA_TYPES:
        raise Http404
    try:
        content, name = queries.rendered(place, fmt)
    except MaillageError as problem:
        return refusal(request, place, problem)
    response = HttpResponse(content, content_type=queries.MEDIA_TYPES[fmt])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
