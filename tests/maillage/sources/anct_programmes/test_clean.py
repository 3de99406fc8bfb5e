"""State programmes: one 0 or 1 per commune and programme."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious rows in the layout of ngeo-anct-cog2023.csv.
ROWS = (
    '"insee_com","lib_com","id_pvd","id_ti","id_crte","id_acv","id_amm"\r\n'
    '"01001","A",,,"crte-84-01-7",,\r\n'
    '"2A004","B","pvd-94-2A-1",,,"acv-1","amm-1 ; amm-2"\r\n'
    '"97101","C",,"ti-1",,,\r\n'
)


def test_programmes_become_zeros_and_ones(tmp_path):
    tables = cleaned(
        "anct_programmes", written(tmp_path, ROWS, name="ngeo-anct-cog2023.csv"), tmp_path
    )

    assert cell(tables, "anct_programmes", {"code": "01001", "year": 2023}, "PVD") == 0
    assert cell(tables, "anct_programmes", {"code": "01001"}, "CRTE") == 1
    assert cell(tables, "anct_programmes", {"code": "2A004"}, "AMM") == 1
    assert cell(tables, "anct_programmes", {"code": "97101"}, "TI") == 1


def test_a_list_without_year_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="année"):
        recognised("anct_programmes", written(tmp_path, ROWS, name="liste.csv"), tmp_path)


def test_a_list_with_missing_programmes_is_refused(tmp_path):
    path = written(tmp_path, "insee_com,id_pvd,id_crte\n01001,,\n", name="ngeo-anct-cog2023.csv")

    with pytest.raises(RefusedFile, match="id_acv"):
        recognised("anct_programmes", path, tmp_path)


def test_the_real_list_has_every_commune(shared_data, tmp_path):
    tables = cleaned(
        "anct_programmes", shared_data / "france" / "anct" / "ngeo-anct-cog2023.csv", tmp_path
    )

    frame = tables[0].frame
    assert isinstance(frame, pl.DataFrame)
    assert frame.height == 35_039
    assert frame["PVD"].sum() == 35_039 - 33_386
    assert frame["PVD"].null_count() == 0
    assert cell(tables, "anct_programmes", {"code": "01004"}, "ACV") == 1
