"""Shared fixtures. Tests use no outside network; real files are read when the folder is there."""

import os
from pathlib import Path

import pytest


REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real published files, or a skip that says why."""
    folder = Path(os.environ.get("MAILLAGE_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("fichiers officiels absents : définir MAILLAGE_SHARED_DATA pour les lire")
    return folder
