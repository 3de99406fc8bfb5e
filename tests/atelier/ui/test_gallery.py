"""The gallery shows every component."""

import re
from pathlib import Path

import atelier.ui


COMPONENTS = Path(atelier.ui.__file__).parent / "templates" / "ui" / "components"


def test_every_component_starts_with_a_comment_on_its_arguments():
    for path in COMPONENTS.glob("*.html"):
        start = path.read_text(encoding="utf-8")[:400]

        assert re.match(r"\{#|\{% comment %\}", start), path.name
        assert "rgument" in start, path.name


def test_gallery_page_shows_an_example_of_a_missing_value(visitor):
    page = visitor.get("/composants").content.decode()

    assert "secret statistique" in page
    assert "inventés" in page
