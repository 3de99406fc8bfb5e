"""A whole site, with its own folder and database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.site import Site, a_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site ready to be used."""
    with a_site(tmp_path / "site") as made:
        installed = made.atelier("install", "--without-admin")
        assert installed.returncode == 0, installed.stderr
        yield made
