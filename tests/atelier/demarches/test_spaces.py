"""The navigation of a démarche is gathered from the rooms."""

from datetime import date

from django.urls import reverse

from atelier.demarches.spaces import Link, awaiting, choices, entries, panels, tie
from tests.factories import atelier as make


def test_entries_come_in_order_and_lead_somewhere():
    found = entries()

    assert [one.order for one in found] == sorted(one.order for one in found)
    assert all(reverse(one.url_name, kwargs={"demarche_id": 1}) for one in found)


def test_no_two_rooms_take_the_same_place():
    orders = [one.order for one in entries()]

    assert len(set(orders)) == len(orders)


def test_place_no_room_knows_has_nothing_to_offer():
    assert choices("ailleurs", None) == []
    assert panels("ailleurs", None, 1) == []


def test_handover_tells_only_what_is_still_expected(db):
    assert awaiting(make.demarche(), make.person()) == {}


def test_link_names_the_row_it_starts_from():
    link = Link("En faire une hypothèse", "diagnosis:write_hypothesis", "groupe", "")

    assert link.address(3, 12) == "/demarches/3/hypotheses/ecrire?groupe=12"


def test_row_no_room_knows_is_tied_to_nothing():
    assert tie("ailleurs", None, 1, meeting=2, day=date(2027, 1, 5)) is None
