"""The wall: cards moved by pointer or by keyboard, groups named, merged, removed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.spaces import links, panels
from atelier.workshops import queries
from atelier.workshops.actions import conduct
from atelier.workshops.actions import wall as actions
from atelier.workshops.forms import GroupForm
from atelier.workshops.models import Card, Group, Workshop
from atelier.workshops.presenters import wall as presenter
from atelier.workshops.presenters.preparing import taken_up
from atelier.workshops.views.finding import address, facilitator_page, tried, workshop_of


# The group whose name opens on the wall.
NAMING = "nommer"
LONGEST_NAME = 200


@facilitator_page
@require_safe
def wall(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Groups side by side, cards still alone first."""
    workshop = workshop_of(request, workshop_id)
    return render_in_space(
        request,
        "workshops/wall.html",
        presenter.wall(
            workshop, links("group", request.standing), naming=asked_id(request, NAMING)
        ),
    )


@facilitator_page
@require_POST
def move(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Move a card to a column, before another or last; to a new group, or off the screen."""
    workshop = workshop_of(request, workshop_id)
    card = _card(workshop, request.POST.get("card", ""))
    if card is None:
        raise Http404
    before = _card(workshop, request.POST.get("before", ""))
    column = request.POST.get("column", "")

    back = address("wall", workshop)
    if column == presenter.OFF:
        return tried(
            request, lambda: conduct.check_card(by=request.user, card=card, is_withheld=True), back
        )
    group = _column(request, workshop, column, card)
    if column == presenter.NEW:
        # The room now says what the group is called: its name opens, ready to be typed.
        back = f"{back}?{NAMING}={group.pk}"
    return tried(
        request,
        lambda: actions.move_card(by=request.user, card=card, group=group, before=before),
        back,
    )


@facilitator_page
@require_POST
def add_group(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """A new, empty group."""
    workshop = workshop_of(request, workshop_id)
    name = request.POST.get("name", "").strip()
    return tried(
        request,
        lambda: name and actions.add_group(by=request.user, workshop=workshop, name=name),
        address("wall", workshop),
    )


@facilitator_page
@require_http_methods(["GET", "POST"])
def edit_group(request: HttpRequest, workshop_id: int, group_id: int) -> HttpResponse:
    """Name, theme, public; merge with another; remove."""
    workshop = workshop_of(request, workshop_id)
    kept = get_object_or_404(Group, pk=group_id, workshop=workshop)
    back = address("wall", workshop)
    form = GroupForm(
        request.POST or None,
        instance=get_object_or_404(Group, pk=group_id, workshop=workshop),
        demarche=workshop.demarche,
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        return tried(
            request, lambda: actions.change_group(by=request.user, group=kept, **values), back
        )
    context = {
        **presenter.group(kept, queries.groups(workshop)),
        "form": form,
        "back_url": back,
        "became": taken_up(kept, panels("groups", request.standing, workshop.pk)),
    }
    return render_in_space(
        request, "workshops/group.html", context, status=400 if form.errors else 200
    )


@facilitator_page
@require_POST
def rename(request: HttpRequest, workshop_id: int, group_id: int) -> HttpResponse:
    """Another name, typed on the wall itself; an empty one changes nothing."""
    workshop = workshop_of(request, workshop_id)
    kept = get_object_or_404(Group, pk=group_id, workshop=workshop)
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    if name:
        actions.change_group(by=request.user, group=kept, name=name)
    return redirect(address("wall", workshop))


@facilitator_page
@require_POST
def merge(request: HttpRequest, workshop_id: int, group_id: int) -> HttpResponse:
    """Everything of this group goes into the other."""
    workshop = workshop_of(request, workshop_id)
    kept = get_object_or_404(Group, pk=group_id, workshop=workshop)
    into = request.POST.get("into", "")
    other = get_object_or_404(Group, pk=int(into) if into.isdecimal() else 0, workshop=workshop)
    return tried(
        request,
        lambda: actions.merge_groups(by=request.user, group=kept, into=other),
        address("wall", workshop),
        said=f"« {kept.name} » est fusionné dans « {other.name} ».",
    )


@facilitator_page
@require_POST
def remove_group(request: HttpRequest, workshop_id: int, group_id: int) -> HttpResponse:
    """Its cards go back among the others."""
    workshop = workshop_of(request, workshop_id)
    kept = get_object_or_404(Group, pk=group_id, workshop=workshop)
    return tried(
        request,
        lambda: actions.remove_group(by=request.user, group=kept),
        address("wall", workshop),
    )


def _card(workshop: Workshop, name: str) -> Card | None:
    """A card by the name the board gives it, « carte-12 »."""
    number = name.removeprefix("carte-")
    return queries.card_of(workshop, int(number)) if number.isdecimal() else None


def _column(request: HttpRequest, workshop: Workshop, column: str, card: Card) -> Group | None:
    """The group of a column; a new one named after the card; None for the cards alone.

    Raises Http404 for any other column: a card is never moved by a form that names none.
    """
    if column == presenter.NEW:
        return actions.add_group(
            by=request.user,
            workshop=workshop,
            name=card.text,
            theme=card.theme,
            public=card.public,
        )
    if column == presenter.ALONE:
        return None
    number = column.removeprefix("groupe-")
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Group, pk=int(number), workshop=workshop)
