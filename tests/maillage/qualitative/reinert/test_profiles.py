"""What distinguishes a class: against the χ² taught in class, and against scipy's."""

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array
from scipy.stats import chi2_contingency

from maillage.qualitative.reinert.profiles import (
    modality_profiles,
    notable,
    typical_segments,
    word_profiles,
)


# Ten segments, two classes of five; « bus » in four of the first and one of the second.
COUNTS = csr_array(np.array([[1, 1], [1, 0], [2, 0], [1, 1], [0, 1]] + [[1, 1]] + [[0, 1]] * 4))
LABELS = np.array([1] * 5 + [2] * 5)
WORDS = ["bus", "soin"]


def test_hand_case():
    bus = word_profiles(COUNTS, WORDS, LABELS).filter(word="bus")

    # (4 × 4 − 1 × 1)² × 10 / (5 × 5 × 5 × 5) = 3.6
    assert bus["chi2"].to_list() == pytest.approx([3.6, -3.6])
    assert bus["in_class"].to_list() == [4, 1]
    assert bus["share"].to_list() == pytest.approx([0.8, 0.2])


@pytest.mark.parametrize("seed", range(5))
def test_chi2_is_that_of_the_table_of_two_by_two(seed):
    draw = np.random.default_rng(seed)
    counts, labels = draw.integers(0, 2, (40, 6)), draw.integers(0, 4, 40)
    found = word_profiles(csr_array(counts), list("abcdef"), labels)

    kept = labels > 0
    for row in found.to_dicts():
        holds = counts[kept, "abcdef".index(row["word"])] > 0
        inside = labels[kept] == row["class"]
        table = [
            [(holds & inside).sum(), (holds & ~inside).sum()],
            [(~holds & inside).sum(), (~holds & ~inside).sum()],
        ]
        assert abs(row["chi2"]) == pytest.approx(chi2_contingency(table, correction=False)[0])


def test_word_that_no_classified_segment_holds_has_no_profile():
    labels = np.array([1, 1, 0])
    found = word_profiles(csr_array(np.array([[1, 0], [1, 0], [1, 1]])), WORDS, labels)

    assert found["word"].to_list() == ["bus"]


def test_unknown_modality_does_not_count():
    known = pl.DataFrame({"âge": ["jeune"] * 4 + [None] + ["vieux"] * 5})

    found = modality_profiles(known, LABELS)

    young = found.filter(pl.col("class") == 1, modality="jeune").row(0, named=True)
    assert young["in_all"] == 4
    assert young["chi2"] == pytest.approx(9)


def test_no_metadata_gives_an_empty_table_of_the_same_shape():
    found = modality_profiles(pl.DataFrame({"âge": [None] * 10}), LABELS)

    assert found.is_empty()
    assert found.columns == modality_profiles(pl.DataFrame({"a": ["x"] * 10}), LABELS).columns


def test_notable_words_are_those_beyond_the_threshold_strongest_first():
    profiles = pl.DataFrame(
        {"class": [1, 1, 1, 1], "word": list("abcd"), "chi2": [5.0, 9.0, 1.0, -8.0]}
    )

    assert notable(profiles, 1, most=9)["word"].to_list() == ["b", "a"]
    assert notable(profiles, 1, most=9, over=False)["word"].to_list() == ["d"]


def test_typical_segment_holds_most_of_the_class():
    counts = csr_array(np.array([[1, 0, 0]] * 3 + [[1, 1, 0]] * 5 + [[0, 0, 1]] * 8))
    labels = np.array([1] * 8 + [2] * 8)
    profiles = word_profiles(counts, list("abc"), labels)

    found = typical_segments(counts, list("abc"), labels, profiles)

    assert found.filter(pl.col("class") == 1)["row"].to_list() == [3, 4, 5, 6, 7]
