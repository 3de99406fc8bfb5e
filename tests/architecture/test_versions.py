"""One Python version and one list of libraries, said the same everywhere."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.architecture.tree import PACKAGES, REPOSITORY, files, syntax, text


PROJECT = tomllib.loads(text(REPOSITORY / "pyproject.toml"))
REQUIREMENTS = REPOSITORY / "requirements"


def pinned(file_name: str) -> dict[str, str]:
    """Library → version of a locked file."""
    found = re.findall(r"^([a-z0-9-]+)==(\S+)", text(REQUIREMENTS / file_name), flags=re.MULTILINE)
    return dict(found)


def wanted(requirements: list[str]) -> set[str]:
    """Bare names of requirements: `ibis-framework[duckdb]>=11` → `ibis-framework`."""
    return {re.split(r"[\[<>=!~ ;]", one)[0].lower().replace("_", "-") for one in requirements}


def test_python_version_is_the_same_everywhere():
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py311"
    assert PROJECT["tool"]["mypy"]["python_version"] == "3.11"
    assert "--python-version 3.11" in text(REPOSITORY / "Makefile")


def imported() -> set[str]:
    """Top-level modules of other people that our packages import."""
    found = set()
    for path in files(*PACKAGES):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - set(PACKAGES)


def test_every_library_imported_is_declared():
    extras = PROJECT["project"]["optional-dependencies"].values()
    declared = wanted(PROJECT["project"]["dependencies"]).union(*map(wanted, extras))
    owners = packages_distributions()

    for module in sorted(imported()):
        assert declared & wanted(owners.get(module, [module])), f"{module} is not declared"


def test_every_library_is_locked():
    extras = PROJECT["project"]["optional-dependencies"].values()
    tests = PROJECT["dependency-groups"]["test"]

    assert wanted(PROJECT["project"]["dependencies"]) <= set(pinned("base.txt"))
    assert wanted([*tests, *(one for extra in extras for one in extra)]) <= set(pinned("test.txt"))


def test_tests_run_on_the_versions_people_install():
    base, test = pinned("base.txt"), pinned("test.txt")

    assert {library: test.get(library) for library in base} == base


def test_every_locked_library_has_its_fingerprint():
    for path in REQUIREMENTS.glob("*.txt"):
        blocks = re.split(r"^(?=[a-z0-9-]+==)", text(path), flags=re.MULTILINE)[1:]

        assert blocks
        assert all("--hash=sha256:" in block for block in blocks)


def test_definitions_travel_inside_the_wheel():
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert wheel["packages"] == ["maillage", "atelier"]
    assert wheel["force-include"] == {"definitions": "maillage/definitions"}
