"""Cards read before they are projected, then taken off the screen or reworded."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from atelier.demarches.pages import render_in_space
from atelier.workshops import queries
from atelier.workshops.actions import conduct
from atelier.workshops.models import Card, Workshop
from atelier.workshops.presenters import desk as presenter
from atelier.workshops.views.finding import (
    address,
    back_to,
    facilitator_page,
    tried,
    workshop_of,
)


TEXT = "text-"
WITHHOLD = "withhold"


@facilitator_page
@require_http_methods(["GET", "POST"])
def check_card(request: HttpRequest, workshop_id: int, card_id: int) -> HttpResponse:
    """Show a card, reword it, take it off the screen, or put it back."""
    workshop = workshop_of(request, workshop_id)
    card = _card(workshop, card_id)
    if request.method != "POST":
        context = presenter.one_card(card, workshop)
        return render_in_space(request, "workshops/card.html", context)
    return tried(
        request,
        lambda: conduct.check_card(
            by=request.user,
            card=card,
            text=request.POST.get("text"),
            is_withheld=request.POST.get("do") == WITHHOLD,
        ),
        back_to(request, address("desk", workshop)),
    )


@facilitator_page
@require_POST
def check_cards(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Everything typed on the page is kept; one card or all of them go on screen, or one does not.

    do    « all », « show-12 » or « withhold-12 »
    """
    workshop = workshop_of(request, workshop_id)
    texts = {
        int(name.removeprefix(TEXT)): text
        for name, text in request.POST.items()
        if name.startswith(TEXT) and name.removeprefix(TEXT).isdecimal()
    }
    do, _, number = request.POST.get("do", "").partition("-")

    def act() -> None:
        if do == "all":
            conduct.check_all(by=request.user, workshop=workshop, cards=list(texts), texts=texts)
            return
        conduct.reword_waiting(by=request.user, workshop=workshop, texts=texts)
        conduct.check_card(
            by=request.user,
            card=_card(workshop, int(number) if number.isdecimal() else 0),
            text=texts.get(int(number)) if do == "show" else None,
            is_withheld=do == WITHHOLD,
        )

    return tried(request, act, address("desk", workshop))


def _card(workshop: Workshop, card_id: int) -> Card:
    card = queries.card_of(workshop, card_id)
    if card is None:
        raise Http404
    return card
