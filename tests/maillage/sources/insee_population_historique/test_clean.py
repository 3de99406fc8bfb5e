"""Population since 1876: title rows, three definitions, missing years."""

import pytest
import xlsxwriter

from maillage.base.errors import RefusedFile
from maillage.sources.insee_population_historique.clean import population_years
from tests.maillage.sources.insee_file import cell, cleaned, recognised, sample_of, written


TITLES = "Séries historiques,,\nMise en ligne le 29/12/2020       Géographie au 01/01/2020,,\n"
HEADER = "CODGEO,LIBGEO,PMUN18,PMUN06,PSDC99,PSDC62,PTOT54,PTOT1876\n"


def test_years_of_every_definition():
    years = population_years(
        ["PMUN18", "PMUN2023", "PSDC99", "PTOT54", "PTOT36", "PTOT1876", "DEP"]
    )

    assert list(years.values()) == [2018, 2023, 1999, 1954, 1936, 1876]


@pytest.mark.parametrize("name", ["france/rp/base-pop-historiques-1876-2018.zip"])
def test_real_archive_has_every_census(shared_data, tmp_path, name):
    tables = cleaned("insee_population_historique", shared_data / name, tmp_path)

    frame = tables[0].frame
    assert frame["year"].n_unique() == 32
    assert frame["geography_year"].unique().to_list() == [2020]
    assert cell(tables, "insee_rp", {"code": "07042", "year": 2018}, "P_POP") == 7167
    assert cell(tables, "insee_rp", {"code": "2A004", "year": 1931}, "P_POP") is None
    assert cell(tables, "insee_rp", {"code": "75101", "year": 1999}, "level") == (
        "arrondissement_municipal"
    )


def test_extract_of_the_csv_says_the_same(shared_data, tmp_path):
    path = shared_data / "ardeche-cote-dor/base-pop-historiques-1876-2018.csv"

    tables = cleaned("insee_population_historique", path, tmp_path)

    assert cell(tables, "insee_rp", {"code": "07001", "year": 1876}, "P_POP") == 620


def test_dictionary_of_the_archive_is_not_taken_for_data(shared_data, tmp_path):
    path = written(tmp_path, TITLES + "VAR_ID,VAR_LIB\nCODGEO,Code\nPMUN18,Population\n")

    assert recognised("insee_population_historique", path, tmp_path) is None


def test_empty_counts_are_no_zero_and_codes_survive(tmp_path):
    rows = "1001,A,771,811,728,424,,604\n2A004,B,1,1,1,1,,\n97101,C,1,1,1,0,1,1\n"

    tables = cleaned(
        "insee_population_historique", written(tmp_path, TITLES + HEADER + rows), tmp_path
    )

    assert cell(tables, "insee_rp", {"code": "01001", "year": 1876}, "P_POP") == 604
    assert cell(tables, "insee_rp", {"code": "01001", "year": 1954}, "P_POP") is None
    assert cell(tables, "insee_rp", {"code": "97101", "year": 1962}, "P_POP") == 0


def test_workbook_of_the_same_columns_is_read(tmp_path):
    path = tmp_path / "base-pop-historiques.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("pop_1876_2023")
    sheet.write_row(0, 0, ["Séries historiques de population (1876 à 2023)"])
    sheet.write_row(2, 0, ["Géographie au 01/01/2025"])
    sheet.write_row(4, 0, ["Code", "Nom", "Population en 2023"])
    sheet.write_row(5, 0, ["CODGEO", "LIBGEO", "PMUN23", "PMUN22", "PSDC99", "PTOT54", "PTOT1876"])
    sheet.write_row(6, 0, ["01001", "L'Abergement", 860, 859, 728, 424, 604])
    sheet.write_row(7, 0, ["97101", "Les Abymes", 52000, 52966, 63054])
    book.close()

    tables = cleaned("insee_population_historique", path, tmp_path)

    assert sample_of(path, tmp_path).kind == "xlsx"
    assert tables[0].frame["geography_year"].unique().to_list() == [2025]
    assert cell(tables, "insee_rp", {"code": "01001", "year": 2023}, "P_POP") == 860
    assert cell(tables, "insee_rp", {"code": "97101", "year": 1954}, "P_POP") is None


def test_file_without_codes_is_refused(tmp_path):
    path = written(tmp_path, TITLES + HEADER.replace("CODGEO", "NOM") + "A,B,1,1,1,1,1,1\n")

    with pytest.raises(RefusedFile, match="CODGEO"):
        recognised("insee_population_historique", path, tmp_path)
