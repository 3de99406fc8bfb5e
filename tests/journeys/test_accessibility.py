"""Every page, in both themes, wide and narrow: no fault that axe-core can see, nothing cut off.

axe sees about half of what WCAG asks; the keyboard journeys look at the rest.
"""

from pathlib import Path

import pytest


pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PORTRAIT = "/fictif/territoires/epci/999900001/"
PAGES = [
    "/",
    "/recherche/?q=val",
    PORTRAIT,
    f"{PORTRAIT}themes/logement/",
    "/territoires/epci/999/",
    "/territoires/perimetre/",
    "/fictif/territoires/perimetre/?communes=a,xyz",
    "/recherche/?q=zzz",
    "/indicateurs/?mots=logement",
    "/indicateurs/",
    "/indicateurs/taux_chomage_rp/",
    "/donnees/",
    "/composants",
    "/composants?feuille=demarche",
    "/composants?feuille=ecran",
    "/composants?feuille=main",
    "/composants?feuille=papier",
    "/composants?feuille=confirmation",
    "/nulle-part",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_accessibility_fault(open_page, path, width, scheme):
    if not AXE.exists():
        pytest.skip("axe-core est absent : lancer « make setup »")
    page = open_page(path, width=width, scheme=scheme)
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true }"
    )
    page.evaluate(AXE.read_text(encoding="utf-8"))

    report = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )

    faults = [
        f"{fault['id']} ({fault['help']}): {node['html'][:160]} — {node['failureSummary'][:300]}"
        for fault in report["violations"]
        for node in fault["nodes"][:3]
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", PAGES)
def test_phone_never_scrolls_sideways(open_page, path):
    page = open_page(path, width=390)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_drawing_of_a_portrait_has_a_name_or_is_hidden(open_page):
    page = open_page(PORTRAIT)

    nameless = page.evaluate(
        "() => [...document.querySelectorAll('main svg')]"
        ".filter(one => !one.closest('[aria-hidden=true]'))"
        ".filter(one => !one.getAttribute('aria-label')).map(one => one.outerHTML.slice(0, 90))"
    )
    assert nameless == []
