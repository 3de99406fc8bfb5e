"""Every module has its test file, at the same place under tests/."""

from datetime import date
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, REPOSITORY, files, name


# Wiring that says what is where and decides nothing.
WIRING = {"__init__.py", "apps.py", "asgi.py", "manage.py", "urls.py", "wsgi.py", "__main__.py"}

# path -> day by which it must be gone
MODULES_ALLOWED_WITHOUT_TEST: dict[str, date] = {}

MODULES = [
    path for path in files(*PACKAGES) if path.name not in WIRING and "migrations" not in path.parts
]


def mirror(path: Path) -> Path:
    inside = path.relative_to(REPOSITORY)
    return REPOSITORY / "tests" / inside.parent / f"test_{inside.name.lstrip('_')}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_has_its_test_file(path):
    exempted = name(path) in MODULES_ALLOWED_WITHOUT_TEST

    if not (exempted or mirror(path).is_file()):
        pytest.fail(f"{name(mirror(path))} is missing", pytrace=False)


def test_every_exemption_is_still_needed_and_not_overdue():
    for exempted, day in MODULES_ALLOWED_WITHOUT_TEST.items():
        path = REPOSITORY / exempted
        assert path.is_file(), f"{exempted} is gone: remove it from the exemptions"
        assert not mirror(path).is_file(), f"{exempted} has its test now: remove it"
        assert day >= date.today(), f"{exempted} was to have a test by {day}"
