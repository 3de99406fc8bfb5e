"""Associations: only numbers, only active ones, and the two files are two columns."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


def table(**extra: object) -> pl.DataFrame:
    """Fictitious associations with the columns of the register that matter."""
    return pl.DataFrame(
        {
            "id": ["W071", "W072", "W073", "W074"],
            "titre": ["AMICALE DE M. DUPONT", "B", "C", "D"],
            "objet_social1": ["006000"] * 4,
            "adrs_codeinsee": ["07042", "07042", "1001", None],
            "position": ["A", "D", "A", "A"],
            "maj_time": ["2026-10-01"] * 4,
            **extra,
        }
    )


def test_active_associations_are_counted_and_nothing_else_is_kept(tmp_path):
    path = tmp_path / "import.parquet"
    table().write_parquet(path)

    tables = cleaned("rna", path, tmp_path)

    town = {"code": "07042", "year": 2026}
    assert cell(tables, "rna", town, "NB_ASSOCIATIONS_ANCIENNES") == 1
    assert cell(tables, "rna", {"code": "01001"}, "NB_ASSOCIATIONS_ANCIENNES") == 1
    assert [entry.kind for entry in tables] == ["territories"]
    assert set(tables[0].frame.columns) == {
        "level",
        "code",
        "year",
        "geography_year",
        "NB_ASSOCIATIONS_ANCIENNES",
    }


def test_the_main_file_fills_its_own_column_and_drops_the_dissolved(tmp_path):
    frame = table(date_decla=["2020-01-01"] * 4, date_disso=["", "", "2024-05-01", "0001-01-01"])

    tables = cleaned("rna", written(tmp_path, frame.write_csv(separator=";")), tmp_path)

    assert cell(tables, "rna", {"code": "07042", "year": 2026}, "NB_ASSOCIATIONS") == 1
    assert cell(tables, "rna", {"code": "01001"}, "NB_ASSOCIATIONS") is None


def test_a_cut_register_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="position"):
        recognised(
            "rna",
            written(tmp_path, "id;objet_social1;adrs_codeinsee;maj_time\n1;1;1;1\n"),
            tmp_path,
        )
