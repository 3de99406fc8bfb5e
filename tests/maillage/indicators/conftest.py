"""One DuckDB engine for the whole folder: opening one costs more than most tests."""

import pytest

from maillage.indicators.engines import Engine
from tests.factories.computing import Workshop


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The embedded engine."""
    return Engine()


@pytest.fixture
def workshop(tmp_path, engine) -> Workshop:
    """Where a few rows are computed."""
    return Workshop(tmp_path, engine)
