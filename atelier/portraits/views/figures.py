"""One indicator in one territory: its page, and the files taken from it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from atelier.portraits import plates, queries
from atelier.portraits.keeping import kept
from atelier.portraits.places import Place
from atelier.portraits.presenters import figure as pages
from atelier.portraits.presenters import portrait as portraits
from atelier.portraits.views.answers import place_of, refusal
from atelier.ui.access import public_page
from maillage.base.errors import MaillageError
from maillage.reports.document import Picture
from maillage.reports.framing import as_png, framed


DRAWN = {"svg": "image/svg+xml", "png": "image/png"}


@public_page
@require_safe
@kept
def figure(
    request: HttpRequest, shelf: str, indicator_id: str, level: str = "", code: str = ""
) -> HttpResponse:
    """Definition, map or why there is none, evolution, table, cautions, files, pin."""
    place = place_of(request, shelf, level, code)
    card = queries.cards().get(indicator_id)
    if card is None:
        raise Http404
    try:
        content = queries.portrait_of(place)
    except MaillageError as problem:
        return refusal(request, place, problem)
    context: dict[str, Any] = {
        **portraits.heading(content, place),
        "card": card,
        "definition": pages.definition(card),
        "section": "territoire",
    }
    found = _found(content, indicator_id)
    if found is None:
        context["levels"] = [str(one) for one in card.levels]
        return render(request, "portraits/figure_absent.html", context, status=404)
    context |= _drawn(found, content, place)
    context |= _taken_away(request, found, content, place, context["drawings"])
    return render(request, "portraits/figure.html", context)


def _drawn(found: dict[str, Any], content: dict[str, Any], place: Place) -> dict[str, Any]:
    drawn, reason = plates.indicator_map(place, found["id"])
    row = plates.with_drawings(found, content, place)
    # The documents draw an evolution of three years or more; the page, of two.
    lasts = sum(one["value"] is not None for one in found["trend"]) > 2
    shown = ((pages.MAP, drawn is not None), (pages.TREND, lasts))
    return {
        "row": row,
        "plate": plates.printed_plate(drawn) if drawn else None,
        "reason": reason,
        "map_url": place.url("map", also=f"indicateur={found['id']}"),
        "parts": pages.parts(content),
        "drawings": [name for name, is_there in shown if is_there],
        "theme": next(one for one in content["themes"] if one["id"] == found["theme"]),
        "theme_url": place.url("theme", theme=found["theme"]),
    }


def _taken_away(
    request: HttpRequest,
    found: dict[str, Any],
    content: dict[str, Any],
    place: Place,
    drawings: list[str],
) -> dict[str, Any]:
    address = request.build_absolute_uri(place.url("figure", indicator_id=found["id"]))
    name = content["territory"]["name"]
    return {
        "downloads": pages.downloads(found, place, drawings),
        "address": address,
        "citation": pages.citation(found, name, queries.build_of(place.shelf), address),
        "pin": pages.pin(found, place, queries.pinboards(request.user, place.shelf)),
    }


@public_page
@require_safe
@kept
def figure_file(
    request: HttpRequest,
    shelf: str,
    indicator_id: str,
    name: str,
    level: str = "",
    code: str = "",
) -> HttpResponse:
    """« donnees.csv », « carte.svg », « evolution.png »: the source is written inside each."""
    place = place_of(request, shelf, level, code)
    try:
        content = queries.portrait_of(place)
    except MaillageError as problem:
        return refusal(request, place, problem)
    found = _found(content, indicator_id)
    if found is None:
        raise Http404
    drawing, _, fmt = name.partition(".")
    saved = f"{indicator_id}-{place.code or 'perimetre'}"
    if (drawing, fmt) == (pages.DATA, "csv"):
        values = pages.values_file(content, found)
        return _file(values, "text/csv; charset=utf-8", f"{saved}.csv")
    picture = _picture(place, drawing, indicator_id)
    if picture is None or fmt not in DRAWN:
        raise Http404
    territory = content["territory"]
    notice = "Territoire fictif\u00a0: aucun chiffre n’est réel" if territory["fictitious"] else ""
    svg = framed(picture, name=territory["name"], notice=notice)
    body = svg.encode() if fmt == "svg" else as_png(svg)
    return _file(body, DRAWN[fmt], f"{saved}-{drawing}.{fmt}")


def _found(content: dict[str, Any], indicator_id: str) -> dict[str, Any] | None:
    return next((one for one in content["indicators"] if one["id"] == indicator_id), None)


def _picture(place: Place, drawing: str, indicator_id: str) -> Picture | None:
    if drawing == pages.MAP:
        return plates.indicator_map(place, indicator_id)[0]
    return plates.trend_picture(place, indicator_id) if drawing == pages.TREND else None


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
