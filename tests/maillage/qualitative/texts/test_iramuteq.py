"""The starred corpus, in and out."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.qualitative.texts.iramuteq import read_corpus, write_corpus


CORPUS = """**** *age_30 *lieu_ville
Plus de bus le soir.
Et le dimanche.

**** *age_60 *femme
-*sante
Plus de médecins.
"""


def test_texts_and_their_variables_are_read():
    found = read_corpus(CORPUS, name="corpus.txt")

    assert found.texts == ["Plus de bus le soir.\nEt le dimanche.", "Plus de médecins."]
    assert found.metadata.to_dicts() == [
        {"age": "30", "lieu": "ville", "femme": None, "theme": None},
        {"age": "60", "lieu": None, "femme": "oui", "theme": "sante"},
    ]


def test_numbered_opening_of_alceste_is_read():
    assert read_corpus("0001 *age_30\nOui\n", name="c.txt").texts == ["Oui"]


def test_text_before_any_star_is_refused_with_its_line():
    with pytest.raises(RefusedFile, match="« c.txt », ligne 2"):
        read_corpus("\nBonjour\n**** *a_1\nOui\n", name="c.txt")


def test_word_without_star_on_the_opening_line_is_refused():
    with pytest.raises(RefusedFile, match="« lieu » n’est pas une variable"):
        read_corpus("**** *age_30 lieu\nOui\n", name="c.txt")


def test_what_is_written_is_read_again():
    known = pl.DataFrame({"age": ["30", None], "lieu": ["ville", "village_haut"]})
    texts = ["Plus de bus 😀\nle soir.", "Oui"]

    found = read_corpus(write_corpus(texts, known), name="c.txt")

    assert found.texts == texts
    assert found.metadata.to_dicts() == known.to_dicts()


def test_empty_text_is_not_written():
    assert write_corpus(["Oui", " "], pl.DataFrame({"a": ["1", "2"]})) == "**** *a_1\nOui\n"


def test_names_lose_what_iramuteq_refuses():
    known = pl.DataFrame({"type d’auteur": ["Citoyen / Citoyenne"]})

    assert write_corpus(["Oui"], known).startswith("**** *typedauteur_Citoyen_Citoyenne\n")


def test_star_inside_a_text_opens_no_other_text():
    written = write_corpus(["Avant\n**** *age_20\n-*theme\nAprès"], pl.DataFrame({"a": ["1"]}))

    assert len(read_corpus(written, name="c.txt").texts) == 1
