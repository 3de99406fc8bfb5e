"""Dictionary words of what people typed."""

import pytest

from maillage.base.errors import WrongCall
from maillage.qualitative.texts import lemmas
from maillage.qualitative.texts.lemmas import (
    content_words,
    corrections,
    dictionary_word,
    lemmatiser,
)


def found(*texts: str, name: str = "simplemma") -> list[list[str]]:
    return [[word for _, word in each] for each in content_words(texts, lemmatiser(name))]


def test_forms_join_their_dictionary_word_and_tool_words_leave():
    assert found("Les logements sont trop chers") == [["logement", "cher"]]


def test_form_typed_without_accent_joins_the_accented_one_of_the_same_texts():
    assert found("La laïcité", "la laicite") == [["laïcité"], ["laïcité"]]


def test_form_without_accent_stays_alone_when_no_text_has_the_accented_one():
    assert found("la laicite") == [["laicite"]]


def test_word_that_exists_without_accent_keeps_its_own_meaning():
    assert found("le marché", "la marche") == [["marché"], ["marche"]]


def test_corrections_of_the_card_win_over_the_dictionary():
    assert dictionary_word("moyennes") == "moyenne"
    assert set(corrections()) >= {"mise", "tranche"}


def test_without_lemmatisation_forms_are_kept():
    assert found("Les logements", name="none") == [["logements"]]


def test_unknown_lemmatisation_lists_the_choices():
    with pytest.raises(WrongCall, match="simplemma, spacy, none"):
        lemmatiser("treetagger")


def test_absent_spacy_says_what_to_install(monkeypatch):
    monkeypatch.setattr(lemmas, "find_spec", lambda name: None)

    with pytest.raises(WrongCall, match=r"Installez « maillage\[texte\] »"):
        lemmatiser("spacy")


@pytest.mark.filterwarnings("ignore")
def test_spacy_reads_the_sentence():
    pytest.importorskip("fr_core_news_sm", reason="modèle de spaCy absent")

    (words,) = found("Les aidants travaillaient la nuit", name="spacy")

    assert "travailler" in words
