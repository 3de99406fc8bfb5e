"""One split: the hand case, the dense twin, and the published split of the 1848 text."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from maillage.qualitative.reinert.splitting import first_axis, partition_chi2, split


# Four segments, four words: two about housing, two about buses.
HAND = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])


def dense_chi2(matrix: np.ndarray, first: np.ndarray) -> float:
    """χ² as taught: observed minus expected, cell by cell."""
    table = np.vstack([matrix[first].sum(axis=0), matrix[~first].sum(axis=0)]).astype(float)
    table = table[:, table.sum(axis=0) > 0]
    if (table.sum(axis=1) == 0).any():
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(((table - expected) ** 2 / expected).sum())


def test_hand_case_is_cut_between_its_two_subjects():
    found = split(csr_array(HAND))

    assert found is not None
    assert found.first.tolist() in ([True, True, False, False], [False, False, True, True])
    # Two rows of (2, 2, 0, 0) and (0, 0, 2, 2): every expected count is 1, eight gaps of 1.
    assert found.chi2 == pytest.approx(8)


@given(arrays(np.int64, (7, 5), elements=st.integers(0, 2)), st.integers(1, 2**7 - 2))
def test_sparse_chi2_equals_the_dense_one(matrix, chosen):
    first = np.array([bool(chosen >> row & 1) for row in range(7)])

    assert partition_chi2(csr_array(matrix), first) == pytest.approx(dense_chi2(matrix, first))


@pytest.mark.parametrize("seed", range(20))
def test_reported_chi2_is_that_of_the_groups_and_no_single_move_raises_it(seed):
    matrix = np.random.default_rng(seed).integers(0, 2, (12, 6))
    matrix = matrix[matrix.sum(axis=1) > 0][:, matrix.sum(axis=0) > 0]

    found = split(csr_array(matrix))

    assert found is not None
    assert found.chi2 == pytest.approx(dense_chi2(matrix, found.first))
    assert found.chi2 >= found.axis_chi2 - 1e-9
    for row in range(matrix.shape[0]):
        other = found.first.copy()
        other[row] = ~other[row]
        assert dense_chi2(matrix, other) <= found.chi2 + 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_first_axis_is_that_of_the_dense_correspondence_analysis(seed):
    matrix = np.random.default_rng(seed).integers(0, 3, (15, 8)) + np.eye(15, 8, dtype=int)
    shares = matrix / matrix.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    residuals = (shares - np.outer(rows, columns)) / np.sqrt(np.outer(rows, columns))
    dense = np.linalg.svd(residuals)[0][:, 0] / np.sqrt(rows)

    sparse = first_axis(csr_array(matrix))

    assert sparse is not None
    assert abs(np.corrcoef(dense, sparse)[0, 1]) == pytest.approx(1)


def test_rows_all_alike_cannot_be_split():
    assert split(csr_array(np.ones((6, 4)))) is None


def test_single_word_or_single_row_cannot_be_split():
    assert split(csr_array(np.ones((6, 1)))) is None
    assert split(csr_array(np.ones((1, 6)))) is None


def test_two_runs_agree():
    matrix = csr_array(np.random.default_rng(3).integers(0, 2, (40, 20)) + np.eye(40, 20))

    first, second = split(matrix), split(matrix)

    assert first is not None
    assert second is not None
    assert first.first.tolist() == second.first.tolist()


def test_published_split_of_the_1848_text_is_found_then_improved(shared_data):
    path = shared_data / "oracles" / "manifeste_dtm.csv"
    if not path.is_file():
        pytest.skip("manifeste_dtm.csv absent")
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.reader(stream))[1:]

    found = split(csr_array(np.array(rows, dtype=float)))

    assert found is not None
    assert found.axis_chi2 == pytest.approx(1117.935, abs=5e-4)
    assert found.chi2 == pytest.approx(1167.859, abs=5e-4)
    assert sorted([found.first.sum(), (~found.first).sum()]) == [70, 208]
