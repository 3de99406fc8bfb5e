"""Filosofi wide files: every vintage and level, each with its own sign of secrecy."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.insee_filosofi.clean import variable_names
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


DISP = "CODGEO;LIBGEO;NBMEN19;NBPERS19;Q219;RD;GI19\n"


@pytest.mark.parametrize(
    ("published", "year", "name"),
    [
        ("MED21", 2021, "MED"),
        ("Q219", 2019, "MED"),
        ("D919", 2019, "D9"),
        ("TP6021", 2021, "TP60"),
        ("TP60AGE121", 2021, "TP60AGE1"),
        ("S80S2019", 2019, "S80S20"),
        ("NBPERS14", 2014, "NBPERSMENFISC"),
        ("RD", 2019, "RD"),
        ("Q3_Q1", 2019, "Q3_Q1"),
    ],
)
def test_one_name_for_every_vintage(published, year, name):
    assert variable_names([published, "LIBGEO"], year) == {published: name}


@pytest.mark.parametrize(
    ("code", "median", "poverty"), [("07042", 20350, 22.0), ("21292", 22480, 11.0)]
)
def test_communes_of_2021_have_their_published_values(shared_data, tmp_path, code, median, poverty):
    tables = cleaned(
        "insee_filosofi", shared_data / "france/filosofi/cc_filosofi_2021_COM.csv", tmp_path
    )

    assert cell(tables, "insee_filosofi", {"code": code}, "MED") == median
    assert cell(tables, "insee_filosofi", {"code": code}, "TP60") == poverty
    assert tables[0].frame["geography_year"].unique().to_list() == [2024]


def test_secret_and_missing_of_2021_are_told_apart(shared_data, tmp_path):
    tables = cleaned(
        "insee_filosofi", shared_data / "france/filosofi/cc_filosofi_2021_COM.csv", tmp_path
    )

    assert cell(tables, "insee_filosofi", {"code": "01001"}, "TP60__status") == "secret"
    assert cell(tables, "insee_filosofi", {"code": "29083"}, "MED__status") == "unavailable"
    assert cell(tables, "insee_filosofi", {"code": "13201"}, "level") == "arrondissement_municipal"
    assert cell(tables, "insee_filosofi", {"code": "13055"}, "level") == "commune"


@pytest.mark.parametrize(
    ("name", "level", "code", "variable", "value"),
    [
        ("FILO2019_DISP_EPCI.csv", "epci", "240700864", "MED", None),
        ("FILO2019_DISP_EPCI.csv", "epci", "200000172", "MED", 25520),
        ("FILO2019_DISP_DEP.csv", "departement", "01", "MED", 23490),
        ("FILO2019_DISP_REG.csv", "region", "11", "GI", 0.352),
        ("FILO2019_DISP_METROPOLE.csv", "metropole", "METRO", "RD", 3.4),
        ("FILO2018_DISP_COM.csv", "commune", "01004", "D1", 11080),
    ],
)
def test_levels_are_told_by_codes_and_labels(
    shared_data, tmp_path, name, level, code, variable, value
):
    tables = cleaned("insee_filosofi", shared_data / "france/filosofi" / name, tmp_path)

    found = cell(tables, "insee_filosofi", {"level": level, "code": code}, variable)
    assert found == value or (value is None and found is not None)


@pytest.mark.parametrize(("year", "geography"), [(2014, 2015), (2015, 2016), (2016, 2017)])
def test_older_vintages_have_secret_empty_cells(shared_data, tmp_path, year, geography):
    path = shared_data / f"ardeche-cote-dor/FILO{year}_DISP_COM.csv"

    tables = cleaned("insee_filosofi", path, tmp_path)

    assert tables[0].frame["geography_year"].unique().to_list() == [geography]
    assert cell(tables, "insee_filosofi", {"code": "07001", "year": year}, "D1") is None
    assert cell(tables, "insee_filosofi", {"code": "07001"}, "D1__status") == "secret"
    assert cell(tables, "insee_filosofi", {"code": "07001"}, "MED") is not None


def test_bom_crlf_decimal_comma_and_trailing_columns_are_read(tmp_path):
    text = DISP.replace("\n", ";;\r\n") + "01001;L'Abergement;319,0;808,5;20 350;;;;\r\n"
    path = written(tmp_path, text, encoding="utf-8-sig")

    tables = cleaned("insee_filosofi", path, tmp_path)

    assert cell(tables, "insee_filosofi", {"code": "01001"}, "NBPERSMENFISC") == 808.5
    assert cell(tables, "insee_filosofi", {"code": "01001"}, "MED") == 20350
    assert cell(tables, "insee_filosofi", {"code": "01001"}, "GI__status") == "secret"


def test_codes_survive_without_their_zero_in_latin_1(tmp_path):
    rows = "1001;Abergement-Clémenciat;1;1;1;1;1\n2A004;Ajaccio;1;1;1;1;1\n97101;Abymes;1;1;1;1;1\n"

    tables = cleaned("insee_filosofi", written(tmp_path, DISP + rows, encoding="cp1252"), tmp_path)

    assert tables[0].frame["code"].to_list() == ["01001", "2A004", "97101"]


def test_aude_is_not_ile_de_france(tmp_path):
    aude = written(tmp_path, DISP + "11;Aude;1;1;19000;3;0,3\n", name="a.csv")
    ile_de_france = written(tmp_path, DISP + "11;Île-de-France;1;1;24060;6;0,3\n", name="b.csv")

    assert recognised("insee_filosofi", aude, tmp_path).details["level"] == "departement"
    assert recognised("insee_filosofi", ile_de_france, tmp_path).details["level"] == "region"


def test_region_without_label_is_told_by_its_file_name_or_refused(tmp_path):
    text = "CODGEO;NBMENFISC21;MED21\n11;5000000;24060\n"
    named = written(tmp_path, text, name="cc_filosofi_2021_REG.csv")
    unnamed = written(tmp_path, text, name="x.csv")

    assert recognised("insee_filosofi", named, tmp_path).details["level"] == "region"
    with pytest.raises(RefusedFile, match="région ou un département"):
        recognised("insee_filosofi", unnamed, tmp_path)


def test_geography_year_written_in_the_name_wins(tmp_path):
    text = "CODGEO;NBMENFISC20;MED20\n01001;346;25820\n"
    path = written(tmp_path, text, name="base-cc-filosofi-2020-geo2022.csv")

    assert recognised("insee_filosofi", path, tmp_path).geography_year == 2022


def test_zonings_not_used_are_refused(tmp_path):
    path = written(tmp_path, DISP + "1101;Paris;1;1;1;1;1\n", name="FILO2019_DISP_ZE2020.csv")

    with pytest.raises(RefusedFile, match="découpage"):
        recognised("insee_filosofi", path, tmp_path)


def test_missing_code_column_is_refused(tmp_path):
    path = written(tmp_path, "COMMUNE;NBMEN19;Q219\n01001;346;25820\n")

    with pytest.raises(RefusedFile, match="CODGEO"):
        recognised("insee_filosofi", path, tmp_path)


def test_repeated_commune_collapses_or_is_refused(tmp_path):
    row = "01001;A;1;1;20000;1;1\n"
    same = written(tmp_path, DISP + row + row, name="a.csv")
    other = written(tmp_path, DISP + row + row.replace("20000", "20001"), name="b.csv")

    assert cleaned("insee_filosofi", same, tmp_path)[0].frame.height == 1
    with pytest.raises(RefusedFile, match="01001.*deux fois"):
        cleaned("insee_filosofi", other, tmp_path)


def test_unknown_word_is_refused_and_named(tmp_path):
    path = written(tmp_path, DISP + "01001;A;1;1;secret;1;1\n")

    with pytest.raises(RefusedFile, match="MED.*secret"):
        cleaned("insee_filosofi", path, tmp_path)


def test_dossier_complet_is_left_to_its_own_reader(shared_data, tmp_path):
    path = shared_data / "grenoble/dossier_complet.csv"

    assert recognised("insee_filosofi", path, tmp_path) is None


def test_communes_of_2019_are_all_there(shared_data, tmp_path):
    path = shared_data / "france/filosofi/FILO2019_DISP_COM.csv"

    frame = cleaned("insee_filosofi", path, tmp_path)[0].frame

    assert frame.height == 31361
    assert frame.filter(pl.col("code").str.starts_with("0")).height > 2500
    assert frame["geography_year"].unique().to_list() == [2020]
