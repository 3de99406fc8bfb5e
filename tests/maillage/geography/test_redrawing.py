"""IRIS redrawn between two lists, and IRIS no list knows. Arval and Cordes are fictitious."""

from pathlib import Path

import polars as pl
import pytest

from maillage.geography import Geography, build_geography
from maillage.geography.redrawing import newest_iris, redrawn_iris, stranger_rows
from tests.maillage.geography import fictitious


def lists(*rows: tuple[int, str, str]) -> pl.DataFrame:
    """year, code, today."""
    columns = {"year": pl.Int32, "code": pl.String, "today": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


@pytest.fixture
def redrawn(tmp_path: Path) -> Geography:
    """In 2022 the third IRIS of Arval is cut in two; the list of 2022 leaves Paris out."""
    later = ["079010101", "079010102", "079010104", "079010105"]
    rows = pl.DataFrame(
        [(2022, code, f"Quartier {code[-2:]}", "07901") for code in later],
        schema=fictitious.iris().schema,
        orient="row",
    )
    both = pl.concat([fictitious.iris(), rows])
    build_geography(fictitious.tables() | {"iris_reference": both}, tmp_path)
    return Geography.load(tmp_path)


def itself(mapping: pl.DataFrame, code: str) -> tuple[float, bool]:
    row = mapping.filter(pl.col("component") == code, pl.col("level") == "iris")
    return row.select("share", "exact").row(0)


def test_iris_of_a_commune_whose_codes_changed_are_not_exact(redrawn: Geography) -> None:
    mapping = redrawn.mapping(2021)

    assert itself(mapping, "079010101") == (1.0, False)
    assert itself(mapping, "079010103") == (1.0, False)


def test_iris_of_the_newest_list_are_exact(redrawn: Geography) -> None:
    assert itself(redrawn.mapping(2022), "079010104") == (1.0, True)


def test_iris_of_a_commune_the_newest_list_leaves_out_are_exact(redrawn: Geography) -> None:
    assert itself(redrawn.mapping(2021), "751010101") == (1.0, True)


def test_commune_of_redrawn_iris_still_adds_up_exactly(redrawn: Geography) -> None:
    rows = redrawn.mapping(2021).filter(
        pl.col("component") == "079010103", pl.col("level") == "commune"
    )

    assert rows["exact"].to_list() == [True]


def test_members_of_a_redrawn_commune_are_those_of_the_newest_list(redrawn: Geography) -> None:
    members = redrawn.members(redrawn.resolve("07901"))

    assert [one.code for one in members] == ["079010101", "079010102", "079010104", "079010105"]


def test_merged_communes_without_iris_are_redrawn() -> None:
    iris = lists(
        (2020, "070010000", "07001"), (2020, "070020000", "07001"), (2024, "070010000", "07001")
    )

    assert redrawn_iris(iris, 2020) == {"070010000", "070020000"}
    assert newest_iris(iris)["code"].to_list() == ["070010000"]


def test_same_codes_are_the_same_iris() -> None:
    iris = lists((2020, "070010000", "07001"), (2024, "070010000", "07001"))

    assert redrawn_iris(iris, 2020) == frozenset()


def test_code_absent_from_the_list_is_told_only_where_the_commune_is_known(
    redrawn: Geography,
) -> None:
    codes = pl.Series(["079010101", "079010199", "999990101"])

    assert redrawn.unknown_iris(codes, 2022) == ["079010199"]


def test_without_any_list_no_code_is_unknown(tmp_path: Path) -> None:
    tables = fictitious.tables()
    del tables["iris_reference"]
    build_geography(tables, tmp_path)

    assert Geography.load(tmp_path).unknown_iris(pl.Series(["079010199"]), 2022) == []


def test_stranger_adds_up_in_its_commune_is_never_expected_and_never_exact(
    redrawn: Geography,
) -> None:
    mapping = stranger_rows(redrawn.mapping(2022), {"079010199"})

    added = mapping.filter(pl.col("component") == "079010199").select("level", "unit", "exact")
    assert ("commune", 0.0, False) in added.rows()
    assert ("departement", 0.0, True) in added.rows()
    assert itself(mapping, "079010104") == (1.0, False)


def test_without_strangers_the_mapping_is_left_as_it_is(redrawn: Geography) -> None:
    mapping = redrawn.mapping(2022)

    assert stranger_rows(mapping, set()) is mapping
