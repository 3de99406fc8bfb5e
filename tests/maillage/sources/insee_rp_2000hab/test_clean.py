"""Census 2018 re-exported: only what can be checked against published numbers."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.insee_rp_2000hab.clean import VARIABLES
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


NATIONAL = "france/rp/rp2018_communes_2000hab.csv"


def test_populations_are_those_of_the_historical_series(shared_data, tmp_path):
    here = cleaned("insee_rp_2000hab", shared_data / NATIONAL, tmp_path)[0].frame
    series = cleaned(
        "insee_population_historique",
        shared_data / "ardeche-cote-dor/base-pop-historiques-1876-2018.csv",
        tmp_path,
    )[0].frame

    both = here.join(series.filter(pl.col("year") == 2018), on="code", suffix="_series")

    assert both.height > 60
    assert both.filter((pl.col("P_POP") - pl.col("P_POP_series")).abs() > 1e-6).height == 0


def test_diplomas_add_up_to_the_people_out_of_school(shared_data, tmp_path):
    frame = cleaned("insee_rp_2000hab", shared_data / NATIONAL, tmp_path)[0].frame

    diplomas = [name for name in frame.columns if name.startswith("P_NSCOL15P_")]
    gap = (frame.select(pl.sum_horizontal(diplomas)).to_series() - frame["P_NSCOL15P"]).abs()

    assert len(diplomas) == 7
    assert gap.max() < 1e-6


def test_cities_and_their_arrondissements_have_their_levels(shared_data, tmp_path):
    tables = cleaned("insee_rp_2000hab", shared_data / NATIONAL, tmp_path)

    assert cell(tables, "insee_rp", {"code": "75056"}, "level") == "commune"
    assert cell(tables, "insee_rp", {"code": "75101"}, "level") == "arrondissement_municipal"
    assert cell(tables, "insee_rp", {"code": "07042"}, "P_POP") == pytest.approx(7167)


def test_codes_survive_and_missing_columns_are_named(tmp_path):
    header = ";".join(["code_insee", *VARIABLES])
    rows = [f"{code}" + ";1.5" * len(VARIABLES) for code in ("1004", "2A004", "97101")]
    good = written(tmp_path, "\n".join([header, *rows]), name="a.csv")
    bad = written(tmp_path, header.replace("log_hlm;", "") + "\n", name="b.csv")

    frame = cleaned("insee_rp_2000hab", good, tmp_path)[0].frame

    assert frame["code"].to_list() == ["01004", "2A004", "97101"]
    with pytest.raises(RefusedFile, match="log_hlm"):
        recognised("insee_rp_2000hab", bad, tmp_path)
