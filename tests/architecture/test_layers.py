"""The import contracts of pyproject.toml hold, and cover every room."""

import tomllib

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.tree import REPOSITORY, rooms, text


CONTRACTS = tomllib.loads(text(REPOSITORY / "pyproject.toml"))["tool"]["importlinter"]["contracts"]


def layered(container: str) -> set[str]:
    """The rooms named by the layers of a package."""
    (contract,) = [one for one in CONTRACTS if one.get("containers") == [container]]
    return {
        room.strip(" ()")
        for layer in contract["layers"]
        for room in layer.split("|")
        if room.strip()
    }


def test_import_contracts_hold(capfd):
    status = lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True)

    assert status == EXIT_STATUS_SUCCESS, capfd.readouterr().out


def test_every_room_of_the_library_has_its_floor():
    assert set(rooms("maillage")) <= layered("maillage")


def test_every_room_of_the_site_has_its_floor():
    assert set(rooms("atelier")) <= layered("atelier")
