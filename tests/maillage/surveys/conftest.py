"""The fifteen employees of CALMAR's documentation: small enough to read, with published weights."""

import polars as pl
import pytest

from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import answers
from maillage.surveys.weighting.margins import Margin


EMPLOYEES = """
a01 1 1 1 1000 1 10; a02 1 2 2 1100 2 10; a03 2 2 2 1500 4 10; a04 2 3 1 2300 15 10;
a05 2 1 1 1000 2 10; a06 1 1 2 500 3 10; a07 2 2 2 1000 1 10; b01 1 3 2 2000 0 20;
b02 1 1 1 2100 0 20; b03 2 2 1 2000 3 20; b04 2 1 2 3200 6 20; b05 1 1 2 1800 0 20;
b06 1 2 1 2800 0 20; b07 1 3 1 1100 1 20; b08 2 1 2 2500 1 20
"""
COLUMNS = ("id", "department", "category", "sex", "salary", "movies", "weight")


@pytest.fixture
def employees() -> OwnTable:
    rows = [line.split() for line in EMPLOYEES.split(";")]
    return answers(pl.DataFrame(rows, schema=list(COLUMNS), orient="row"))


@pytest.fixture
def employee_margins() -> list[Margin]:
    return [
        Margin("category", {"1": 80, "2": 90, "3": 60}),
        Margin("sex", {"1": 140, "2": 90}),
        Margin("department", {"1": 100, "2": 130}),
        Margin("salary", {"": 470_000}),
    ]
