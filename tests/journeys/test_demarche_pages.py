"""Every page of a démarche, as each role sees it: answers, prints no error, has no fault axe sees,
and is never cut off on a phone.

One address of each kind: a démarche has hundreds of pages and some fifty kinds.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from atelier.demonstration import shelf


pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ONE = "/demarches/1"
# Files, and pages that only answer when something is sent.
NOT_PAGES = re.compile(
    r"\.ics|/dossier/|/telecharger/|/documents/\d+$|\.(pdf|docx|xlsx|csv|pptx|zip)$"
)
# What was looked at already: the same page seen by another role is not looked at twice.
SEEN: set[tuple[str, str]] = set()


def kind_of(path: str) -> str:
    """The address without its numbers: pages of one kind are alike."""
    return re.sub(r"\d+", "N", path)


def pages_of(page: Page) -> Iterator[str]:
    """One page of each kind, found as people do: by following links."""
    waiting, known = [ONE], {kind_of(ONE)}
    while waiting:
        path = waiting.pop(0)
        response = page.goto(path)
        assert response.status == 200, f"{path} answers {response.status}"
        yield path
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        for link in links:
            address = urlsplit(link)
            found = address.path
            if not found.startswith(f"{ONE}/") or NOT_PAGES.search(found):
                continue
            if kind_of(found) not in known:
                known.add(kind_of(found))
                waiting.append(f"{found}?{address.query}" if address.query else found)


def faults(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe reproaches the page with, in words."""
    report = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return [
        f"{fault['id']} ({fault['help']}): {node['html'][:160]} — {node['failureSummary'][:200]}"
        for fault in report["violations"]
        for node in fault["nodes"][:2]
    ]


def looked_at(page: Page, scheme: str) -> bool:
    """Whether the very same page was looked at in this theme."""
    text = page.locator("main").inner_html()
    mark = (scheme, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text))
    if mark in SEEN:
        return True
    SEEN.add(mark)
    return False


@pytest.mark.parametrize("role", [role for role in shelf.doors() if role != "administratrice"])
def test_every_page_answers_and_has_no_fault_in_either_theme(enter, role):
    if not AXE.exists():
        pytest.skip("axe-core est absent : lancer « make setup »")
    page = enter(role)
    found = []

    for path in pages_of(page):
        if looked_at(page, "light"):
            continue
        page.evaluate(
            "() => { for (const one of document.querySelectorAll('details')) one.open = true }"
        )
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += [f"{path} — {one}" for one in faults(page, {"type": "tag", "values": RULES})]
        page.emulate_media(color_scheme="dark")
        contrast = {"type": "rule", "values": ["color-contrast"]}
        found += [f"{path}, sombre — {one}" for one in faults(page, contrast)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 390, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.append(f"{path} scrolls sideways on a phone")
        page.set_viewport_size({"width": 1280, "height": 900})

    assert not found, "\n".join(found)


def test_administratrice_has_no_demarche_and_is_told_so(enter):
    page = enter("administratrice")

    assert "Aucune démarche" in page.locator("main").inner_text()


def test_visitor_is_sent_to_the_door(enter):
    page = enter("", ONE)

    assert "/compte/connexion" in page.url
