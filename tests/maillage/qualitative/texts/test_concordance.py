"""A word in its contexts, and words found together."""

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from maillage.base.errors import WrongCall
from maillage.qualitative.texts.concordance import (
    keyword_in_context,
    together,
    together_in_matrix,
)


TEXTS = ["😀 Le logement est cher, surtout le Logement  social.", "Relogement", "LOGÉS loin"]


def test_every_place_is_found_with_its_context():
    found = keyword_in_context(TEXTS, "logement", around=2)

    assert found["source"].to_list() == [1, 1]
    assert found["before"].to_list() == ["😀 Le", "surtout le"]
    assert found["after"].to_list() == ["est cher,", "social."]
    assert [TEXTS[0][s:e] for s, e in found.select("start", "end").rows()] == [
        "logement",
        "Logement",
    ]


def test_expression_and_star_and_accents_are_understood():
    assert keyword_in_context(TEXTS, "logement social")["word"].to_list() == ["Logement  social"]
    assert keyword_in_context(TEXTS, "loge*")["word"].to_list()[-1] == "LOGÉS"


def test_word_found_nowhere_gives_an_empty_table():
    assert keyword_in_context(TEXTS, "bus").is_empty()


@pytest.mark.parametrize("wanted", ["", "  ", "*"])
def test_nothing_to_look_for_is_refused(wanted):
    with pytest.raises(WrongCall, match="Aucun mot"):
        keyword_in_context(TEXTS, wanted)


def test_words_together_are_counted_once_by_segment():
    found = together([["bus", "soir", "bus"], ["soir", "bus"], ["bus"]], min_uses=1)

    assert found.rows() == [("bus", "soir", 2, 3, 2, pytest.approx(2 / 3))]


def test_sparse_product_and_counting_agree():
    draw = np.random.default_rng(1).integers(0, 2, (30, 8))
    names = list("abcdefgh")
    held = [[name for name, one in zip(names, row, strict=True) if one] for row in draw]

    counted = together(held, min_uses=2)
    product = together_in_matrix(csr_array(draw), names, min_uses=2)

    assert isinstance(product, pl.DataFrame)
    assert product.equals(counted)
