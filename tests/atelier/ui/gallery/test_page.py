"""The gallery shows every component, and a sample of every sheet."""

import re
from pathlib import Path

import pytest

import atelier.ui
from atelier.ui.gallery import page


TEMPLATES = Path(atelier.ui.__file__).parent / "templates" / "ui"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
# Components that pages receive from the layouts, or from another component.
WITHIN = {
    "board_column",
    "cell",
    "colophon",
    "comparisons",
    "fictitious_band",
    "field",
    "field_error",
    "fields",
    "form",
    "highlight",
    "knot",
    "masthead",
    "members",
    "overview",
    "pagination",
    "person_menu",
    "plate",
    "table",
    "trend",
}


def test_every_component_starts_with_a_comment_on_its_arguments():
    for path in COMPONENTS:
        start = path.read_text(encoding="utf-8")[:400]

        assert re.match(r"\{#|\{% comment %\}", start), path.name
        assert "rgument" in start, path.name


def test_every_component_has_its_example():
    shown = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("gallery*/*.html"))
    shown += (TEMPLATES / "gallery.html").read_text(encoding="utf-8")

    missing = {path.stem for path in COMPONENTS if f"components/{path.name}" not in shown}
    assert missing - WITHIN == set()
    assert WITHIN - missing == set(), "these exceptions are no longer needed"


def test_gallery_page_shows_an_example_of_a_missing_value(visitor):
    shown = visitor.get("/composants").content.decode()

    assert "secret statistique" in shown
    assert "inventés" in shown


@pytest.mark.parametrize("name", page.SHEETS)
def test_every_sheet_has_its_sample(visitor, name):
    shown = visitor.get("/composants", {"feuille": name}).content.decode()

    assert "<main" in shown
    assert "<h1" in shown


def test_unknown_sheet_is_the_gallery_itself():
    assert page.sheet("ailleurs") == "ui/gallery.html"
    assert page.sheet(None) == "ui/gallery.html"
