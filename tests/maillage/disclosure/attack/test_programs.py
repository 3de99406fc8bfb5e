"""The programs given to HiGHS."""

import highspy
import numpy as np
from scipy import sparse

from maillage.disclosure.attack.programs import (
    linear_program,
    moved_nearby,
    neighbourhood,
    whole_table,
)


SUM = sparse.csr_matrix(np.array([[1.0, 1.0]]))
TEN = (np.array([10.0]), np.array([10.0]))
POSITIVE = (np.zeros(2), np.full(2, np.inf))


def test_two_programs_of_one_process_both_answer():
    for _ in range(2):
        program = linear_program(SUM.tocsc(), TEN, POSITIVE)
        program.changeColCost(0, 1.0)
        program.run()
        assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal
        assert list(program.getSolution().col_value) == [0, 10]


def test_whole_table_has_the_sums_asked():
    assert whole_table(SUM, TEN, POSITIVE).sum() == 10


def test_impossible_sums_have_no_whole_table():
    assert whole_table(SUM, (np.array([0.5]), np.array([0.5])), POSITIVE) is None


def test_neighbourhood_starts_with_the_cell_and_follows_its_sums():
    matrix = sparse.csr_matrix(np.array([[1.0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]]))

    assert neighbourhood(matrix, 0).tolist() == [0, 1, 2]


def test_move_nearby_leaves_the_rest_as_it_was():
    matrix = sparse.csr_matrix(np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]]))
    sums = (np.array([5.0, 7.0]), np.array([5.0, 7.0]))
    bounds = (np.zeros(4), np.full(4, np.inf))

    table = moved_nearby((matrix, sums, bounds), np.array([2.0, 3, 4, 3]), np.array([0, 1]), -1.0)

    assert table.tolist() == [5, 0, 4, 3]
