"""The base-ic family, on the five real files of Grenoble and on fictitious rows."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


THEMES = [
    "activite-residents",
    "couples-familles-menages",
    "diplomes-formation",
    "evol-struct-pop",
    "logement",
]


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_its_201_iris(shared_data, tmp_path, theme):
    tables = cleaned(
        "insee_rp_base_ic", shared_data / f"grenoble/base-ic-{theme}-2021.csv", tmp_path
    )

    frame = tables[0].frame
    assert frame.height == 201
    assert frame.select("level", "year", "geography_year").unique().rows() == [("iris", 2021, 2023)]


def test_iris_add_up_to_the_population_of_the_commune(shared_data, tmp_path):
    iris = cleaned(
        "insee_rp_base_ic", shared_data / "grenoble/base-ic-evol-struct-pop-2021.csv", tmp_path
    )
    communes = cleaned("insee_rp_dossier", shared_data / "grenoble/dossier_complet.csv", tmp_path)

    total = iris[0].frame.filter(pl.col("code").str.starts_with("38185"))["P_POP"].sum()

    grenoble = cell(communes, "insee_rp", {"code": "38185", "year": 2021}, "P_POP")
    assert total == pytest.approx(grenoble, abs=1)


def test_codes_keep_their_zero_and_their_letter(tmp_path):
    text = (
        "IRIS;COM;TYP_IRIS;LAB_IRIS;P22_POP\n"
        "010010000;01001;Z;5;859\n10020000;1002;Z;5;273\n2A0040101;2A004;H;1;2500\n"
        "971010101;97101;H;1;2000\n"
    )

    frame = cleaned("insee_rp_base_ic", written(tmp_path, text), tmp_path)[0].frame

    assert frame["code"].to_list() == ["010010000", "010020000", "2A0040101", "971010101"]
    assert frame["year"].to_list() == [2022] * 4


def test_code_that_is_no_iris_is_refused(tmp_path):
    path = written(tmp_path, "IRIS;COM;P21_POP\nTotal;07042;7352\n")

    with pytest.raises(RefusedFile, match="TOTAL"):
        cleaned("insee_rp_base_ic", path, tmp_path)


def test_file_without_census_columns_is_not_recognised(tmp_path):
    path = written(tmp_path, "IRIS;DISP_MED21\n010010000;20000\n")

    assert recognised("insee_rp_base_ic", path, tmp_path) is None
