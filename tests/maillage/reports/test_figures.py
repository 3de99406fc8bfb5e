"""Figures of a portrait."""

from typing import Any

import pytest

from maillage.reports.figures import (
    age_figure,
    composition_figure,
    member_bars,
    member_map,
    picture,
    trend_figure,
)
from maillage.reports.plans import PartsPlan
from maillage.reports.reading import Reading
from tests.maillage.reports.fictitious import reading_of


def test_without_released_tables_nothing_is_drawn(content: dict[str, Any], shapes: Any) -> None:
    bare = Reading(content)

    assert member_map(bare, ["part_hlm"], shapes) == (None, [])
    assert trend_figure(bare, bare.indicators["part_hlm"]) is None


def test_a_figure_shows_what_was_released_and_not_the_dictionary(
    content: dict[str, Any], shapes: Any
) -> None:
    reading = reading_of(content)
    for row in content["members_values"]["part_hlm"]:
        row["value"] = 99.0

    drawn, _ = member_map(reading, ["part_hlm"], shapes)

    assert drawn is not None
    assert "99,0" not in str(drawn.twin)


def test_the_first_possible_map_is_drawn(reading: Reading, shapes: Any) -> None:
    drawn, reasons = member_map(reading, ["inconnu", "taux_logements_vacants"], shapes)

    assert drawn is not None
    assert drawn.title == "Part des logements vacants, par commune, 2021"
    assert drawn.twin[0] == ("Territoire", "Valeur")
    assert reasons == []


def test_a_mostly_secret_indicator_gives_way_and_says_why(
    content: dict[str, Any], shapes: Any
) -> None:
    for row in content["members_values"]["gini"][:10]:
        row.update(value=None, status="secret")

    drawn, reasons = member_map(reading_of(content), ["gini", "part_hlm"], shapes)

    assert drawn is not None
    assert drawn.title.startswith("Part des ménages en HLM")
    assert reasons == [
        "Indice de Gini : pas de carte : la valeur n’est publiée que pour 4 des 14 communes."
    ]


def test_without_the_outlines_of_the_members_no_map_is_tried(reading: Reading) -> None:
    assert member_map(reading, ["part_hlm"], {}) == (None, [])


def test_a_trend_needs_three_values(reading: Reading) -> None:
    indicator: dict[str, Any] = {**reading.indicators["part_hlm"]}
    assert trend_figure(reading, indicator) is not None

    indicator["trend"] = indicator["trend"][1:]

    assert trend_figure(reading, indicator) is None


def test_what_makes_years_hard_to_compare_is_beside_the_source(reading: Reading) -> None:
    indicator = {**reading.indicators["part_hlm"], "trend_note": "Nouvelle définition en 2018."}

    figure = trend_figure(reading, indicator)

    assert figure is not None
    assert figure.source_line.endswith("communes de 2026. Nouvelle définition en 2018")


@pytest.mark.parametrize("name", ["population", "part_hlm"])
def test_a_picture_carries_everything_a_figure_has(reading: Reading, name: str) -> None:
    figure = trend_figure(reading, reading.indicators[name])
    assert figure is not None

    block = picture(figure)

    assert block.source == "Insee, recensement, 2021, communes de 2026"
    assert block.twin[0] == ("Année", "Valeur")
    assert len(block.twin) == 4


PARTS = PartsPlan(
    theme="logement",
    title="Deux parts",
    parts={"taux_logements_vacants": "vacants", "part_hlm": "HLM"},
)


def test_member_bars_keep_the_order_of_the_codes(reading: Reading) -> None:
    drawn = member_bars(reading, "part_hlm")

    assert drawn is not None
    assert [row["Commune"] for row in drawn.rows()] == list(reading.member_names.values())
    assert member_bars(reading, "inconnu") is None
    assert member_bars(Reading(reading.content), "part_hlm") is None


def test_a_composition_is_drawn_here_and_around(reading: Reading) -> None:
    drawn = composition_figure(reading, PARTS)

    assert drawn is not None
    names = [row["Territoire"] for row in drawn.rows()]
    assert names[:2] == ["Ici", "Ici"]
    assert len(set(names)) > 1
    assert "vacants" in drawn.alternative


def test_population_by_age_has_the_nearest_reference_asked_for(reading: Reading) -> None:
    levels = ["departement", "region"]
    wanted = next(
        one
        for one in reading.indicators["part_hlm"]["comparisons"]
        if one["level"] in levels and one["value"] is not None
    )

    drawn = age_figure(reading, PARTS, levels)
    alone = age_figure(reading, PARTS, [])

    assert drawn is not None
    assert alone is not None
    assert f"avec {wanted['territory']}" in drawn.alternative
    assert "avec" not in alone.alternative
    assert drawn.table.frame["reference"].null_count() == 0


def test_parts_of_different_years_are_not_drawn_together(content: dict[str, Any]) -> None:
    reading = reading_of(content)
    reading.indicators["part_hlm"]["year"] = 2019

    assert composition_figure(reading, PARTS) is None
    assert age_figure(reading, PARTS, ["departement"]) is None
