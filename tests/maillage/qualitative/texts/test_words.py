"""Words of a French text, as typed by people."""

import pytest

from maillage.qualitative.texts.words import is_tool, tool_words, without_accents, words


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’accès aux soins", ["l", "accès", "aux", "soins"]),
        ("aujourd'hui, jusqu'à 18 h", ["aujourd'hui", "jusqu", "à", "h"]),
        ("Faut-il, a-t-on, dites-le", ["faut", "a", "dites"]),
        ("un rendez-vous à mi-temps", ["un", "rendez-vous", "à", "mi-temps"]),
        ("ŒUVRE 2021 😀 l'École", ["œuvre", "l", "école"]),
        ("", []),
        ("12 € !!!", []),
    ],
)
def test_words_are_cut_as_french_is_written(text, expected):
    assert forms(text) == expected


def test_each_word_knows_its_place_in_code_points():
    text = "😀 Un café, s’il vous plaît"

    assert [text[word.start : word.end] for word in words(text)][:2] == ["Un", "café"]


def test_tool_words_are_known_with_and_without_accents():
    assert is_tool("très", "très")
    assert is_tool("tres", "tres")
    assert is_tool("étaient", "être")
    assert not is_tool("sûr", "sûr")
    assert not is_tool("logements", "logement")


def test_single_letter_says_nothing():
    assert is_tool("x", "x")


def test_no_tool_word_names_a_subject_of_the_social_field():
    subjects = {"logement", "santé", "enfant", "emploi", "aide", "bus", "aidant", "retraite"}

    assert subjects & tool_words() == set()


def test_accents_are_removed_from_letters_only():
    assert without_accents("laïcité à l’œuvre") == "laicite a l’oeuvre"
