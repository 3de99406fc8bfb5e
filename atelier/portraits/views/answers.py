"""What every page of a place needs: the place its address names, and the page of a refusal."""

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atelier.portraits import naming, queries
from atelier.portraits.places import FICTITIOUS, PERIMETER, Place
from atelier.portraits.presenters import places
from maillage.base.errors import MaillageError, NoData, WrongCall
from maillage.geography import Territory


# What the library proposes to those who type commands; the page has its own search.
COMMAND = re.compile(r" avec «\s*maillage [^»]*»")


def place_of(request: HttpRequest, shelf: str, level: str, code: str) -> Place:
    """The territory of the address; without level, the communes it lists by their codes."""
    if level:
        return Place(shelf, level, code)
    codes = naming.split(request.GET.getlist("communes"))
    return Place(shelf, PERIMETER, communes=tuple(codes))


def suggestions(found: Sequence[Territory], shelf: str) -> list[dict[str, str]]:
    """What was found, each with its département."""
    return places.suggestions(found, shelf, queries.departements(shelf) if found else {})


def refusal(request: HttpRequest, place: Place, problem: MaillageError) -> HttpResponse:
    """No portrait: unknown code (404, with suggestions), wrong call (400), no data (404)."""
    text = place.code or ", ".join(place.communes)
    near = [] if isinstance(problem, NoData) else queries.search_quietly(text, shelf=place.shelf)
    context = {
        "problem": problem,
        "todo": COMMAND.sub("", problem.todo),
        "is_no_data": isinstance(problem, NoData),
        "results": suggestions(near, place.shelf),
        "is_fictitious": place.shelf == FICTITIOUS,
        "section": "territoire",
    }
    status = 404 if isinstance(problem, WrongCall | NoData) else 400
    return render(request, "portraits/refusal.html", context, status=status)
