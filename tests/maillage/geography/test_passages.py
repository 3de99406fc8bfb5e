"""Who became whom, and in what proportion."""

import polars as pl
import pytest

from maillage.geography.passages import passages
from maillage.geography.transitions import Transition


def steps(*texts: str) -> list[Transition]:
    """`2015-01-01 a>b c` as transitions."""
    found = []
    for text in texts:
        date, change = text.split(" ", 1)
        before, after = change.split(">")
        found += [Transition(date, before, code) for code in after.split()]
    return found


def test_merger_passes_whole_communes() -> None:
    found = passages({"a": 10}, steps("2015-01-01 a>a", "2015-01-01 b>a"), [2014, 2015])

    assert found[2014] == {"a": {"a": 1.0}, "b": {"a": 1.0}}
    assert found[2015] == {"a": {"a": 1.0}}


def test_new_code_is_not_expected_before_it_exists() -> None:
    found = passages({"new": 10}, steps("2016-05-02 old>new"), [2016, 2017])

    assert found[2016] == {"old": {"new": 1.0}}
    assert found[2017] == {"new": {"new": 1.0}}


def test_split_shares_by_population_of_the_pieces() -> None:
    found = passages({"a": 300, "b": 100}, steps("2015-01-01 a>a b"), [2014])

    assert found[2014] == {"a": {"a": 0.75, "b": 0.25}}


def test_split_of_communes_without_known_population_shares_equally() -> None:
    found = passages({"a": None, "b": 0}, steps("2015-01-01 a>a b"), [2014])

    assert found[2014] == {"a": {"a": 0.5, "b": 0.5}}


def test_pieces_that_meet_again_are_exact() -> None:
    history = steps("2010-01-01 a>a b", "2015-01-01 a>c", "2015-01-01 b>c", "2015-01-01 c>c")

    assert passages({"c": 10}, history, [2009])[2009]["a"] == {"c": 1.0}


def test_commune_merged_then_reestablished_is_itself() -> None:
    history = steps("2012-01-01 a>a", "2012-01-01 b>a", "2014-01-01 a>a b")

    found = passages({"a": 300, "b": 100}, history, [2011, 2013])

    assert found[2011] == {"a": {"a": 1.0}, "b": {"b": 1.0}}
    assert found[2013] == {"a": {"a": 0.75, "b": 0.25}}


def test_code_that_lived_one_day_did_not_exist_before() -> None:
    history = steps("2018-01-01 a>x", "2018-01-01 x>m", "2018-01-01 m>m")

    assert passages({"m": 10}, history, [2017])[2017] == {"a": {"m": 1.0}, "m": {"m": 1.0}}


@pytest.fixture(scope="module")
def official(shared_data):
    """Transitions and communes of the real files."""
    folder = shared_data / "france" / "geographie"
    rows = pl.read_csv(
        folder / "v_mvtcommune_2025_reexport.csv", separator=";", infer_schema=False
    ).filter(pl.col("TYPECOM_AV") == "COM", pl.col("TYPECOM_AP") == "COM")
    events = [
        Transition(*row) for row in rows.select("DATE_EFF", "COM_AV", "COM_AP").unique().iter_rows()
    ]
    passage = pl.read_csv(
        folder / "table_passage_com_historique.csv", separator=";", infer_schema=False
    )
    current = dict.fromkeys(passage["DEPCOM"].unique().to_list(), 1)
    return passages(current, events, list(range(2003, 2026))), passage


def test_number_of_communes_of_each_year_is_the_published_one(official) -> None:
    found, _ = official

    counts = {year: len(found[year]) for year in (2015, 2016, 2017, 2018, 2019, 2020, 2021, 2024)}

    assert counts == {
        2015: 36658,
        2016: 35885,
        2017: 35416,
        2018: 35357,
        2019: 34970,
        2020: 34968,
        2021: 34965,
        2024: 34935,
    }


def test_every_whole_passage_since_2003_agrees_with_the_table_of_insee(official) -> None:
    found, passage = official
    table = dict(passage.iter_rows())

    wrong = {
        (year, code)
        for year, shares in found.items()
        for code, share in shares.items()
        if len(share) == 1 and table[code] not in share
    }

    assert {code for _, code in wrong} <= {"62847"}


def test_list_of_2024_is_that_of_the_code_officiel(official, shared_data) -> None:
    rows = pl.read_csv(
        shared_data / "france" / "geographie" / "v_commune_2024.csv", infer_schema=False
    )
    listed = rows.filter(pl.col("TYPECOM") == "COM")["COM"]

    assert set(official[0][2024]) == set(listed)
