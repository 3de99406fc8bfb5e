"""Pages of the portraits. Each asks a query, hands the answer to a presenter, prints a template."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from atelier.portraits import downloads, naming, plates, queries
from atelier.portraits.places import FICTITIOUS, PERIMETER, REAL, Place
from atelier.portraits.presenters import catalogue as cards
from atelier.portraits.presenters import holdings, places
from atelier.portraits.presenters import portrait as pages
from atelier.ui.access import public_page
from maillage.base.errors import MaillageError, NoData, WrongCall
from maillage.geography import Territory


@public_page
@require_safe
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
        return _refusal(request, Place(REAL, "", text), problem)
    if len(found) == 1:
        return redirect(places.of(found[0], REAL).url())
    context = {"text": text, "results": _suggestions(found, REAL), "section": "territoire"}
    return render(request, "portraits/search.html", context)


@public_page
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The list under the search field, as htmx receives it."""
    text = request.GET.get("q", "").strip()
    found = queries.search_quietly(text, shelf=REAL, limit=8) if len(text) >= 2 else []
    context = {
        "text": text,
        "results": _suggestions(found, REAL),
        "list_id": slugify(request.GET.get("liste", "")) or "liste",
    }
    return render(request, "portraits/_suggestions.html", context)


@public_page
@require_safe
def territory(request: HttpRequest, shelf: str, level: str, code: str) -> HttpResponse:
    """The portrait of a territory."""
    return _portrait(request, Place(shelf, level, code))


@public_page
@require_safe
def perimeter(request: HttpRequest, shelf: str) -> HttpResponse:
    """The portrait of several communes, or the form to name them and to tell homonyms apart."""
    try:
        communes = naming.read(request.GET.getlist("communes"), shelf=shelf)
    except NoData as problem:
        return _refusal(request, Place(shelf, PERIMETER), problem)
    if communes.known and not communes.doubts:
        codes = tuple(one.code for one in communes.known)
        return _portrait(request, Place(shelf, PERIMETER, communes=codes))
    context = places.choice(communes, queries.departements(shelf) if communes.doubts else {})
    return render(request, "portraits/perimeter.html", {**context, "section": "territoire"})


@public_page
@require_safe
def theme(request: HttpRequest, shelf: str, level: str, code: str, theme: str) -> HttpResponse:
    """All the indicators of one theme."""
    return _theme(request, Place(shelf, level, code), theme)


@public_page
@require_safe
def perimeter_theme(request: HttpRequest, shelf: str, theme: str) -> HttpResponse:
    """The same, for several communes."""
    return _theme(request, _perimeter(request, shelf), theme)


@public_page
@require_safe
def download(request: HttpRequest, shelf: str, level: str, code: str, fmt: str) -> HttpResponse:
    """The portrait as a file."""
    return _file(request, Place(shelf, level, code), fmt)


@public_page
@require_safe
def perimeter_download(request: HttpRequest, shelf: str, fmt: str) -> HttpResponse:
    """The same, for several communes."""
    return _file(request, _perimeter(request, shelf), fmt)


@public_page
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator, by theme; only those that speak of the words looked for."""
    text = request.GET.get("mots", "").strip()
    context = cards.listing(queries.cards(), queries.theme_labels(), text)
    return render(request, "portraits/catalogue.html", {**context, "section": "indicateurs"})


@public_page
@require_safe
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """The card of one indicator."""
    known = queries.cards()
    if indicator_id not in known:
        raise Http404
    context = cards.page(known[indicator_id], known, queries.theme_labels())
    return render(request, "portraits/indicator.html", {**context, "section": "indicateurs"})


@public_page
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The sources: what each is for, what is there, how to obtain the rest."""
    context = {
        "holdings": holdings.summary(queries.sources()),
        "progress": holdings.progress(downloads.current()),
        "can_download": settings.DOWNLOADS_OPEN,
        "section": "donnees",
    }
    return render(request, "portraits/data.html", context)


@public_page
@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """Start taking one source, all of them, or what is on this machine; not on an open site."""
    if not settings.DOWNLOADS_OPEN:
        raise PermissionDenied
    name = request.POST.get("source", "")
    if name and name not in {downloads.EMBEDDED, *queries.source_names()}:
        raise Http404
    downloads.start([name] if name else [])
    return redirect("data")


@public_page
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Where the download stands, as htmx asks every second."""
    context = {"progress": holdings.progress(downloads.current())}
    return render(request, "portraits/_progress.html", context)


def _perimeter(request: HttpRequest, shelf: str) -> Place:
    """The communes of the address, already told by their codes."""
    codes = naming.split(request.GET.getlist("communes"))
    return Place(shelf, PERIMETER, communes=tuple(codes))


def _suggestions(found: Sequence[Territory], shelf: str) -> list[dict[str, str]]:
    """What was found, each with its département."""
    return places.suggestions(found, shelf, queries.departements(shelf) if found else {})


def _portrait(request: HttpRequest, place: Place) -> HttpResponse:
    """The page, or only the plate when htmx asks for another map."""
    try:
        content = queries.portrait_of(place)
    except MaillageError as problem:
        return _refusal(request, place, problem)
    wanted = request.GET.get("carte", "")
    context: dict[str, Any] = {"plate": plates.main_plate(content, place, wanted), "place": place}
    if request.headers.get("HX-Target") == "plate":
        return render(request, "portraits/_plate.html", context)
    context |= pages.page(content, place)
    context |= {"ages": plates.ages(content), "members": plates.members(content, place, wanted)}
    context |= {"parts": pages.parts(context), "section": "territoire"}
    return render(request, "portraits/territory.html", context)


def _theme(request: HttpRequest, place: Place, theme_id: str) -> HttpResponse:
    """One theme in full."""
    try:
        content = queries.portrait_of(place)
    except MaillageError as problem:
        return _refusal(request, place, problem)
    context = pages.theme_page(content, place, theme_id)
    if context is None:
        raise Http404
    context["indicators"] = [
        plates.with_drawings(row, content, place) for row in context["indicators"]
    ]
    return render(request, "portraits/theme.html", {**context, "section": "territoire"})


def _file(request: HttpRequest, place: Place, fmt: str) -> HttpResponse:
    """A file to keep. Raises Http404 for a format that is not offered."""
    if fmt not in queries.MEDIA_TYPES:
        raise Http404
    try:
        content, name = queries.rendered(place, fmt)
    except MaillageError as problem:
        return _refusal(request, place, problem)
    response = HttpResponse(content, content_type=queries.MEDIA_TYPES[fmt])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _refusal(request: HttpRequest, place: Place, problem: MaillageError) -> HttpResponse:
    """No portrait: unknown code (404, with suggestions), wrong call (400), no data (404)."""
    text = place.code or ", ".join(place.communes)
    near = [] if isinstance(problem, NoData) else queries.search_quietly(text, shelf=place.shelf)
    context = {
        "problem": problem,
        "is_no_data": isinstance(problem, NoData),
        "results": _suggestions(near, place.shelf),
        "is_fictitious": place.shelf == FICTITIOUS,
        "section": "territoire",
    }
    status = 404 if isinstance(problem, WrongCall | NoData) else 400
    return render(request, "portraits/refusal.html", context, status=status)
