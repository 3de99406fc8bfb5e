"""The standalone page."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from maillage.reports.document import Document
from maillage.reports.html import html_page
from maillage.reports.portrait_document import portrait_document
from tests.maillage.reports import fictitious


@pytest.fixture(scope="module")
def page(document: Document) -> str:
    return html_page(document).decode("utf-8")


class Outline(HTMLParser):
    """Headings, unnamed pictures and unclosed tags of a page."""

    VOID = frozenset({"meta", "col", "path", "rect", "circle", "stop", "use"})

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.open: list[str] = []
        self.tables_without_caption = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """Nothing stays open."""


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    return parser


def test_tags_are_balanced_and_headings_never_jump(page: str) -> None:
    found = outline(page)

    assert found.open == []
    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found.headings))


def test_nothing_comes_from_outside(page: str) -> None:
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert not re.search(r"url\((?!data:|#)", page)


def test_every_table_has_a_caption_and_scoped_headers(page: str) -> None:
    assert page.count("<table") == page.count("<caption>")
    assert "<th>" not in page


def test_every_drawing_is_named(page: str) -> None:
    for start in re.finditer(r"<svg[^>]*>", page):
        before = page[max(0, start.start() - 900) : start.start()]
        named = "aria-label" in start.group(0) or 'role="img" aria-label' in before
        assert named, start.group(0)


def test_the_fictitious_label_is_on_every_part(page: str, document: Document) -> None:
    assert page.count("Territoire fictif") == len(document.sections) + 2


def test_a_real_territory_carries_no_label(content: dict[str, Any]) -> None:
    content["territory"]["fictitious"] = False

    assert "fictif" not in html_page(portrait_document(fictitious.told(content))).decode("utf-8")


def test_a_name_is_never_markup(content: dict[str, Any]) -> None:
    content["territory"]["name"] = "<b>Gras</b> & Cie"

    page = html_page(portrait_document(fictitious.told(content))).decode("utf-8")

    assert "<b>Gras" not in page
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; Cie" in page


def test_colons_hold_to_their_word(page: str) -> None:
    body = re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.S)

    assert " :" not in body
    assert "« " not in body


def test_the_page_prints_and_says_its_language(page: str) -> None:
    assert '<html lang="fr">' in page
    assert "@media print" in page
