"""One territory."""

from maillage.base.errors import WrongCall
from maillage.base.levels import Level
from maillage.geography.territory import Territory, UnknownTerritory


def test_label_tells_two_homonyms_apart() -> None:
    place = Territory(code="21292", level=Level.COMMUNE, name="Genlis", geography_year=2026)

    assert place.label == "Genlis (commune, 21292)"


def test_unknown_territory_is_a_wrong_call() -> None:
    assert issubclass(UnknownTerritory, WrongCall)
