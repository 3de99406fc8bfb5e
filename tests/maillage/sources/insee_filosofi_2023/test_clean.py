"""Filosofi in long format, on fictitious rows of its published columns."""

from maillage.base.definitions import definitions_root, read_card
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    "FILOSOFI_MEASURE;GEO;GEO_OBJECT;UNIT_MEASURE;CONF_STATUS;OBS_STATUS;UNIT_MULT;"
    "TIME_PERIOD;OBS_VALUE\n"
)
ROWS = (
    "MED_SL;07042;COM;EUR_YR;F;A;0;2023;21000\nPR_MD60;07042;COM;PT;C;A;0;2023;\n"
    'MED_SL;"2A004";COM;EUR_YR;F;A;0;2023;22500\nMED_SL;01001;COM;EUR_YR;F;O;0;2023;\n'
    "PR_MD60;240700864;EPCI;PT;F;A;0;2023;17.5\nGI_SL;11;REG;NR;F;A;0;2023;0.35\n"
    "MED_SL;FM;FRANCE;EUR_YR;F;A;0;2023;24330\nS_SOC_BEN_DI_MIN_SOC;07042;COM;PT;F;A;0;2023;3.1\n"
    "MED_SL;8401;ZE2020;EUR_YR;F;A;0;2023;20000\nUNKNOWN;07042;COM;PT;F;A;0;2023;1\n"
)


def test_measures_take_the_names_of_the_wide_files(tmp_path):
    path = written(tmp_path, HEADER + ROWS, name="DS_FILOSOFI_CC_2023_data.csv")

    tables = cleaned("insee_filosofi_2023", path, tmp_path)

    where = {"level": "commune", "code": "07042", "year": 2023, "geography_year": 2026}
    assert cell(tables, "insee_filosofi", where, "MED") == 21000
    assert cell(tables, "insee_filosofi", where, "TP60__status") == "secret"
    assert cell(tables, "insee_filosofi", where, "PPMINI") == 3.1
    assert cell(tables, "insee_filosofi", {"code": "2A004"}, "MED") == 22500
    assert cell(tables, "insee_filosofi", {"level": "epci"}, "TP60") == 17.5
    assert cell(tables, "insee_filosofi", {"level": "region", "code": "11"}, "GI") == 0.35
    assert cell(tables, "insee_filosofi", {"level": "metropole", "code": "METRO"}, "MED") == 24330
    assert "UNKNOWN" not in tables[0].frame.columns


def test_missing_observation_is_not_secret(tmp_path):
    tables = cleaned("insee_filosofi_2023", written(tmp_path, HEADER + ROWS), tmp_path)

    assert cell(tables, "insee_filosofi", {"code": "01001"}, "MED") is None
    assert cell(tables, "insee_filosofi", {"code": "01001"}, "MED__status") is None


def test_edition_of_2021_keeps_the_cog_year_of_its_name(tmp_path):
    text = HEADER + ROWS.replace("2023", "2021")
    path = written(tmp_path, text, name="base-cc-filosofi-2021-geo2025.csv")

    match = recognised("insee_filosofi_2023", path, tmp_path)

    assert (match.years, match.geography_year) == ((2021,), 2025)


def test_poverty_by_type_of_household_takes_the_suffixes_of_the_wide_files(tmp_path):
    text = HEADER.replace("GEO_OBJECT;", "GEO_OBJECT;TPH_FISCAL;") + (
        "PR_MD60;07042;COM;21;PT;F;A;0;2021;41\nPR_MD60;07042;COM;_T;PT;F;A;0;2021;22\n"
        "MED_SL;07042;COM;222_FILOSOFI;EUR_YR;F;A;0;2021;21000\n"
        "PR_MD60;240700864;EPCI;3;PT;C;A;0;2021;\n"
    )
    path = written(tmp_path, text, name="DS_FILOSOFI_MEN_TP_NIVVIE_2021_data.csv")

    match = recognised("insee_filosofi_2023", path, tmp_path)
    tables = cleaned("insee_filosofi_2023", path, tmp_path)

    assert match.label == "Filosofi 2021, par type de ménage, format Melodi (Insee)"
    assert cell(tables, "insee_filosofi_menages", {"code": "07042"}, "TP60TYM5") == 41
    assert cell(tables, "insee_filosofi_menages", {"code": "07042"}, "MEDTYM4") == 21000
    assert cell(tables, "insee_filosofi_menages", {"level": "epci"}, "TP60TYM6__status") == "secret"
    assert "TP60" not in tables[0].frame.columns


def test_break_of_series_is_declared():
    card = read_card(definitions_root() / "sources" / "insee_filosofi_2023.yaml")

    assert [(entry["dataset"], entry["year"]) for entry in card["breaks"]] == [
        ("insee_filosofi", 2023),
        ("insee_filosofi_menages", 2023),
    ]
