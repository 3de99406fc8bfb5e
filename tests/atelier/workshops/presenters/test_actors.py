"""The drawing of the map, and what changed since the last."""

import re

import pytest

from atelier.workshops.actions.actors import name_actor
from atelier.workshops.models import ActivityKind, Actor, Tie, TieKind
from atelier.workshops.presenters import actors
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def drawn_map(shop, *ties, **fields):
    activity = making.activity(ActivityKind.ACTORS, workshop=shop, **fields)
    for first, second, kind in ties:
        named = [
            Actor.objects.get_or_create(demarche=shop.demarche, name=name)[0]
            for name in (first, second)
        ]
        Tie.objects.create(activity=activity, first=named[0], second=named[1], kind=kind)
    return activity


def test_drawing_names_every_actor_and_says_itself_in_a_sentence():
    shop = making.workshop()
    activity = drawn_map(
        shop, ("CCAS <Val>", "Caf", TieKind.WORKS_WITH), ("Caf", "Bailleur", TieKind.MISSING)
    )

    svg = actors.drawn(activity)["svg"]

    assert "CCAS &lt;Val&gt;" in svg
    assert svg.count("<circle") == 3
    assert 'role="img"' in svg
    assert "3\u00a0acteurs, 1\u00a0lien, 1\u00a0lien manquant." in svg
    assert not re.search(r"style=|<script", svg)


def test_table_says_the_same_as_the_drawing():
    shop = making.workshop()
    activity = drawn_map(shop, ("CCAS", "Caf", TieKind.OCCASIONAL))

    (row,) = actors.drawn(activity)["rows"]

    assert row[:2] == ["CCAS", "Caf"]
    assert row[2]["text"] == "Se parlent parfois"


def test_map_drawn_again_says_what_appeared_went_and_still_lacks():
    shop = making.workshop()
    first = drawn_map(
        shop,
        ("CCAS", "Caf", TieKind.MISSING),
        ("CCAS", "École", TieKind.WORKS_WITH),
        ("Caf", "École", TieKind.MISSING),
    )
    again = drawn_map(
        shop, ("CCAS", "Caf", TieKind.WORKS_WITH), ("Caf", "École", TieKind.MISSING), about=first
    )

    found = {one["label"]: one["lines"] for one in actors.drawn(again)["changes"]}

    assert found["Liens apparus"] == ["CCAS et Caf"]
    assert found["Liens qui ne sont plus dessinés"] == ["CCAS et École"]
    assert found["Toujours manquants"] == ["Caf et École"]
    assert found["Manques nouveaux"] == []


def test_empty_map_is_drawn_without_a_fault():
    assert actors.drawn(drawn_map(making.workshop()))["rows"] == []


def test_linked_actors_stand_side_by_side():
    shop = making.workshop()
    found = [Actor.objects.create(demarche=shop.demarche, name=name) for name in "abcdef"]
    a, _, _, d, _, _ = found

    order = actors.arranged(found, [(a.pk, d.pk)])

    apart = abs(order.index(a) - order.index(d))
    assert min(apart, len(order) - apart) == 1
    assert actors.arranged(found, [(a.pk, d.pk)]) == order


def test_compared_maps_keep_each_actor_at_its_place():
    shop = making.workshop()
    first = drawn_map(shop, ("CCAS", "Caf", TieKind.WORKS_WITH))
    again = drawn_map(shop, ("CCAS", "École", TieKind.WORKS_WITH), about=first)

    shown = actors.drawn(again)

    place = re.compile(r"(<circle[^>]*/>)<text[^>]*><tspan[^>]*>CCAS<")
    assert place.findall(shown["before"]["svg"]) == place.findall(shown["svg"]) != []
    assert [name in shown["before"]["svg"] for name in ("Caf", "École")] == [True, False]


def test_actor_without_link_is_drawn_and_counted():
    drawing = making.activity(ActivityKind.ACTORS)
    name_actor(by=make.person(), activity=drawing, name="Club")

    shown = actors.drawn(drawing)

    assert "actor-dot--alone" in shown["svg"]
    assert shown["summary"].endswith("1 sans lien.")
    assert shown["rows"][0][:2] == ["Club", "—"]
