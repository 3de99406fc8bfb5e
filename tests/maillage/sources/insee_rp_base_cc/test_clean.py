"""The base-cc family: any theme, any vintage, zipped as published."""

import zipfile

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


POPULATION = (
    "CODGEO;REG;DEP;LIBGEO;P22_POP;P22_POP0014;C22_POP15P_CS3;P16_POP;P11_POP\n"
    "01001;84;01;L'Abergement-Clémenciat;859.0;150.257;40;767;780\n"
    "2A004;94;2A;Ajaccio;73822.0;11000.5;6000;68265;66203\n"
    "97101;01;971;Les Abymes;52966.0;;4000;55000;59267\n"
    "69381;84;69;Lyon 1er;29100;3000;7000;29351;29235\n"
)
HOUSING = "CODGEO;P20_LOG;P20_LOGVAC\n1001;400;20\n"


@pytest.mark.parametrize(
    ("text", "years", "geography_year"),
    [(POPULATION, (2011, 2016, 2022), 2025), (HOUSING, (2020,), 2023)],
)
def test_vintage_and_cog_year_come_from_the_columns(tmp_path, text, years, geography_year):
    match = recognised("insee_rp_base_cc", written(tmp_path, text), tmp_path)

    assert (match.years, match.geography_year) == (years, geography_year)


def test_zipped_file_with_upper_case_name_keeps_every_code(tmp_path):
    path = tmp_path / "base-cc-evol-struct-pop-2022_csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("base-cc-evol-struct-pop-2022.CSV", POPULATION)

    tables = cleaned("insee_rp_base_cc", path, tmp_path)

    assert tables[0].frame["code"].to_list() == ["01001", "2A004", "97101", "69381"]
    assert cell(tables, "insee_rp", {"code": "01001", "year": 2022}, "P_POP0014") == 150.257
    assert cell(tables, "insee_rp", {"code": "01001", "year": 2022}, "C_POP15P_CS3") == 40
    assert cell(tables, "insee_rp", {"code": "2A004", "year": 2011}, "P_POP") == 66203
    assert cell(tables, "insee_rp", {"code": "97101", "year": 2022}, "P_POP0014") is None
    assert (
        cell(tables, "insee_rp", {"code": "69381", "year": 2022}, "level")
        == "arrondissement_municipal"
    )


def test_code_without_its_zero_gets_it_back(tmp_path):
    tables = cleaned("insee_rp_base_cc", written(tmp_path, HOUSING), tmp_path)

    assert cell(tables, "insee_rp", {"code": "01001", "year": 2020}, "P_LOGVAC") == 20


def test_wrong_separator_inside_the_file_is_refused(tmp_path):
    path = written(tmp_path, "CODGEO;P22_POP\n01001,859\n01002;273\n")

    with pytest.raises(RefusedFile):
        cleaned("insee_rp_base_cc", path, tmp_path)


def test_dossier_complet_and_iris_files_belong_to_other_readers(shared_data, tmp_path):
    for name in ("dossier_complet.csv", "base-ic-logement-2021.csv"):
        path = shared_data / "grenoble" / name
        assert recognised("insee_rp_base_cc", path, tmp_path) is None
