"""The programs given to HiGHS: silent, on one thread, their status always read.

Two instances set to different numbers of threads make HiGHS answer zeros without a word: every
program here asks for the same number.
"""

import highspy
import numpy as np
from scipy import sparse


FAR = 2
MOST_NEAR = 400
# Nodes depend on the program alone; seconds on the machine: they only stop what went astray.
MOST_NODES = 2_000
LATE_SECONDS = 120.0

Pair = tuple[np.ndarray, np.ndarray]
Problem = tuple[sparse.csr_matrix, Pair, Pair]


def linear_program(columns: sparse.csc_matrix, rows: Pair, bounds: Pair) -> highspy.Highs:
    """A HiGHS program ready to run, silent, on one thread (the same for every program)."""
    problem = highspy.HighsLp()
    problem.num_row_, problem.num_col_ = columns.shape
    problem.col_cost_ = np.zeros(problem.num_col_)
    problem.col_lower_, problem.col_upper_ = bounds
    problem.row_lower_, problem.row_upper_ = rows
    problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    problem.a_matrix_.start_ = columns.indptr
    problem.a_matrix_.index_ = columns.indices
    problem.a_matrix_.value_ = columns.data
    program = highspy.Highs()
    program.setOptionValue("output_flag", False)
    program.setOptionValue("threads", 1)
    program.setOptionValue("presolve", "off")
    program.setOptionValue("simplex_strategy", 4)
    program.passModel(problem)
    return program


def whole_table(matrix: sparse.csr_matrix, rows: Pair, bounds: Pair) -> np.ndarray | None:
    """Any table of whole numbers with these sums, or None when none was found in so many nodes."""
    program = linear_program(matrix.tocsc(), rows, bounds)
    return _whole_optimum(program, matrix.shape[1])


def _whole_optimum(program: highspy.Highs, size: int) -> np.ndarray | None:
    kinds = np.full(size, highspy.HighsVarType.kInteger)
    program.changeColsIntegrality(size, np.arange(size, dtype=np.int32), kinds)
    program.setOptionValue("presolve", "on")
    program.setOptionValue("mip_max_nodes", MOST_NODES)
    program.setOptionValue("time_limit", LATE_SECONDS)
    program.run()
    if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.asarray(program.getSolution().col_value).round()


def neighbourhood(matrix: sparse.csr_matrix, cell: int) -> np.ndarray:
    """The cells tied to this one by one or two equations, itself first, the nearest kept."""
    found = [cell]
    seen = {cell}
    columns = matrix.tocsc()
    for _ in range(FAR):
        for one in list(found):
            for row in columns.indices[columns.indptr[one] : columns.indptr[one + 1]]:
                for other in matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]:
                    if int(other) not in seen and len(found) < MOST_NEAR:
                        seen.add(int(other))
                        found.append(int(other))
    return np.array(found)


def moved_nearby(
    problem: Problem, base: np.ndarray, near: np.ndarray, sign: float
) -> np.ndarray | None:
    """A whole table equal to `base` away from `near`, its first cell as low (or high) as can be."""
    matrix, rows, bounds = problem
    inside = matrix[:, near]
    touched = np.nonzero(np.diff(inside.indptr))[0]
    rest = base.copy()
    rest[near] = 0.0
    left = matrix[touched] @ rest
    program = linear_program(
        inside[touched].tocsc(),
        (rows[0][touched] - left, rows[1][touched] - left),
        (bounds[0][near], bounds[1][near]),
    )
    program.changeColCost(0, sign)
    inner = _whole_optimum(program, near.size)
    if inner is None:
        return None
    table = base.copy()
    table[near] = inner
    return table
