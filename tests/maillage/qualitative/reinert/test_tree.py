"""The hierarchy: which class is split, what each side keeps, what is refused."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from maillage.base.errors import NoData, WrongCall
from maillage.qualitative.reinert.splitting import partition_chi2
from maillage.qualitative.reinert.tree import Rules, grow, walk


def subjects(count: int, *, each: int = 20, words: int = 8, seed: int = 0) -> csr_array:
    """Segments of `count` subjects, each with its own words and a few shared ones."""
    draw = np.random.default_rng(seed)
    rows = np.zeros((count * each, count * words + 4))
    for row in range(rows.shape[0]):
        subject = row // each
        rows[row, subject * words + draw.choice(words, 4, replace=False)] = 1
        rows[row, count * words + draw.integers(4)] = 1
    return csr_array(rows)


def test_each_subject_is_found():
    tree = grow(subjects(4), Rules(classes=4))

    found = [set(tree.labels[start : start + 20]) for start in range(0, 80, 20)]
    assert [len(one) for one in found] == [1, 1, 1, 1]
    assert len(set.union(*found)) == 4


def test_reported_chi2_is_recomputed_on_the_words_of_the_split():
    matrix = subjects(5)
    tree = grow(matrix, Rules(classes=5))

    assert len(tree.splits) == 4
    for node in tree.splits:
        one, two = node.children
        rows = np.concatenate([one.rows, two.rows])
        part = csr_array(matrix[rows][:, node.words])
        first = np.arange(rows.size) < one.size
        assert node.chi2 == pytest.approx(partition_chi2(part, first))
        assert node.chi2 >= node.axis_chi2 - 1e-9


def test_numbers_follow_the_drawing_and_every_row_has_one_class_at_most():
    tree = grow(subjects(3), Rules(classes=3))

    assert [node.number for node in tree.classes] == [1, 2, 3]
    assert sum(node.size for node in tree.classes) == np.count_nonzero(tree.labels)
    assert len(walk(tree.root)) == 5


def test_counts_and_presence_give_the_same_classes():
    matrix = subjects(3)

    assert grow(matrix * 3, Rules(classes=3)).labels.tolist() == (
        grow(matrix, Rules(classes=3)).labels.tolist()
    )


def test_segment_without_word_has_no_class():
    matrix = subjects(2).toarray()
    matrix[7] = 0

    assert grow(csr_array(matrix), Rules(classes=2)).labels[7] == 0


def test_classes_too_small_are_not_split_further():
    tree = grow(subjects(2, each=10), Rules(classes=4, min_members=5))

    assert tree.asked == 4
    assert all(node.size >= 5 for node in tree.classes)


def test_progress_is_told():
    told = []

    grow(subjects(3), Rules(classes=3), progress=lambda done, total: told.append((done, total)))

    assert told == [(2, 3), (3, 3)]


@pytest.mark.parametrize("wanted", [0, 1, 41])
def test_impossible_number_of_classes_is_refused(wanted):
    with pytest.raises(WrongCall, match="de 2 à 40"):
        grow(subjects(2), Rules(classes=wanted))


def test_too_few_segments_for_so_many_classes_are_told():
    with pytest.raises(NoData, match="trop peu pour"):
        grow(subjects(2, each=5), Rules(classes=10))


def test_identical_segments_are_told():
    with pytest.raises(NoData, match="ne se distinguent pas"):
        grow(csr_array(np.ones((30, 5))), Rules(classes=2))


def test_branches_lead_from_the_whole_to_each_class():
    matrix = subjects(3).toarray()
    matrix[7] = 0
    tree = grow(csr_array(matrix), Rules(classes=3))

    assert tree.branches[7] is None
    assert {branch for branch in tree.branches if branch} == {"0.1", "0.2.1", "0.2.2"} or {
        branch for branch in tree.branches if branch
    } == {"0.1.1", "0.1.2", "0.2"}
