"""Matrices of route planners, in the shapes they write."""

import json
import math

import polars as pl
import pytest

from maillage.accessibility.matrix import travel_from_tables
from maillage.accessibility.routers import from_r5py, is_osrm, read_osrm
from maillage.base.errors import RefusedFile
from maillage.sources.own_tables import OwnTable
from tests.maillage.accessibility.tables import own


SUPPLY = own("S.csv", "facility capacity", [("A", 1), ("B", 1)])
DEMAND = own("D.csv", "place people", [("p", 1), ("q", 1), ("r", 1)])


def osrm(tmp_path, content) -> OwnTable:
    path = tmp_path / "table.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return read_osrm(path, SUPPLY, DEMAND)


def test_osrm_seconds_become_minutes_in_the_order_of_the_files(tmp_path):
    pairs = osrm(tmp_path, {"code": "Ok", "durations": [[60, 120], [180, None], [0, 30.0]]})

    assert pairs.frame["place"].to_list() == ["p", "p", "q", "q", "r", "r"]
    assert pairs.frame["facility"].to_list() == ["A", "B"] * 3
    assert pairs.frame["minutes"].to_list() == [1, 2, 3, math.inf, 0, 0.5]


def test_impossible_trip_is_kept_as_endless_by_the_matrix(tmp_path):
    pairs = osrm(tmp_path, {"durations": [[60, 120], [None, None], [0, 30]]})

    travel = travel_from_tables(SUPPLY, DEMAND, pairs)

    assert travel.listed.all()
    assert travel.minutes[travel.place == 1].tolist() == [math.inf, math.inf]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"durations": [[60, 120]]}, "1 lignes et 2 colonnes"),
        ({"distances": [[1]]}, "pas de « durations »"),
        ("{", "n’est pas une réponse"),
    ],
)
def test_other_json_is_refused_with_what_was_expected(tmp_path, content, said):
    with pytest.raises(RefusedFile, match=said):
        osrm(tmp_path, content)


def test_file_is_an_osrm_answer_by_its_name(tmp_path):
    assert is_osrm(tmp_path / "t.JSON")
    assert not is_osrm(tmp_path / "t.csv")


@pytest.mark.parametrize("empty", ["", "nan", None])
def test_r5py_rows_are_renamed_and_an_empty_time_is_an_impossible_trip(empty):
    rows = pl.DataFrame({"from_id": ["p", "q"], "to_id": ["A", "A"], "travel_time": ["12", empty]})

    pairs = from_r5py(OwnTable("m.csv", rows))

    assert pairs.frame.columns == ["place", "facility", "minutes"]
    assert pairs.frame["minutes"].to_list() == [12, math.inf]


def test_table_of_ours_is_left_as_it_is():
    assert from_r5py(SUPPLY) is SUPPLY


def test_negative_time_of_ours_is_refused_even_beside_endless_ones():
    frame = pl.DataFrame({"place": ["p", "q"], "facility": ["A", "A"], "minutes": [math.inf, -1.0]})

    with pytest.raises(RefusedFile, match="négatif"):
        travel_from_tables(SUPPLY, DEMAND, OwnTable("C.parquet", frame))
