"""Job-seekers: labels or names, totals that are no commune, and one definition only."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious rows in the layout of the portal's export with labels.
HEADER = (
    "\ufeffDate;Code région;Région;Code département;Département;Code commune;Commune;"
    "Type de données;Catégorie;Sexe;Tranche d'âge;Nombre de demandeurs d'emploi\r\n"
)


def row(code: str, sex: str, age: str, count: str, date: str = "2024-T4", of: str = "ABC") -> str:
    """One line of the export."""
    return f"{date};84;ARA;07;Ardèche;{code};X;Brutes;{of};{sex};{age};{count}\r\n"


ROWS = (
    HEADER
    + row("07042", "Total", "Total", "705")
    + row("07042", "Total", "Total", "690", "2023-T4")
    + row("07042", "Femmes", "Total", "380")
    + row("07042", "Total", "Moins de 25 ans", "95")
    + row("07042", "Total", "De 25 à 49 ans", "400")
    + row("07042", "Total", "50 ans et plus", "s")
    + row("07042", "Femmes", "Moins de 25 ans", "45")
    + row("75056", "Total", "Total", "196995")
    + row("75120", "Total", "Total", "21000")
    + row("97101", "Total", "Total", "1 205")
    + row("Total", "Total", "Total", "5000000")
)


def test_one_column_per_sex_or_age(tmp_path):
    tables = cleaned("france_travail", written(tmp_path, ROWS), tmp_path)

    town = {"code": "07042", "year": 2024}
    assert cell(tables, "france_travail", town, "DEFM_ABC") == 705
    assert cell(tables, "france_travail", town, "DEFM_ABC_F") == 380
    assert cell(tables, "france_travail", town, "DEFM_ABC_MOINS25") == 95
    assert cell(tables, "france_travail", town | {"year": 2023}, "DEFM_ABC") == 690
    assert cell(tables, "france_travail", town | {"year": 2023}, "geography_year") == 2024


def test_a_masked_count_is_a_secret_and_an_absent_line_is_unavailable(tmp_path):
    tables = cleaned("france_travail", written(tmp_path, ROWS), tmp_path)

    masked = {"code": "07042", "year": 2024}
    assert cell(tables, "france_travail", masked, "DEFM_ABC_50PLUS") is None
    assert cell(tables, "france_travail", masked, "DEFM_ABC_50PLUS__status") == "secret"
    assert cell(tables, "france_travail", {"code": "97101"}, "DEFM_ABC_F__status") == "unavailable"


def test_cities_and_their_arrondissements_keep_their_levels(tmp_path):
    tables = cleaned("france_travail", written(tmp_path, ROWS), tmp_path)

    assert cell(tables, "france_travail", {"code": "75056"}, "level") == "commune"
    assert cell(tables, "france_travail", {"code": "75120"}, "level") == "arrondissement_municipal"
    assert cell(tables, "france_travail", {"code": "97101"}, "DEFM_ABC") == 1205
    assert "Total" not in set(tables[0].frame["code"])


def test_technical_names_are_read_too(tmp_path):
    text = (
        "date,code_commune,type_de_donnees,categorie,sexe,tranche_d_age,"
        "nombre_de_demandeurs_d_emploi\n2024-T4,01001,Brutes,ABC,Total,Total,45\n"
    )

    tables = cleaned("france_travail", written(tmp_path, text), tmp_path)

    assert cell(tables, "france_travail", {"code": "01001", "year": 2024}, "DEFM_ABC") == 45


@pytest.mark.parametrize("change", [("ABC", "A"), ("2024-T4", "2024-T1")])
def test_another_category_or_quarter_is_refused(tmp_path, change):
    path = written(tmp_path, ROWS.replace(*change))

    with pytest.raises(RefusedFile, match="quatrième trimestre"):
        cleaned("france_travail", path, tmp_path)


def test_a_cut_export_is_refused(tmp_path):
    text = "Date;Code commune;Nombre de demandeurs d'emploi\n2024-T4;07042;5\n"

    with pytest.raises(RefusedFile, match="categorie"):
        recognised("france_travail", written(tmp_path, text), tmp_path)
