"""Shared fixtures. Tests use no outside network; real files are read when the folder is there."""

import os
from pathlib import Path

import pytest
from hypothesis import settings


# A busy machine is slow, not wrong: no example is failed for the time it took.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

REPOSITORY = Path(__file__).resolve().parent.parent
# Ibis 12 still calls a method that DuckDB 2 deprecates; nothing of ours can change it.
NOT_OURS = "ignore:fetch_arrow_table:DeprecationWarning"


def pytest_configure(config: pytest.Config) -> None:
    """Warnings are errors, except those of other people's code calling other people's code."""
    config.addinivalue_line("filterwarnings", NOT_OURS)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real published files, or a skip that says why."""
    folder = Path(os.environ.get("MAILLAGE_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("fichiers officiels absents : définir MAILLAGE_SHARED_DATA pour les lire")
    return folder
