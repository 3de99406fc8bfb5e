"""The catalogue of indicators, and the card of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from atelier.portraits import queries
from atelier.portraits.keeping import kept
from atelier.portraits.presenters import catalogue as cards
from atelier.ui.access import public_page


@public_page
@require_safe
@kept
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator, by theme; only those that speak of the words looked for."""
    text = request.GET.get("mots", "").strip()
    context = cards.listing(queries.cards(), queries.theme_labels(), text)
    return render(request, "portraits/catalogue.html", {**context, "section": "indicateurs"})


@public_page
@require_safe
@kept
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """The card of one indicator."""
    known = queries.cards()
    if indicator_id not in known:
        raise Http404
    context = cards.page(known[indicator_id], known, queries.theme_labels())
    return render(request, "portraits/indicator.html", {**context, "section": "indicateurs"})
