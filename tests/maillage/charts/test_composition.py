"""Composition: stacked to 100 %."""

import pytest

from maillage.charts import composition
from maillage.charts.composition import complete_rows
from tests.maillage.charts.tables import CAPTION, released, values_of


TABLE = released(
    "name part value status",
    [
        ("Valmeyrac", "Propriétaires", 600, "published"),
        ("Valmeyrac", "Locataires", 400, "published"),
        ("Larnas", "Propriétaires", 20, "published"),
        ("Larnas", "Locataires", None, "secret"),
    ],
)


def test_shares_add_up_to_one() -> None:
    assert sum(row["share"] for row in complete_rows(TABLE)) == pytest.approx(1.0)


def test_a_territory_with_a_secret_part_has_no_bar() -> None:
    drawn = values_of(composition(TABLE, CAPTION).specification)

    assert {row["name"] for row in drawn} == {"Valmeyrac"}


def test_each_share_is_written_in_the_middle_of_its_part() -> None:
    drawn = values_of(composition(TABLE, CAPTION).specification)

    assert [row["at"] for row in drawn] == pytest.approx([0.3, 0.8])


def test_the_sentence_gives_the_shares_and_names_who_is_not_drawn() -> None:
    text = composition(TABLE, CAPTION).alternative

    assert "Valmeyrac : Propriétaires 60,0\u00a0%, Locataires 40,0\u00a0%." in text
    assert "Composition non montrée : Larnas." in text
