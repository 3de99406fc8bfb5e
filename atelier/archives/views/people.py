"""People of the site, for whoever administers it: let in, found, erased when they ask for it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from atelier.accounts import actions as accounts
from atelier.accounts import address_book
from atelier.accounts.models import Person
from atelier.accounts.rules import TooManyInvitations
from atelier.archives import standing
from atelier.archives.actions import erasing
from atelier.archives.forms import ErasureForm, InviteForm, PeopleForm
from atelier.archives.queries import privacy as queries
from atelier.archives.rules.erasure import PUBLIC_SEATS
from atelier.demarches.rules import NotNow
from atelier.ui.access import administrator_page


PER_PAGE = 50


@administrator_page
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone known by the site."""
    form = PeopleForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(queries.people(words), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_filtered": bool(words)}
    return render(request, "archives/people.html", context)


@administrator_page
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Let someone in: an account, and the letter that opens it."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = _let_in(request, form.cleaned_data)
        except TooManyInvitations as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"L’invitation de {person.label} est partie.")
            return redirect("archives:people")
    context = {"form": form}
    return render(
        request, "archives/invite_person.html", context, status=400 if form.errors else 200
    )


@transaction.atomic
def _let_in(request: HttpRequest, given: dict[str, Any]) -> Person:
    """The person of this address, in their organisation, with a letter on its way."""
    email, organisation = given.pop("email"), given.pop("organisation")
    if organisation is not None:
        given["organisation"] = organisation
    person = address_book.find_or_add_person(by=request.user, email=email, **given)
    accounts.invite(by=request.user, person=person, address=request.build_absolute_uri("/"))
    return person


@administrator_page
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, person_id: int) -> HttpResponse:
    """Erase a person who asked for it."""
    person = get_object_or_404(queries.people(), pk=person_id)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erased = erasing.erase(by=request.user, person=person)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"C’est fait : « {erased} » n’a plus de nom sur ce site.")
            return redirect("archives:people")
    context = {
        "form": form,
        "person": person,
        "obstacles": standing.obstacles(person),
        "reasons": [seat.reason for seat in PUBLIC_SEATS],
        "whose": "Ses",
    }
    return render(
        request, "archives/erase_person.html", context, status=400 if form.errors else 200
    )
