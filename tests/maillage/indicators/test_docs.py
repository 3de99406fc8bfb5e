"""The printed catalogue: complete, deterministic, and the one that is committed."""

import re
from pathlib import Path

from maillage.base.french import UNIT_SUFFIXES
from maillage.indicators.cards import cards
from maillage.indicators.docs import pages, unit_label, write_docs


COMMITTED = Path(__file__).parents[3] / "docs" / "indicateurs"


def test_committed_pages_are_those_the_cards_give() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.glob("*.md")}

    assert committed == pages(), "lancez python -m maillage.indicators.docs"


def test_every_card_is_printed_once() -> None:
    anchors = [
        name for text in pages().values() for name in re.findall(r'<a id="(\w+)"></a>', text)
    ]

    assert sorted(anchors) == sorted(cards())


def test_every_link_leads_to_a_card() -> None:
    for text in pages().values():
        for page, anchor in re.findall(r"\]\((\w+)\.md#(\w+)\)", text):
            assert cards()[anchor].theme == page


def test_pages_of_vanished_themes_are_removed(tmp_path: Path) -> None:
    (tmp_path / "ancien_theme.md").write_text("obsolète", encoding="utf-8")

    written = write_docs(tmp_path)

    assert sorted(tmp_path.glob("*.md")) == sorted(written)
    assert {path.name for path in written} == set(pages())


def test_every_unit_has_a_name() -> None:
    assert all(unit_label(unit) for unit in UNIT_SUFFIXES)
