"""Portal exports: labels or technical names, CSV or Parquet, years and refusals."""

from datetime import date

import polars as pl

from maillage.sources.exports import (
    found,
    header,
    is_below_commune,
    plain,
    refuse_missing,
    text_table,
    year_in_name,
    years_of,
)
from tests.maillage.sources.insee_file import sample_of, written


WANTED = {"code": ("code_commune",), "age": ("tranche_d_age",), "n": ("nombre_d_emplois", "n")}


def test_labels_become_technical_names():
    assert plain("Tranche d'âge") == "tranche_d_age"
    assert plain(" Nombre de demandeurs d’emploi ") == "nombre_de_demandeurs_d_emploi"


def test_a_column_is_found_under_its_label_or_its_name(tmp_path):
    labels = sample_of(
        written(tmp_path, "\ufeffCode commune;Tranche d'âge;N\r\n01001;Total;5\r\n"), tmp_path
    )
    names = sample_of(
        written(tmp_path, "code_commune,tranche_d_age,n\n2A004,Total,5\n", name="b.csv"), tmp_path
    )

    assert found(labels, WANTED) == {"code": "Code commune", "age": "Tranche d'âge", "n": "N"}
    assert found(names, WANTED)["code"] == "code_commune"
    assert text_table(labels, found(labels, WANTED)).rows() == [("01001", "Total", "5")]


def test_latin_1_text_is_read(tmp_path):
    path = written(tmp_path, "code_commune;n\n07042;é\n", encoding="latin-1")
    sample = sample_of(path, tmp_path)

    assert text_table(sample, {"name": "n"}).rows() == [("é",)]


def test_parquet_dates_numbers_and_lists_become_text(tmp_path):
    path = tmp_path / "export.parquet"
    pl.DataFrame(
        {"day": [date(2023, 12, 31)], "count": [12], "words": [["a", "b"]], "none": [None]}
    ).write_parquet(path)
    sample = sample_of(path, tmp_path)

    table = text_table(sample, {name: name for name in header(sample)})

    assert table.rows() == [("2023-12-31", "12", "a;b", "")]


def test_years_are_read_at_the_beginning_of_texts():
    assert years_of(pl.Series(["2024-T4", "2021-2022", "2023-12-31", "nc", ""])) == [
        2021,
        2023,
        2024,
    ]


def test_the_year_of_a_name_is_used_only_when_there_is_one(tmp_path):
    one = sample_of(written(tmp_path, "a;b\n", name="data_CAF_2019_IRIS.csv"), tmp_path)
    two = sample_of(written(tmp_path, "a;b\n", name="de_2019_a_2021.csv"), tmp_path)

    assert year_in_name(one) == 2019
    assert year_in_name(two) is None


def test_the_refusal_says_what_is_missing_and_what_to_do(tmp_path):
    sample = sample_of(written(tmp_path, "a;b\n"), tmp_path)

    refusal = refuse_missing(sample, "un fichier", ["annee", "code"])

    assert "« annee », « code »" in refusal.message
    assert refusal.todo


def test_parts_of_communes_are_told_from_communes(tmp_path):
    district = sample_of(written(tmp_path, "numcomdo;nomqpv\n"), tmp_path)
    commune = sample_of(written(tmp_path, "numcomdo;nomcom\n", name="b.csv"), tmp_path)

    assert is_below_commune(district)
    assert not is_below_commune(commune)
