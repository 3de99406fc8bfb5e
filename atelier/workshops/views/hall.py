"""« Préparer la salle »: the address phones open, or what to do without them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.pages import render_in_space
from atelier.workshops import network
from atelier.workshops.forms import AddressForm
from atelier.workshops.presenters import joining as presenter
from atelier.workshops.presenters import preparing
from atelier.workshops.views.finding import address, facilitator_page, workshop_of


@facilitator_page
@require_safe
def hall(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Phones, paper, no network: what each asks beforehand."""
    workshop = workshop_of(request, workshop_id)
    found = presenter.hall(request)
    context = {
        "workshop": preparing.whole(workshop),
        "joining": presenter.joining(request, workshop),
        "hall": found,
        "form": AddressForm(known=found["addresses"], initial={"address": found["chosen"]}),
        "choose_url": address("choose_address", workshop),
    }
    return render_in_space(request, "workshops/hall.html", context)


@facilitator_page
@require_POST
def choose_address(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Which address of this computer the phones open; any other is ignored."""
    workshop = workshop_of(request, workshop_id)
    form = AddressForm(request.POST, known=network.addresses())
    if form.is_valid():
        request.session[presenter.CHOSEN] = form.cleaned_data["address"]
    return redirect(address("hall", workshop))
