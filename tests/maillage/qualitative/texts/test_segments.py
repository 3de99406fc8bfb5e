"""Pieces of about the same length, cut at the pauses of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.errors import WrongCall
from maillage.qualitative.texts.segments import pieces, segment_table
from maillage.qualitative.texts.words import words


SENTENCE = "Il faut plus de bus le soir dans nos villages."


def cut(text: str, size: int) -> list[str]:
    return [text[piece.start : piece.end] for piece in pieces(text, size=size)]


def test_short_answer_is_one_piece():
    assert cut(SENTENCE, 40) == [SENTENCE]


def test_long_answer_is_cut_after_its_sentences():
    assert cut(" ".join([SENTENCE] * 4), 20) == [f"{SENTENCE} {SENTENCE}"] * 2


def test_text_without_word_gives_no_piece():
    assert cut("… 12 !", 40) == []


def test_text_without_punctuation_is_cut_all_the_same():
    lengths = [len(list(words(piece))) for piece in cut("mot " * 400, 40)]

    assert max(lengths) <= 56
    assert min(lengths) >= 20


@given(st.text(alphabet="abé .,;\n😀’-", max_size=400), st.integers(5, 15))
def test_no_word_is_lost_nor_cut_and_no_piece_is_far_too_long(text, size):
    found = cut(text, size)

    assert [w.form for piece in found for w in words(piece)] == [w.form for w in words(text)]
    assert all(len(list(words(piece))) <= size * 1.4 for piece in found)


def test_table_gives_the_place_of_each_piece_in_its_own_text():
    texts = ["😀 Bonjour.\r\nÇa va ?", "", "Oui"]

    table = segment_table(texts, size=40)

    assert table["segment"].to_list() == [1, 2]
    assert table["source"].to_list() == [1, 3]
    row = table.row(0, named=True)
    assert texts[0][row["start"] : row["end"]] == texts[0]
    assert row["text"] == "😀 Bonjour. Ça va ?"


@pytest.mark.parametrize("size", [0, 4, 1001])
def test_absurd_length_is_refused(size):
    with pytest.raises(WrongCall, match="de 5 à 1000"):
        segment_table(["Oui"], size=size)
