"""A hall for the journeys of a workshop: a site, a workshop prepared in it, who opens its pages.

The site is a real one, served by `atelier serve` on a database of its own.
"""

import json
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from atelier.ui.templatetags.ui import DIST
from tests.factories.site import Site, a_site, until


AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Where to leave pictures of the pages; none when it is not said.
PICTURES = os.environ.get("JOURNEY_PICTURES", "")

PREPARED = """
import json
from datetime import date
from django.test import Client
from atelier.workshops.actions import preparation
from atelier.workshops.models import ActivityKind
from tests.factories import atelier as make
from tests.factories import workshops as making

nadia = make.person(first_name="Nadia", last_name="Ferrand")
sorting = {"themes": ["logement", "mobilite"], "publics": ["jeunes", "familles"]}
demarche = make.demarche(pilot=nadia, **sorting)
shop = preparation.prepare_workshop(
    by=nadia, demarche=demarche, title="Collectif de lancement", held_on=date(2026, 11, 24),
    trame="complete", place="Salle des fêtes",
)
made = {one.kind: one for one in shop.activities.all()}
game = made[ActivityKind.TRUE_FALSE]
making.statement(game)
making.statement(game, text="Un habitant sur trois vit seul.", is_true=False, figure={})
client = Client()
client.force_login(nadia)
print(json.dumps({
    "session": client.cookies["maillage"].value, "demarche": demarche.pk, "shop": shop.pk,
    "code": shop.code, "activities": {kind: one.pk for kind, one in made.items()},
}))
"""


@dataclass
class Hall:
    """A site, a workshop in it, and who opens its pages."""

    site: Site
    base: str
    browser: Browser
    known: dict[str, Any]
    contexts: list[BrowserContext]

    def context(self, width: int, height: int, scheme: str = "light") -> BrowserContext:
        made = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            base_url=self.base,
        )
        self.contexts.append(made)
        return made

    def facilitator(self, width: int = 1280, scheme: str = "light") -> BrowserContext:
        made = self.context(width, 900, scheme)
        cookie = {"name": "maillage", "value": self.known["session"], "url": self.base}
        made.add_cookies([cookie])
        return made

    def phone(self, *, seats: int = 1, college: str = "Habitants") -> Page:
        page = self.context(390, 780).new_page()
        page.goto("/a")
        page.get_by_label("Code de l’atelier").fill(self.known["code"].lower())
        page.get_by_role("button", name="Rejoindre").click()
        page.get_by_text(college, exact=True).click()
        page.get_by_label("Combien de personnes avec ce téléphone").fill(str(seats))
        page.get_by_role("button", name="Entrer dans l’atelier").click()
        return page

    def address(self, part: str = "") -> str:
        return f"/demarches/{self.known['demarche']}/ateliers/{self.known['shop']}{part}"

    def activity(self, kind: str, part: str) -> str:
        return self.address(f"/activites/{self.known['activities'][kind]}{part}")

    def count(self, model: str) -> int:
        code = f"from atelier.workshops.models import {model}\nprint({model}.objects.count())"
        return int(self.site.python(code))


@pytest.fixture
def hall(browser: Browser, tmp_path: Path) -> Iterator[Hall]:
    """A workshop prepared from its trame, on a served site."""
    if not (DIST / "manifest.json").exists():
        pytest.skip("pages non construites : lancer « make setup »")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with a_site(tmp_path / "site") as site:
        migrated = site.atelier("migrate", "--no-input")
        assert migrated.returncode == 0, migrated.stderr
        known = json.loads(site.python(PREPARED))
        site.start("serve", "--port", str(port), "--without-worker")
        until(lambda: _answers(port))
        made = Hall(site, f"http://localhost:{port}", browser, known, [])
        yield made
        for context in made.contexts:
            context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def look(page: Page) -> None:
    """No fault that axe can see."""
    if not AXE.exists():
        pytest.skip("axe-core est absent : lancer « make setup »")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    faults = [
        f"{fault['id']} ({fault['help']}): {node['html'][:200]}"
        for fault in report["violations"]
        for node in fault["nodes"][:3]
    ]
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
