"""One person takes over from another: chosen, told what will move, confirmed."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from atelier.accounts import address_book
from atelier.accounts.models import Person
from atelier.accounts.rules import TooManyInvitations
from atelier.demarches import queries
from atelier.demarches.access import demarche_page
from atelier.demarches.actions import people as actions
from atelier.demarches.forms import HandOverForm
from atelier.demarches.models import Mandate
from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.permissions import MANAGE_PEOPLE
from atelier.demarches.presenters import people as pages
from atelier.demarches.rules import NotNow


@demarche_page(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Replace a person by another; nothing moves before the page that lists it is confirmed."""
    demarche = request.standing.demarche
    form = HandOverForm(
        request.POST or None,
        initial={"leaving": asked_id(request, "personne")},
        people=queries.people(demarche),
    )
    if request.method == "POST" and form.is_valid():
        if "confirmed" not in request.POST:
            return _announced(request, form)
        try:
            return _done(request, form, _pass(request, form))
        except NotNow as problem:
            form.add_error(None, str(problem))
    context = {"form": form}
    status = 400 if form.errors else 200
    return render_in_space(request, "demarches/handover.html", context, status=status)


def _announced(request: HttpRequest, form: HandOverForm) -> HttpResponse:
    """What will move, before it does."""
    demarche, leaving = request.standing.demarche, form.cleaned_data["leaving"]
    context = {
        "form": form,
        "leaving": leaving,
        "arriving": form.named(),
        "seats": [pages.place(one) for one in queries.mandates_of(leaving, demarche)],
        "counts": queries.burden(leaving, demarche),
        "is_self": leaving == request.user,
    }
    return render_in_space(request, "demarches/handover_confirm.html", context)


@transaction.atomic
def _pass(request: HttpRequest, form: HandOverForm) -> list[Mandate]:
    given = form.cleaned_data
    return actions.hand_over(
        by=request.user,
        demarche=request.standing.demarche,
        leaving=given["leaving"],
        arriving=given["arriving"] or _new(request, form),
    )


def _new(request: HttpRequest, form: HandOverForm) -> Person:
    """The successor, in the organisation of the one who leaves."""
    given = form.cleaned_data
    return address_book.find_or_add_person(
        by=request.user,
        email=given["email"] or None,
        organisation=given["leaving"].organisation,
        **{name: given[name] for name in ("first_name", "last_name", "function")},
    )


def _done(request: HttpRequest, form: HandOverForm, received: list[Mandate]) -> HttpResponse:
    """Say what happened; write to someone new. Whoever hands over their own seat leaves."""
    leaving, arriving = form.cleaned_data["leaving"], received[0].person
    messages.success(
        request,
        f"{arriving} reprend ce que {leaving} avait en cours. Ce qui est fait reste signé. "
        "Convoquez de nouveau les réunions à venir pour que la convocation lui parvienne.",
    )
    if form.cleaned_data["arriving"] is None and arriving.email:
        _invite(request, received[0])
    if leaving == request.user:
        return redirect("demarches:index")
    return redirect("demarches:people", demarche_id=request.standing.demarche.pk)


def _invite(request: HttpRequest, mandate: Mandate) -> None:
    try:
        actions.invite(by=request.user, mandate=mandate, address=request.build_absolute_uri("/"))
        messages.success(request, f"Une invitation part à {mandate.person.email}.")
    except TooManyInvitations as problem:
        messages.error(request, str(problem))
