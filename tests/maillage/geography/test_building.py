"""Writing the geography of a build."""

import polars as pl
import pytest

from maillage.base.errors import NoData
from maillage.geography import Geography, build_geography
from tests.maillage.geography import fictitious


def test_newest_list_of_communes_is_today(geography: Geography) -> None:
    assert geography.current_year == 2022
    assert geography.years == (2021, 2022)


def test_nothing_is_built_without_a_list_of_communes(tmp_path) -> None:
    with pytest.raises(NoData, match="aucune liste de communes"):
        build_geography({}, tmp_path / "geography")


def test_lists_of_communes_are_enough(tmp_path) -> None:
    build_geography({"decoupage_communes": fictitious.communes()}, tmp_path)

    geography = Geography.load(tmp_path)

    assert geography.resolve("07901").name == "Arval"
    assert geography.resolve("07").name == "07"
    assert geography.territories("epci") == []
    assert geography.members(geography.resolve("07901")) == []


def test_list_of_the_code_officiel_alone_is_enough(tmp_path) -> None:
    tables = {
        "cog_communes": fictitious.communes(),
        "iris_reference": fictitious.tables()["iris_reference"],
    }

    build_geography(tables, tmp_path)

    assert Geography.load(tmp_path).resolve("07901").name == "Arval"


def test_same_tables_build_the_same_files(tmp_path) -> None:
    build_geography(fictitious.tables(), tmp_path / "a")
    build_geography(fictitious.tables(), tmp_path / "b")

    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_repeated_files_do_not_repeat_territories(tmp_path) -> None:
    tables = fictitious.tables()
    twice = {name: pl.concat([table, table]) for name, table in tables.items()}

    build_geography(twice, tmp_path)

    assert len(Geography.load(tmp_path).territories("commune")) == 9


def test_list_of_the_code_officiel_fills_a_missing_year_but_is_never_today(tmp_path) -> None:
    tables = fictitious.tables()
    older = fictitious.communes().filter(pl.col("year") == 2021)
    tables["cog_communes"] = pl.concat(
        [older.with_columns(year=pl.lit(year, dtype=pl.Int32)) for year in (2019, 2030)]
    )

    build_geography(tables, tmp_path)

    assert Geography.load(tmp_path).years == (2019, 2021, 2022)
