"""The three shapes of the BPE: real counts and positions, Melodi on its published format."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


MELODI = (
    "GEO;GEO_OBJECT;FACILITY_DOM;FACILITY_SDOM;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE\n"
)
MELODI_ROWS = (
    "01001;COM;C;C1;C107;FACILITIES;2025;1\n01001;COM;C;C1;_T;FACILITIES;2025;3\n"
    "01001;COM;_T;_T;_T;FACILITIES;2025;20\n2A004;COM;D;D2;D265;FACILITIES;2025;61\n"
    "97101;COM;D;D2;D265;CAPACITY;2025;9\n240700864;EPCI;D;D2;D265;FACILITIES;2025;12\n"
)


def test_counts_of_2018_add_up_iris_and_sectors(shared_data, tmp_path):
    path = shared_data / "ardeche-cote-dor/bpe18_enseignement.csv"

    tables = cleaned("insee_bpe", path, tmp_path)

    rows = pl.read_csv(path, separator=";", infer_schema=False)
    rows = rows.filter(pl.col("DEPCOM") == "07042", pl.col("TYPEQU") == "C104")
    expected = rows["NB_EQUIP"].cast(pl.Int64).sum()
    assert expected > 0
    assert cell(tables, "insee_bpe", {"code": "07042", "year": 2018}, "C104") == expected


def test_type_absent_from_a_commune_of_the_file_is_zero(shared_data, tmp_path):
    tables = cleaned("insee_bpe", shared_data / "ardeche-cote-dor/bpe18_enseignement.csv", tmp_path)

    assert cell(tables, "insee_bpe", {"code": "07002"}, "C105") == 1
    assert cell(tables, "insee_bpe", {"code": "07002"}, "C301") == 0
    assert cell(tables, "insee_bpe", {"code": "07001"}, "C105") is None


def test_national_counts_keep_every_code(shared_data, tmp_path):
    frame = cleaned("insee_bpe", shared_data / "france/bpe/bpe18_enseignement.csv", tmp_path)[
        0
    ].frame

    assert frame["code"].str.len_chars().unique().to_list() == [5]
    assert {"01001", "2A004", "97101"} <= set(frame["code"])
    assert frame.filter(pl.col("code") == "75101")["level"].to_list() == [
        "arrondissement_municipal"
    ]


def test_located_file_of_2019_gives_places_and_counts(shared_data, tmp_path):
    counts, places = cleaned("insee_bpe", shared_data / "france/bpe/bpe2019_94.csv", tmp_path)

    assert places.kind == "places"
    assert places.frame.height == 47171
    assert places.frame["x"].null_count() < 47171
    total = counts.frame.select(
        pl.sum_horizontal(pl.exclude("level", "code", "year", "geography_year"))
    )
    assert total.to_series().sum() == 47171


def test_melodi_counts_leave_totals_and_other_measures_out(tmp_path):
    path = written(tmp_path, MELODI + MELODI_ROWS, name="DS_BPE_2025_data.csv")

    tables = cleaned("insee_bpe", path, tmp_path)

    where = {"code": "01001", "year": 2025, "geography_year": 2026}
    assert cell(tables, "insee_bpe", where, "C107") == 1
    assert cell(tables, "insee_bpe", where, "D265") == 0
    assert cell(tables, "insee_bpe", {"code": "2A004"}, "D265") == 61
    assert cell(tables, "insee_bpe", {"code": "240700864", "level": "epci"}, "D265") == 12
    assert cell(tables, "insee_bpe", {"code": "240700864"}, "C107") is None
    assert cell(tables, "insee_bpe", {"code": "97101"}, "D265") is None


def test_melodi_with_details_keeps_their_totals(tmp_path):
    header = MELODI.replace("BPE_MEASURE", "CANTEEN;BPE_MEASURE")
    rows = "01001;COM;C;C1;C107;_T;FACILITIES;2024;2\n01001;COM;C;C1;C107;1;FACILITIES;2024;1\n"

    tables = cleaned("insee_bpe", written(tmp_path, header + rows), tmp_path)

    assert cell(tables, "insee_bpe", {"code": "01001"}, "C107") == 2


def test_code_spoilt_by_a_spreadsheet_is_refused(tmp_path):
    path = written(tmp_path, "DEPCOM;AN;TYPEQU;NB_EQUIP\n1,00E+04;2018;C104;1\n")

    with pytest.raises(RefusedFile, match="1,00E"):
        cleaned("insee_bpe", path, tmp_path)


def test_other_files_are_not_taken(tmp_path):
    path = written(tmp_path, "DEPCOM;AN\n01001;2018\n")

    assert recognised("insee_bpe", path, tmp_path) is None


def test_count_that_is_no_number_and_file_without_rows_are_refused(tmp_path):
    header = "DEPCOM;AN;TYPEQU;NB_EQUIP\n"
    words = written(tmp_path, header + "07042;2018;C104;deux\n", name="a.csv")
    empty = written(tmp_path, header, name="b.csv")

    with pytest.raises(RefusedFile, match="C104.*07042"):
        cleaned("insee_bpe", words, tmp_path)
    with pytest.raises(RefusedFile, match="aucune année"):
        recognised("insee_bpe", empty, tmp_path)
