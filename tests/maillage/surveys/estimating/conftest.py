"""The Californian schools of R survey, and its designs."""

import numpy as np
import pytest

from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import known_numbers_of, read_answers


class Schools:
    """A sample of schools: numbers by column, everyone chosen."""

    def __init__(self, table: OwnTable) -> None:
        self.table = table
        self.everyone = np.ones(table.frame.height, dtype=bool)

    def numbers(self, name: str) -> np.ndarray:
        return known_numbers_of(self.table, name)


@pytest.fixture(scope="session")
def clusters(shared_data) -> Schools:
    return Schools(read_answers(shared_data / "oracles" / "apiclus1.csv"))


@pytest.fixture(scope="session")
def strata(shared_data) -> Schools:
    return Schools(read_answers(shared_data / "oracles" / "apistrat.csv"))
