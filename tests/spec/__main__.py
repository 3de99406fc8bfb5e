"""`python -m tests.spec [NAME…]`: write the method sheets into docs/methodes."""

import importlib
import os
import sys
from pathlib import Path

import django

from tests.spec.sheets import Sheet


def sheets() -> list[Sheet]:
    """Every `SHEET` of the modules of this folder."""
    modules = [
        importlib.import_module(f"tests.spec.{path.stem}")
        for path in sorted(Path(__file__).parent.glob("test_*.py"))
    ]
    found = [getattr(module, "SHEET", None) for module in modules]
    return [sheet for sheet in found if isinstance(sheet, Sheet)]


if __name__ == "__main__":
    # Some sheets draw the tables of the site.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.config.settings")
    django.setup()
    for sheet in sheets():
        if not sys.argv[1:] or sheet.name in sys.argv[1:]:
            sheet.path.write_text(sheet.render(), encoding="utf-8")
            print(sheet.path)  # noqa: T201
