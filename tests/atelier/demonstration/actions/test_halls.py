"""The workshops of the demonstration."""

from atelier.workshops.models import Card, Tie, TieKind, WorkshopStatus
from atelier.workshops.rules import hidden_colleges


def test_room_wrote_grouped_and_voted(played):
    cast = played("halls")
    workshop = cast.workshops["representations"]

    assert Card.objects.count() == 57
    assert workshop.groups.count() == 8
    assert workshop.groups.filter(votes__isnull=True).count() == 0
    assert Card.objects.filter(is_withheld=True).count() == 1
    assert not Card.objects.filter(is_checked=False).exists()


def test_some_colleges_are_too_small_to_be_told(played):
    cast = played("halls")
    voters: dict[str, int] = {}
    for phone in cast.workshops["representations"].participants.order_by("pk"):
        voters[phone.college] = voters.get(phone.college, 0) + phone.seats

    assert "elus" in hidden_colleges(voters)


def test_bets_are_made_and_figures_appear(played):
    cast = played("halls")
    (activity,) = cast.workshops["paris"].activities.all()

    assert activity.statements.filter(is_revealed=True).count() == 6
    assert all(one.figure["value"] is not None for one in activity.statements.order_by("pk"))
    assert all(one.bets.count() == 6 for one in activity.statements.order_by("pk"))


def test_map_of_actors_was_drawn_again_with_a_link_that_was_missing(played):
    cast = played("halls")
    pair = {"Mission locale des Vals", "Habitat des Trois-Vals"}
    drawn = {
        tie.activity.workshop_id: tie.kind
        for tie in Tie.objects.select_related("first", "second", "activity").order_by("pk")
        if {tie.first.name, tie.second.name} == pair
    }

    assert drawn[cast.workshops["representations"].pk] == TieKind.MISSING
    assert drawn[cast.workshops["croisement"].pk] == TieKind.WORKS_WITH


def test_workshops_are_over(played):
    cast = played("halls")

    assert {one.status for one in cast.demarche.workshops.all()} == {WorkshopStatus.CLOSED}
