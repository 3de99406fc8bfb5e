"""One territory beside others: those someone chooses, those that resemble it, chosen ages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from atelier.portraits import queries
from atelier.portraits.forms import AgesForm
from atelier.portraits.keeping import kept
from atelier.portraits.places import Place
from atelier.portraits.presenters import ages as age_pages
from atelier.portraits.presenters import comparing as pages
from atelier.portraits.presenters import opening, places
from atelier.portraits.presenters import portrait as portraits
from atelier.portraits.views.answers import place_of, refusal, suggestions
from atelier.ui.access import public_page
from maillage.base.errors import MaillageError
from maillage.base.levels import Level
from maillage.portraits.ages import AGES_CARD
from maillage.stats.neighbours import FEATURES


@public_page
@require_safe
@kept
def compare(request: HttpRequest, shelf: str) -> HttpResponse:
    """Two to four territories, chosen by their name."""
    known: list[tuple[Place, dict[str, Any]]] = []
    problems: list[MaillageError] = []
    for wanted in list(dict.fromkeys(request.GET.getlist("avec")))[: pages.MOST]:
        level, _, code = wanted.partition(":")
        place = Place(shelf, level, code)
        try:
            known.append((place, queries.portrait_of(place)))
        except MaillageError as problem:
            problems.append(problem)
    address = reverse(f"{shelf}:compare")
    theme = request.GET.get("theme", "")
    labels = queries.theme_labels()
    columns = pages.columns(known, address)
    rows = pages.rows(known, theme) if len(known) >= pages.FEWEST else []
    context = {
        "columns": columns,
        "rows": rows,
        "drawing": pages.drawing(rows, columns, request.GET.get("indicateur", "")),
        "chosen": [pages.written(place) for place, _ in known],
        "themes": [
            {"id": one, "label": label, "is_chosen": one == theme} for one, label in labels.items()
        ],
        "is_full": len(known) >= pages.MOST,
        "problems": problems,
        "text": request.GET.get("q", "").strip(),
        "found": _found(request, shelf, [place for place, _ in known], address),
        "is_fictitious": any(content["territory"]["fictitious"] for _, content in known),
        "address": address,
        "section": "territoire",
    }
    return render(request, "portraits/compare.html", context)


def _found(
    request: HttpRequest, shelf: str, known: list[Place], address: str
) -> list[dict[str, str]]:
    """What answers the words written, each with the address that adds it."""
    text = request.GET.get("q", "").strip()
    found = queries.search_quietly(text, shelf=shelf, limit=10) if text else []
    return [
        {**line, "url": pages.with_another(address, known, places.of(one, shelf))}
        for one, line in zip(found, suggestions(found, shelf), strict=True)
        if places.of(one, shelf) not in known
    ]


@public_page
@require_safe
@kept
def similar(request: HttpRequest, shelf: str, level: str, code: str) -> HttpResponse:
    """Which territories resemble this one, why, and how much."""
    place = Place(shelf, level, code)
    try:
        content = queries.portrait_of(place)
        used = content["peers"]["variables"]
        names = [name for name, (words, _) in FEATURES.items() if words in used]
        values = queries.similar_values(place, names)
    except MaillageError as problem:
        return refusal(request, place, problem)
    context = {
        **portraits.heading(content, place),
        "peers": portraits.peers(content, place),
        "similar": pages.similar(content, place, values, reverse(f"{shelf}:compare")),
        "section": "territoire",
    }
    return render(request, "portraits/similar.html", context)


@public_page
@require_safe
@kept
def ages(request: HttpRequest, shelf: str, level: str = "", code: str = "") -> HttpResponse:
    """How many people of the ages someone chooses."""
    place = place_of(request, shelf, level, code)
    form = AgesForm(request.GET or None)
    try:
        content = queries.portrait_of(place)
        can_count = opening.has_value(content, AGES_CARD)
        chosen = _chosen(form) if can_count else None
        counted = queries.with_ages(place, chosen) if chosen else None
        files = [] if can_count or place.is_fictitious else queries.lacking([AGES_CARD])
    except MaillageError as problem:
        return refusal(request, place, problem)
    context = {
        **portraits.heading(content, place),
        "form": form if can_count else None,
        "file": files[0] if files else None,
        "is_iris": place.level == str(Level.IRIS),
        "communes": ",".join(place.communes),
        "action": place.url("ages").split("?")[0],
        "counted": age_pages.counted(counted, place, chosen) if counted and chosen else None,
        "section": "territoire",
    }
    return render(request, "portraits/ages.html", context)


def _chosen(form: AgesForm) -> tuple[int, int] | None:
    """Both limits, when they are written and follow each other."""
    if not form.is_valid():
        return None
    return form.cleaned_data["youngest"], form.cleaned_data["oldest"]
