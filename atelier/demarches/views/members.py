"""Giving seats: to someone new, to someone known, to everyone of a pasted list."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from atelier.accounts import address_book
from atelier.accounts.models import Person
from atelier.accounts.rules import TooManyInvitations
from atelier.demarches import queries
from atelier.demarches.access import demarche_page
from atelier.demarches.actions import people as actions
from atelier.demarches.forms import KnownMemberForm, ListedForm, MemberForm
from atelier.demarches.models import Mandate
from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.permissions import MANAGE_PEOPLE
from atelier.demarches.presenters import people as pages
from atelier.demarches.rules import ROLE_OF_INSTANCE, NotNow


WAYS = {"nouvelle": "Une nouvelle personne", "connue": "Déjà connue", "liste": "Coller une liste"}
PERSON = ("first_name", "last_name", "telephone", "function", "college")


@demarche_page(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest) -> HttpResponse:
    """Give seats, and invite."""
    asked = request.GET.get("qui", "")
    way = asked if asked in WAYS else "nouvelle"
    form = _form(request, way)
    if request.method == "POST" and form.is_valid():
        try:
            seated = _seat_all(request, form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            _tell(request, seated, is_inviting=form.cleaned_data["invite"])
            return redirect(_next(request, form.cleaned_data, way))
    context = {"form": form, "tabs": _tabs(request, way), "roles": pages.roles(), "way": way}
    status = 400 if form.errors else 200
    return render_in_space(request, "demarches/member.html", context, status=status)


def _form(request: HttpRequest, way: str) -> Any:
    demarche = request.standing.demarche
    instance = demarche.instances.filter(pk=asked_id(request, "instance")).first()
    role = ROLE_OF_INSTANCE.get(instance.kind) if instance else None
    given = {
        "initial": {"instance": instance, "role": role or request.GET.get("role")},
        "demarche": demarche,
    }
    if way == "connue":
        return KnownMemberForm(request.POST or None, people=_known(request), **given)
    return {"nouvelle": MemberForm, "liste": ListedForm}[way](request.POST or None, **given)


@transaction.atomic
def _seat_all(request: HttpRequest, given: dict[str, Any]) -> list[Mandate]:
    """The mandates of someone known or new, or of everyone of the list: all, or none."""
    if "lines" in given:
        listed = [{**given, **one._asdict()} for one in given["lines"]]
        return [_seat(request, one) for one in listed]
    return [_seat(request, given)]


def _seat(request: HttpRequest, given: dict[str, Any]) -> Mandate:
    known = given.get("known")
    is_new = known is None and address_book.known(given["email"]) is None
    return actions.add_mandate(
        by=request.user,
        demarche=request.standing.demarche,
        person=known or _new(request, given),
        role=given["role"],
        instance=given["instance"],
        function=given["seat"] or "member",
        ends_on=given["ends_on"],
        introduces=is_new,
    )


def _new(request: HttpRequest, given: dict[str, Any]) -> Person:
    organisation = None
    if given.get("organisation_name"):
        organisation = address_book.find_or_add_organisation(
            by=request.user, name=given["organisation_name"], kind=given["organisation_kind"]
        )
    return address_book.find_or_add_person(
        by=request.user,
        email=given["email"] or None,
        organisation=organisation,
        **{name: given.get(name, "") for name in PERSON},
    )


def _known(request: HttpRequest) -> Any:
    """People of the démarches one pilots: a pilote never browses the whole address book."""
    mine = queries.piloted_by(request.user).values("pk")
    return (
        Person.objects.filter(mandates__demarche__in=mine, erased_at=None)
        .distinct()
        .order_by("last_name", "first_name", "pk")
    )


def _tell(request: HttpRequest, seated: list[Mandate], *, is_inviting: bool) -> None:
    """Who takes part, to whom an invitation left, who has no address."""
    names = ", ".join(str(one.person) for one in seated)
    verb = "participe" if len(seated) == 1 else "participent"
    messages.success(request, f"{names} {verb} à la démarche.")
    if not is_inviting:
        return
    try:
        for one in (one for one in seated if one.person.email):
            actions.invite(by=request.user, mandate=one, address=request.build_absolute_uri("/"))
            messages.success(request, f"Une invitation part à {one.person.email}.")
    except TooManyInvitations as problem:
        messages.error(request, str(problem))


def _next(request: HttpRequest, given: dict[str, Any], way: str) -> str:
    """The list of people, or the same form for one more in the same instance."""
    demarche_id = request.standing.demarche.pk
    if "again" not in request.POST:
        return reverse("demarches:people", kwargs={"demarche_id": demarche_id})
    asked = {"qui": way, "role": given["role"]}
    if given["instance"]:
        asked["instance"] = given["instance"].pk
    where = reverse("demarches:add_member", kwargs={"demarche_id": demarche_id})
    return f"{where}?{urlencode(asked)}"


def _tabs(request: HttpRequest, way: str) -> list[dict[str, Any]]:
    instance = asked_id(request, "instance")
    kept = {"instance": instance} if instance else {}
    return [
        {"label": label, "url": f"?{urlencode({'qui': key, **kept})}", "current": key == way}
        for key, label in WAYS.items()
    ]
