"""Codes of communes, counts per commune and the zeros of an exhaustive register."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.communes import by_commune, complete_with_zeros, counts, located


def test_codes_of_the_first_departements_corsica_and_overseas_survive():
    frame = pl.DataFrame({"insee": ["1001", "01001", "2a004", "97101", "75101"]})

    codes = located(frame, "insee")["code"].to_list()

    assert codes == ["01001", "01001", "2A004", "97101", "75101"]


def test_rows_that_are_nowhere_are_left_out():
    frame = pl.DataFrame({"insee": ["", "XX", "0null", "Total", "00000", "NR - Non réparti"]})

    assert located(frame, "insee").is_empty()


def test_arrondissements_have_their_own_level():
    frame = pl.DataFrame(
        {
            "code": ["75120", "13216", "69389", "75056", "13217"],
            "year": [2023] * 5,
            "N": [1.0, 2.0, 3.0, 4.0, 5.0],
        }
    )

    table = by_commune(frame, geography_lag=1)

    assert dict(table.select("code", "level").rows()) == {
        "75056": "commune",
        "13217": "commune",
        "75120": "arrondissement_municipal",
        "13216": "arrondissement_municipal",
        "69389": "arrondissement_municipal",
    }
    assert table["geography_year"].unique().to_list() == [2024]


def test_a_commune_repeated_with_the_same_values_counts_once_and_with_others_is_refused():
    same = pl.DataFrame({"code": ["07042"] * 2, "year": [2023] * 2, "N": [1.0, 1.0]})
    other = pl.DataFrame({"code": ["07042"] * 2, "year": [2023] * 2, "N": [1.0, 2.0]})

    assert by_commune(same).height == 1
    with pytest.raises(RefusedFile, match="07042"):
        by_commune(other)


def test_counts_ignore_places_without_commune():
    places = pl.DataFrame(
        {
            "commune": ["07042", "07042", None],
            "year": [2023] * 3,
            "kind": ["a", "b", "a"],
        }
    )

    table = counts(places, {"NB": pl.lit(True), "NB_A": pl.col("kind") == "a"})

    assert table.select("code", "NB", "NB_A").rows() == [("07042", 2.0, 1.0)]


def test_city_counts_its_arrondissements_and_what_names_only_the_city():
    places = pl.DataFrame({"commune": ["13055", "13201", "13202"], "year": [2023] * 3})

    table = counts(places, {"NB": pl.lit(True)})

    assert dict(table.select("code", "NB").rows()) == {"13055": 3.0, "13201": 1.0, "13202": 1.0}


def test_zeros_are_written_only_where_the_register_speaks():
    places = pl.DataFrame({"commune": ["07042", "75101"], "year": [2023] * 2})
    table = counts(places, {"NB": pl.lit(True)}).with_columns(pl.lit(1.5).alias("RATE"))

    full = complete_with_zeros(table, ["07042", "07001", "21292", "75056"], ["NB"])

    zeros = full.filter(pl.col("NB") == 0)
    assert "07001" in zeros["code"].to_list()
    assert "21292" not in full["code"].to_list()
    assert full.filter(pl.col("code") == "75056")["NB"].to_list() == [1.0]
    assert zeros.filter(pl.col("level") == "arrondissement_municipal").height == 19
    assert zeros["RATE"].null_count() == zeros.height


def test_a_national_list_is_completed_everywhere():
    places = pl.DataFrame({"commune": ["07042"], "year": [2024]})

    full = complete_with_zeros(
        counts(places, {"NB": pl.lit(True)}), ["07042", "21292"], ["NB"], within="france"
    )

    assert dict(full.select("code", "NB").rows()) == {"07042": 1.0, "21292": 0.0}
