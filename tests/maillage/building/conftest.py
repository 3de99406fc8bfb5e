"""A small fictitious geography, and an empty build folder."""

import pytest

from maillage.building.workplace import Workplace
from maillage.geography import Geography, build_geography
from maillage.store import Store
from tests.maillage.geography import fictitious


@pytest.fixture
def geography(tmp_path):
    build_geography(fictitious.tables(), tmp_path / "geography")
    return Geography.load(tmp_path / "geography")


@pytest.fixture
def place(tmp_path):
    return Workplace(Store(str(tmp_path / "entrepot")))
