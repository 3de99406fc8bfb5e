"""Texts as handed over: tables and corpora, right and wrong."""

import pytest

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.qualitative.texts.corpora import texts_from_file


def write(folder, name: str, text: str, encoding: str = "utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_column_of_a_table_is_read_each_text_at_its_row(tmp_path):
    path = write(tmp_path, "R.csv", 'reponse;age\n"Oui ; non";30\n;40\nPeut-être;\n')

    found = texts_from_file(path, "reponse", ["age"])

    assert found.texts == ["Oui ; non", "", "Peut-être"]
    assert found.metadata["age"].to_list() == ["30", "40", None]


def test_corpus_gives_all_its_variables_by_default(tmp_path):
    path = write(tmp_path, "c.txt", "**** *age_30 *lieu_x\nÉté\n", encoding="cp1252")

    found = texts_from_file(path, "", [])

    assert found.texts == ["Été"]
    assert found.metadata.columns == ["age", "lieu"]


def test_missing_name_of_column_is_asked(tmp_path):
    with pytest.raises(WrongCall, match="Ajoutez --text COLONNE"):
        texts_from_file(write(tmp_path, "R.csv", "a\nb\n"), "", [])


def test_absent_column_lists_those_there(tmp_path):
    with pytest.raises(RefusedFile, match=r"« reponces ».*Colonnes trouvées : « reponse »"):
        texts_from_file(write(tmp_path, "R.csv", "reponse;age\nOui;3\n"), "reponces", [])


def test_column_without_text_is_told(tmp_path):
    with pytest.raises(NoData, match="ne contient aucun texte"):
        texts_from_file(write(tmp_path, "R.csv", "reponse;age\n;3\n  ;4\n"), "reponse", [])


def test_absent_or_empty_corpus_is_told(tmp_path):
    with pytest.raises(WrongCall, match="n’existe pas"):
        texts_from_file(tmp_path / "rien.txt", "", [])
    with pytest.raises(NoData, match="aucun texte"):
        texts_from_file(write(tmp_path, "vide.txt", "\n"), "", [])


def test_absent_variable_of_a_corpus_lists_those_there(tmp_path):
    path = write(tmp_path, "c.txt", "**** *age_30\nOui\n")

    with pytest.raises(RefusedFile, match="Variables trouvées : « age »"):
        texts_from_file(path, "", ["lieu"])


def test_metadata_named_like_our_columns_is_renamed_and_taken_once(tmp_path):
    path = write(tmp_path, "R.csv", "reponse;text\nOui;a\n")

    found = texts_from_file(path, "reponse", ["text", "text", "reponse"])

    assert found.metadata.columns == ["text_"]
