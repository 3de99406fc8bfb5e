"""The dossier complet, real for the 49 communes of Grenoble, and its traps on fictitious rows."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.insee_rp_dossier.clean import columns_by_family
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    "CODGEO;P22_POP;C22_MEN;P16_POP;D99_POP;SUPERF;NAIS1621;NAISD23;MED21;TP6021;ETTEF1022;SNHM1822"
)
ROWS = (
    "01001;859.5;340;790;728;15.95;40;7;25820;s;3;",
    "2A004;71000;33000;69000;52880;82.03;3600;600;20480;19,0;120;9.8",
    "97101;52966;;55000;63054;81.25;;700;nd;nd;;8.1",
    "75101;15919;8900;16252;16888;1.83;700;90;36770;14,0;900;13.4",
)


def fictitious(tmp_path, *, header=HEADER, rows=ROWS, **kwargs):
    return written(tmp_path, "\n".join([header, *rows]) + "\n", **kwargs)


@pytest.mark.parametrize(
    ("column", "dataset", "year", "name"),
    [
        ("NAISD14", "insee_etat_civil", 2014, "NAISD"),
        ("DECESD23", "insee_etat_civil", 2023, "DECESD"),
        ("MED21", "insee_filosofi", 2021, "MED"),
        ("TP6021", "insee_filosofi", 2021, "TP60"),
        ("TP60AGE121", "insee_filosofi", 2021, "TP60AGE1"),
        ("D121", "insee_filosofi", 2021, "D1"),
        ("SNHM22", "insee_salaires", 2022, "SNHM"),
        ("SNHM1822", "insee_salaires", 2022, "SNHM18"),
        ("ETTEF1022", "insee_flores", 2022, "ETTEF10"),
        ("ETPTEFCP22", "insee_flores", 2022, "ETPTEFCP"),
        ("ETNPRES22", "insee_flores", 2022, "ETNPRES"),
        ("ETNTOT21", "insee_sirene", 2021, "ETNTOT"),
        ("ENCTOT12", "insee_sirene", 2012, "ENCTOT"),
        ("HT24", "insee_tourisme", 2024, "HT"),
        ("HT024", "insee_tourisme", 2024, "HT0"),
        ("CPGEO24", "insee_tourisme", 2024, "CPGEO"),
        ("ELECTEURSLP2024", "insee_elections", 2024, "ELECTEURSLP"),
    ],
)
def test_columns_go_to_their_dataset_without_their_year(column, dataset, year, name):
    families = columns_by_family((column,))

    assert families == {dataset: {year: {column: name}}}


def test_dossier_is_recognised_by_its_columns_whatever_its_name(tmp_path):
    match = recognised("insee_rp_dossier", fictitious(tmp_path, name="x.txt"), tmp_path)

    assert match is not None
    assert match.years == (1999, 2016, 2022)
    assert match.geography_year == 2025
    assert "2022" in match.label


def test_census_file_without_other_sources_is_not_the_dossier(tmp_path):
    path = written(tmp_path, "CODGEO;P22_POP;P22_LOG\n01001;859;400\n")

    assert recognised("insee_rp_dossier", path, tmp_path) is None


def test_dossier_without_commune_codes_is_refused(tmp_path):
    path = fictitious(tmp_path, header=HEADER.replace("CODGEO", "COMMUNE"))

    with pytest.raises(RefusedFile, match="CODGEO"):
        recognised("insee_rp_dossier", path, tmp_path)


def test_codes_statuses_and_levels_survive(tmp_path):
    tables = cleaned("insee_rp_dossier", fictitious(tmp_path), tmp_path)

    assert cell(tables, "insee_rp", {"code": "01001", "year": 2022}, "P_POP") == 859.5
    assert cell(tables, "insee_rp", {"code": "97101", "year": 1999}, "P_POP") == 63054
    assert cell(tables, "insee_rp", {"code": "97101", "year": 2022}, "C_MEN") is None
    assert cell(tables, "insee_rp", {"code": "2A004", "year": 2022}, "NAIS_INTERCENS") == 3600
    assert cell(tables, "insee_etat_civil", {"code": "2A004", "year": 2023}, "NAISD") == 600
    filosofi = [table for table in tables if table.dataset == "insee_filosofi"]
    assert cell(filosofi, "insee_filosofi", {"code": "01001"}, "TP60") is None
    assert cell(filosofi, "insee_filosofi", {"code": "01001"}, "TP60__status") == "secret"
    assert cell(filosofi, "insee_filosofi", {"code": "2A004"}, "TP60") == 19.0
    assert cell(filosofi, "insee_filosofi", {"code": "97101"}, "TP60__status") == "unavailable"
    assert cell(tables, "insee_salaires", {"code": "01001"}, "SNHM18") is None
    assert cell(tables, "insee_flores", {"code": "75101"}, "level") == "arrondissement_municipal"


def test_real_dossier_of_grenoble_gives_published_values(shared_data, tmp_path):
    tables = cleaned("insee_rp_dossier", shared_data / "grenoble/dossier_complet.csv", tmp_path)

    years = {table.frame["year"][0] for table in tables if table.dataset == "insee_rp"}
    assert years == {2021, 2015, 2010, 1999, 1990, 1982, 1975, 1968}
    assert all(table.frame.height == 49 for table in tables)
    grenoble = {"code": "38185", "year": 2021}
    assert round(cell(tables, "insee_rp", grenoble, "P_POP")) == 157477
    assert cell(tables, "insee_filosofi", grenoble, "TP60") == 21.0
    assert (
        cell(tables, "insee_filosofi", {"code": "38057", "year": 2021}, "TP60__status") == "secret"
    )
    assert {table.dataset for table in tables} == {
        "insee_rp",
        "insee_etat_civil",
        "insee_filosofi",
        "insee_salaires",
        "insee_flores",
        "insee_sirene",
        "insee_tourisme",
        "insee_elections",
    }
