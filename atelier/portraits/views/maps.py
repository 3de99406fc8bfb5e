"""Maps: an indicator over the parts of a territory, and the choice of several communes."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from atelier.portraits import atlas, plates, queries
from atelier.portraits.keeping import kept
from atelier.portraits.places import Place
from atelier.portraits.presenters import maps as pages
from atelier.portraits.presenters import portrait as portraits
from atelier.portraits.views.answers import place_of, refusal
from atelier.ui.access import public_page
from maillage.base.errors import MaillageError
from maillage.base.levels import Level


@public_page
@require_safe
@kept
def whole_map(request: HttpRequest, shelf: str, level: str = "", code: str = "") -> HttpResponse:
    """The map of an indicator, its legend, its method and its table."""
    place = place_of(request, shelf, level, code)
    try:
        content = queries.portrait_of(place)
        known = atlas.divisions(place)
    except MaillageError as problem:
        return refusal(request, place, problem)
    context: dict[str, Any] = {**portraits.heading(content, place), "section": "territoire"}
    if not known:
        return render(request, "portraits/map_none.html", context)
    division = _division(request, known)
    cards = queries.mapped(shelf, division)
    chosen = _chosen(request, cards, content)
    sheet = atlas.sheet(place, division, chosen) if chosen else None
    if sheet is None:
        return render(request, "portraits/map_none.html", context)
    asked = f"indicateur={chosen}&decoupage={division}"
    context |= {
        "sheet": sheet,
        "plate": plates.printed_plate(sheet.drawing) if sheet.drawing else None,
        "choices": pages.choices(cards, queries.theme_labels(), chosen),
        "levels": pages.levels(known, division),
        "table": pages.table(sheet, place),
        "legend": pages.legend(sheet),
        "method": pages.METHOD,
        "communes": ",".join(place.communes),
        "shapes_url": place.url("map_shapes", also=asked) if sheet.drawing else "",
        "figure_url": place.url("figure", indicator_id=chosen),
        "basemap": settings.BASEMAP,
        "basemap_credit": settings.BASEMAP_CREDIT,
    }
    return render(request, "portraits/map.html", context)


@public_page
@require_safe
@kept
def map_shapes(request: HttpRequest, shelf: str, level: str = "", code: str = "") -> HttpResponse:
    """The shapes a browser draws: with their values, or bare when they are only to be chosen."""
    place = place_of(request, shelf, level, code)
    try:
        known = atlas.divisions(place)
        if not known:
            raise Http404
        division = _division(request, known)
        told, named = _told(request, place, division)
        shapes = atlas.shapes(named, division, shelf)
    except MaillageError as problem:
        raise Http404 from problem
    return JsonResponse(pages.collection(shapes, told))


# More ticks than any perimeter has: the rest of an address made by hand is left out.
MOST_TICKED = 500


@public_page
@require_safe
@kept
def choose(request: HttpRequest, shelf: str) -> HttpResponse:
    """Several communes of a département, ticked in a list or on its map."""
    departements = queries.departements(shelf)
    code = request.GET.get("departement", "")
    context: dict[str, Any] = {
        "departements": [
            {"code": one, "name": name, "is_chosen": one == code}
            for one, name in departements.items()
        ],
        "names_url": reverse(f"{shelf}:perimeter_territory"),
        "communes": [],
        "section": "territoire",
    }
    if code in departements:
        place = Place(shelf, str(Level.DEPARTEMENT), code)
        parts = queries.parts_of(place, str(Level.COMMUNE))
        ticked = request.GET.getlist("communes")[:MOST_TICKED]
        elsewhere = set(ticked) - {one.code for one in parts}
        context |= {
            "name": departements[code],
            "communes": pages.boxes(parts, ticked),
            "kept": pages.boxes(queries.communes_of(shelf, elsewhere), ticked),
            "choose_url": reverse(f"{shelf}:choose"),
            "shapes_url": place.url("map_shapes", also="decoupage=commune"),
            "action": reverse(f"{shelf}:perimeter_territory"),
        }
    return render(request, "portraits/choose.html", context)


def _division(request: HttpRequest, known: list[Level]) -> str:
    wanted = request.GET.get("decoupage", "")
    return wanted if wanted in {str(one) for one in known} else str(known[0])


def _chosen(request: HttpRequest, cards: list[Any], content: dict[str, Any]) -> str:
    """The indicator asked for, else the first one that has a value here; empty without any."""
    names = [one.id for one in cards]
    wanted = request.GET.get("indicateur", "")
    shown = {one["id"] for one in content["indicators"] if one["value"] is not None}
    likely = [wanted, *(one for one in plates.PREFERRED if one in shown), *names]
    return next((one for one in likely if one in names), "")


def _told(
    request: HttpRequest, place: Place, division: str
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """What is said of each part, and the parts."""
    wanted = request.GET.get("indicateur", "")
    if wanted not in queries.cards():
        return {}, [(one.code, one.name) for one in queries.parts_of(place, division)]
    sheet = atlas.sheet(place, division, wanted)
    if sheet is None:
        raise Http404
    named = [(row["code"], row["name"]) for row in sheet.rows()]
    return pages.told(pages.table(sheet, place)["rows"]), named
