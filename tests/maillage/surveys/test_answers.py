"""Columns of answers: missing words, names, lines."""

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.surveys.answers import (
    answers,
    known_numbers_of,
    lines_of,
    modalities_of,
    need_columns,
    numbers_of,
    read_answers,
)


def written(tmp_path, content):
    path = tmp_path / "reponses.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_words_that_mean_no_answer_are_missing_answers(tmp_path):
    table = read_answers(written(tmp_path, "sexe;age\nF;NA\nNA;41,5\n"))

    assert modalities_of(table, "sexe").to_list() == ["F", ""]
    assert known_numbers_of(table, "age") == pytest.approx([np.nan, 41.5], nan_ok=True)


def test_codes_that_became_decimal_numbers_are_codes_again():
    table = answers(pl.DataFrame({"csp": [1.0, None, 3.0], "note": [1.5, 2.0, 3.0]}))

    assert modalities_of(table, "csp").to_list() == ["1", "", "3"]
    assert modalities_of(table, "note").to_list() == ["1.5", "2.0", "3.0"]


def test_missing_number_is_refused_where_every_line_needs_one(tmp_path):
    table = read_answers(written(tmp_path, "sexe;age\nF;12\nH;\n"))

    with pytest.raises(RefusedFile, match="ligne 3, colonne « age » : la cellule est vide"):
        numbers_of(table, "age")


def test_column_that_is_not_there_is_said_with_the_nearest_name():
    table = answers(pl.DataFrame({"Sexe": ["F"], "age": ["1"]}))

    with pytest.raises(WrongCall, match="n’a pas de colonne « sexe ».*Vouliez-vous dire « Sexe »"):
        need_columns(table, ["age", "sexe"])


def test_title_above_the_header_is_recognised(tmp_path):
    table = read_answers(written(tmp_path, "Enquête 2026;;\nsexe;age;lieu\nF;3;a\n"))

    with pytest.raises(WrongCall, match="supprimez les titres"):
        need_columns(table, ["sexe"])


def test_column_that_exists_twice_is_refused(tmp_path):
    table = read_answers(written(tmp_path, "sexe;sexe\nF;H\n"))

    with pytest.raises(WrongCall, match="deux colonnes s’appellent « sexe »"):
        need_columns(table, ["sexe"])


def test_lines_are_those_of_the_file_and_few(tmp_path):
    table = read_answers(written(tmp_path, "a\n" + "1\n" * 9))

    assert lines_of(table, [0]) == "ligne 2"
    assert lines_of(table, range(9)) == "lignes 2, 3, 4, 5, 6 et 4 autres"
