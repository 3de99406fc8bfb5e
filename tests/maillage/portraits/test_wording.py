"""What sentences claim is what the figures say."""

from typing import Any

import pytest

from maillage.base.levels import Level
from maillage.base.statuses import Status
from maillage.indicators.cards import card
from maillage.portraits.wording import (
    contracted,
    coverage_sentence,
    hidden_reason,
    position_sentence,
    reading,
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def place(rank: int, of: int, below: int) -> dict[str, Any]:
    return {"peers": "communes", "rank": rank, "of": of, "percentile": 100 * below / (of - 1)}


@pytest.mark.parametrize(
    ("rank", "below", "said"),
    [
        # 23 above, 647 alike, 1 536 below: those alike are not « below ».
        (24, 1536, "Plus élevé que dans 1 536 des 2 206 communes."),
        (1910, 262, "Plus bas que dans 1 909 des 2 206 communes."),
        (1, 2205, "La valeur la plus élevée des 2 206 communes."),
        (2206, 0, "La valeur la plus basse des 2 206 communes."),
        (1, 1546, "La valeur la plus élevée, que partagent 660 des 2 206 communes."),
        (65, 0, "La valeur la plus basse, que partagent 2 142 des 2 206 communes."),
    ],
)
def test_territories_with_the_same_value_are_neither_above_nor_below(
    rank: int, below: int, said: str
) -> None:
    assert plain(position_sentence(place(rank, 2206, below))) == said


def test_a_position_among_the_few_that_show_the_value_says_so() -> None:
    text = position_sentence(place(10, 1368, 1358), of_all=2223)

    assert plain(text).endswith("des 1 368 communes dont la valeur est connue.")


def test_a_position_among_nearly_all_needs_no_warning() -> None:
    assert "connue" not in position_sentence(place(10, 2199, 2189), of_all=2223)


def test_a_count_made_of_iris_is_not_told_as_pieces_of_communes() -> None:
    assert coverage_sentence(49, 512) == "49 communes sur 512"
    assert coverage_sentence(1, 3) == "1 commune sur 3"
    assert coverage_sentence(8.3, 49) == "des IRIS, l’équivalent de 8,3 communes sur 49"
    assert coverage_sentence(0.94, 1) == "une partie seulement de ses IRIS"


def test_a_chosen_perimeter_is_told_why_a_median_is_not_given() -> None:
    median = hidden_reason(card("niveau_vie_median"), None, Level.PERIMETRE)
    share = hidden_reason(card("part_hlm"), None, Level.PERIMETRE)

    assert "périmètre choisi" in median
    assert share == "Aucun fichier déposé ne donne cette valeur pour ce territoire."


def test_the_lowest_rate_ever_published_is_told_as_such() -> None:
    row = {"year": 2021, "value": 5.0, "numerator": None, "denominator": None, "level": "commune"}
    poverty = card("taux_pauvrete")

    assert "5,0 % ou moins des habitants" in plain(reading(poverty, row, "Genlis"))
    assert "ou moins" not in reading(poverty, row | {"value": 6.0}, "Genlis")
    assert "ou moins" not in reading(poverty, row | {"level": "iris"}, "Genlis")


def test_an_estimate_says_that_it_is_one() -> None:
    row = {"year": 2021, "value": 956.0, "numerator": None, "denominator": None}
    ages = card("population_ages")

    assert reading(ages, row | {"status": Status.ESTIMATED}, "Genlis").endswith("une estimation.")
    assert "estimation" not in reading(ages, row | {"status": Status.COMPUTED}, "Genlis")


def test_parts_that_were_not_published_leave_no_empty_parenthesis() -> None:
    row = {"year": 2021, "value": 2.1, "numerator": None, "denominator": None}

    assert plain(reading(card("taille_menages"), row, "Genlis")) == (
        "En 2021, un ménage de Genlis compte 2,10 personnes en moyenne."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("les logements de Annonay", "les logements d’Annonay"),
        ("les logements de Le Havre sont", "les logements du Havre sont"),
        ("les logements de Les Abymes sont", "les logements des Abymes sont"),
        ("les logements de le département du Gard", "les logements du département du Gard"),
        ("les logements de Yvetot", "les logements d’Yvetot"),
        ("les logements de La Rochelle", "les logements de La Rochelle"),
    ],
)
def test_prepositions_meet_names_as_people_say_them(text: str, said: str) -> None:
    assert contracted(text) == said
