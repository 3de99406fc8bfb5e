"""Births and deaths in their two published formats, on fictitious rows."""

from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


LONG = "EC_MEASURE;FREQ;GEO;GEO_OBJECT;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
WIDE = (
    "CODGEO;LIBGEO;NAISD22;NAISD23\n1001;L'Abergement;7;9\n2A004;Ajaccio;600;\n97101;Abymes;0;650\n"
)


def test_long_births_and_deaths_have_their_own_column(tmp_path):
    rows = "LVB;A;01001;COM;A;2024;7\nDTH;A;01001;COM;A;2024;4\nLVB;A;2A004;COM;A;2023;600\n"

    tables = cleaned("insee_etat_civil", written(tmp_path, LONG + rows), tmp_path)

    where = {"code": "01001", "year": 2024, "geography_year": 2025}
    assert cell(tables, "insee_etat_civil", where, "NAISD") == 7
    assert cell(tables, "insee_etat_civil", where, "DECESD") == 4
    assert cell(tables, "insee_etat_civil", {"code": "2A004", "year": 2023}, "DECESD") is None


def test_wide_births_become_one_row_per_year(tmp_path):
    tables = cleaned("insee_etat_civil", written(tmp_path, WIDE), tmp_path)

    assert cell(tables, "insee_etat_civil", {"code": "01001", "year": 2022}, "NAISD") == 7
    assert cell(tables, "insee_etat_civil", {"code": "97101", "year": 2022}, "NAISD") == 0
    assert cell(tables, "insee_etat_civil", {"code": "2A004", "year": 2023}, "NAISD") is None


def test_vintages_and_cog_year_come_from_the_columns(tmp_path):
    match = recognised("insee_etat_civil", written(tmp_path, WIDE), tmp_path)

    assert (match.years, match.geography_year) == ((2022, 2023), 2024)


def test_dossier_and_broken_down_counts_are_left_to_other_readers(shared_data, tmp_path):
    by_age = LONG.replace("FREQ", "AGE") + "DTH;Y_GE65;01001;COM;A;2024;4\n"

    assert recognised("insee_etat_civil", written(tmp_path, by_age), tmp_path) is None
    dossier = shared_data / "grenoble/dossier_complet.csv"
    assert recognised("insee_etat_civil", dossier, tmp_path) is None
