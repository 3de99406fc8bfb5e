"""Caf by IRIS: two layouts, BOM, narrow spaces, secrets, and the year that is only in the name."""

import shutil

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    "CODGEO;NOTE;A;PERCOU;AI;AM;ACSSENF;ACAVENF;AC3ENF;ENF;ENF_2;ENF_3_5;ENF_6_10;ENF_11_14;"
    "ENF_15_17;ENF_18_24;A_ETUD;A_NETUD_24;AAL;AAPL;AAAH;APPA;ARSAS"
)
# Fictitious rows in the layout of 2019 and 2020.
ROWS = (
    f"{HEADER}\r\n010040101;0;485;1155;227;64;20;174;57;476;83;75;119;98;57;44;;62;265;215;46;1;0\r\n"
    "2A0040101;3;;;;;;;;;;;;;;;;;;;;;\r\n971010101;0;1\u202f934;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1\r\n"
)


def test_values_secrets_and_thousands_of_one_file(tmp_path):
    tables = cleaned(
        "cnaf_iris", written(tmp_path, "\ufeff" + ROWS, name="data_CAF_2020_IRIS.csv"), tmp_path
    )

    assert cell(tables, "cnaf_iris", {"code": "010040101"}, "PERCOU") == 1155
    assert cell(tables, "cnaf_iris", {"code": "010040101"}, "A_ETUD__status") == "secret"
    assert cell(tables, "cnaf_iris", {"code": "010040101"}, "ARSAS") == 0
    assert cell(tables, "cnaf_iris", {"code": "2A0040101"}, "A") is None
    assert cell(tables, "cnaf_iris", {"code": "2A0040101"}, "A__status") == "secret"
    assert cell(tables, "cnaf_iris", {"code": "971010101"}, "A") == 1934
    assert cell(tables, "cnaf_iris", {"code": "971010101"}, "level") == "iris"


def test_a_renamed_national_file_is_dated_by_its_first_iris(tmp_path):
    match = recognised("cnaf_iris", written(tmp_path, ROWS, name="caf.csv"), tmp_path)

    assert match is not None
    assert match.years == (2019,)


def test_a_file_without_any_year_is_refused_with_what_to_do(tmp_path):
    path = written(tmp_path, ROWS.replace(";485;", ";486;"), name="caf.csv")

    with pytest.raises(RefusedFile, match="année") as refusal:
        recognised("cnaf_iris", path, tmp_path)
    assert "data_CAF_2020_IRIS.csv" in refusal.value.todo


def test_a_file_whose_columns_were_cut_is_refused(tmp_path):
    path = written(tmp_path, "CODGEO;A;PERCOU;ENF\n010040101;1;2;3\n", name="caf_2020.csv")

    with pytest.raises(RefusedFile, match="« NOTE »"):
        recognised("cnaf_iris", path, tmp_path)


def test_another_csv_is_not_taken(tmp_path):
    assert recognised("cnaf_iris", written(tmp_path, "CODGEO;MED21\n01001;1\n"), tmp_path) is None


def test_the_real_files_of_both_layouts_are_read(shared_data, tmp_path):
    old = cleaned(
        "cnaf_iris", shared_data / "ardeche-cote-dor" / "data_CAF_2016_IRIS.csv", tmp_path
    )
    new = cleaned("cnaf_iris", shared_data / "france" / "caf" / "data_CAF_2019_IRIS.csv", tmp_path)

    assert cell(old, "cnaf_iris", {"code": "070100101", "year": 2016}, "PERCOU") == 1453
    assert cell(old, "cnaf_iris", {"code": "070100101"}, "APRES50") == 319
    assert cell(old, "cnaf_iris", {"code": "210540101"}, "A__status") == "secret"
    frame = new[0].frame
    assert isinstance(frame, pl.DataFrame)
    assert frame.height == 13_424
    assert frame.filter(pl.col("A__status") == "secret").height == 1_106


def test_the_real_file_of_2020_is_dated_whatever_its_name(shared_data, tmp_path):
    copy = tmp_path / "fichier.csv"
    shutil.copy(shared_data / "france" / "caf" / "data_CAF_2020_IRIS.csv", copy)

    match = recognised("cnaf_iris", copy, tmp_path)

    assert match is not None
    assert match.years == (2020,)
