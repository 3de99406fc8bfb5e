"""The wall as columns."""

import pytest

from atelier.workshops.presenters import wall
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_a_new_group_begins_beside_the_cards_alone():
    activity = making.activity()
    group = making.group(activity.workshop)
    making.card(activity, group=group)
    making.card(activity)

    shown = wall.wall(activity.workshop)

    ids = [column["id"] for column in shown["columns"]]
    assert ids == [wall.NEW, wall.ALONE, f"groupe-{group.pk}"]
    assert [len(column["cards"]) for column in shown["columns"]] == [0, 1, 1]
    assert [column.get("is_kept", False) for column in shown["columns"]] == [True, True, False]
    assert shown["has_cards"]


def test_group_is_not_merged_with_itself():
    shop = making.workshop()
    one, other = making.group(shop, "Un"), making.group(shop, "Autre")

    assert wall.group(one, [one, other])["others"] == [other]
