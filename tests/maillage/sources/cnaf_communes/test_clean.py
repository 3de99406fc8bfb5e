"""Caf by commune: unlocated households, arrondissements, and the geography of the next January."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious rows in the layout of the portal's export.
ROWS = (
    "\ufeffdtreffre;numcomdo;nomcom;indfoy_ndur;indnbp_ndur;indfoy_rsa;indmtt_rsa;indfoy_ppa;"
    "indfoy_af;indfoy_ndural;indfoy_ndurpaje\r\n"
    "2022-12-31;07042;Bourg;1525;3710;215;110300;480;385;810;130\r\n"
    "2023-12-31;07042;Bourg;1530;3700;220;115000;490;380;800;125\r\n"
    "2023-12-31;1001;Abergement;95;240;0;0;30;35;10;5\r\n"
    "2023-12-31;2A004;Ajaccio;10;20;5;;0;0;5;0\r\n"
    "2023-12-31;97101;Les Abymes;20;45;10;900;5;5;10;5\r\n"
    "2023-12-31;75120;Paris 20;30;60;10;900;5;5;10;5\r\n"
    "2023-12-31;;Non localisé;5;5;0;0;0;0;0;0\r\n"
)


def test_every_benefit_is_read_for_each_year(tmp_path):
    tables = cleaned("cnaf_communes", written(tmp_path, ROWS), tmp_path)

    town = {"code": "07042", "year": 2023}
    assert cell(tables, "cnaf_communes", town, "INDFOY_RSA") == 220
    assert cell(tables, "cnaf_communes", town | {"year": 2022}, "INDFOY_NDURPAJE") == 130
    assert cell(tables, "cnaf_communes", town, "geography_year") == 2024
    assert cell(tables, "cnaf_communes", {"code": "75120"}, "level") == "arrondissement_municipal"


def test_codes_survive_and_zero_is_not_missing(tmp_path):
    tables = cleaned("cnaf_communes", written(tmp_path, ROWS), tmp_path)

    assert cell(tables, "cnaf_communes", {"code": "01001"}, "INDFOY_RSA") == 0
    assert cell(tables, "cnaf_communes", {"code": "2A004"}, "INDMTT_RSA") is None
    assert cell(tables, "cnaf_communes", {"code": "97101"}, "INDFOY_NDUR") == 20


def test_households_that_are_nowhere_are_left_out(tmp_path):
    frame = cleaned("cnaf_communes", written(tmp_path, ROWS), tmp_path)[0].frame

    assert isinstance(frame, pl.DataFrame)
    assert frame.height == 6
    assert frame["code"].str.len_chars().unique().to_list() == [5]


def test_the_parquet_export_is_read_the_same(tmp_path):
    rows = pl.DataFrame(
        {
            "dtreffre": ["2023-12-31"],
            "numcomdo": ["07042"],
            "indfoy_ndur": [1530],
            "indnbp_ndur": [3700],
            "indfoy_rsa": [220],
        }
    ).with_columns(pl.col("dtreffre").str.to_date())
    path = tmp_path / "s_ben_com_f.parquet"
    rows.write_parquet(path)

    tables = cleaned("cnaf_communes", path, tmp_path)

    assert cell(tables, "cnaf_communes", {"code": "07042", "year": 2023}, "INDNBP_NDUR") == 3700


def test_a_cut_export_is_refused(tmp_path):
    text = "dtreffre;numcomdo;indfoy_rsa\n2023-12-31;07042;5\n"

    with pytest.raises(RefusedFile, match="indfoy_ndur"):
        recognised("cnaf_communes", written(tmp_path, text), tmp_path)


def test_the_file_of_priority_districts_is_not_taken_for_communes(tmp_path):
    path = written(tmp_path, ROWS.replace("nomcom", "nomqpv"))

    assert recognised("cnaf_communes", path, tmp_path) is None
