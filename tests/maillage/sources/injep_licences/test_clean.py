"""Sports licences: federations and priority districts add up, unallocated rows do not."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious rows in the layout of lic-data-2021.csv, with fewer age columns.
HEADER = (
    "Code Commune;Commune;Code QPV;Nom QPV;Département;Région;Statut géo;Code;Fédération;"
    "F - 1 à 4 ans;F - 10 à 14 ans;F - 15 à 19 ans;F - 60 à 64 ans;F - NR;H - 5 à 9 ans;"
    "H - 30 à 34 ans;H - 80 à 99 ans;H - NR;NR - NR;Total\n"
)
ROWS = (
    HEADER
    + "07042;Bourg;X;;07;ARA;ok;101;FF Football;1;2;3;4;5;6;7;8;9;10;55\n"
    + "07042;Bourg;QP007001;Q;07;ARA;ok;101;FF Football;0;1;0;0;0;0;0;0;0;0;1\n"
    + "07042;Bourg;X;;07;ARA;ok;111;FF Judo;0;0;0;0;0;4;0;0;0;0;4\n"
    + "1001;A;X;;01;ARA;ok;101;FF Football;0;0;0;0;0;0;0;0;0;0;0\n"
    + "NR - Non réparti;NR;NR;;NR;NR;;101;FF Football;9;9;9;9;9;9;9;9;9;9;90\n"
)


def test_rows_of_a_commune_add_up(tmp_path):
    tables = cleaned("injep_licences", written(tmp_path, ROWS, name="lic-data-2021.csv"), tmp_path)

    town = {"code": "07042", "year": 2021}
    assert cell(tables, "injep_licences", town, "NB_LICENCES") == 60
    assert cell(tables, "injep_licences", town, "NB_LICENCES_F") == 16
    assert cell(tables, "injep_licences", town, "NB_LICENCES_H") == 34
    assert cell(tables, "injep_licences", town, "NB_LICENCES_0_14") == 14
    assert cell(tables, "injep_licences", town, "NB_LICENCES_60_PLUS") == 12
    assert set(tables[0].frame["code"]) == {"07042", "01001"}


def test_an_unknown_cell_makes_the_sum_unknown(tmp_path):
    path = written(tmp_path, ROWS.replace("0;0;4;0", ";0;4;0"), name="lic-data-2021.csv")

    tables = cleaned("injep_licences", path, tmp_path)

    assert cell(tables, "injep_licences", {"code": "07042"}, "NB_LICENCES") == 60
    assert cell(tables, "injep_licences", {"code": "07042"}, "NB_LICENCES_F") is None


def test_latin_1_files_are_read(tmp_path):
    path = written(tmp_path, ROWS, name="lic-data-2019.csv", encoding="cp1252")

    tables = cleaned("injep_licences", path, tmp_path)

    assert cell(tables, "injep_licences", {"code": "07042", "year": 2019}, "NB_LICENCES") == 60


def test_a_file_without_year_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="année"):
        recognised("injep_licences", written(tmp_path, ROWS, name="licences.csv"), tmp_path)
