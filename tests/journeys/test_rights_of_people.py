"""Rights: the journal, a term, a démarche taken away and brought back, a person erased.

The site is a real one, served by `atelier serve` with its worker, on a database of its own.
"""

import json
import os
import socket
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from atelier.ui.templatetags.ui import DIST
from tests.factories.site import Site, a_site, until


pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Where to leave pictures of the pages; none when it is not said.
PICTURES = os.environ.get("JOURNEY_PICTURES", "")
PREPARED = """
import json
from django.test import Client
from atelier.audit.actions import record
from atelier.demarches.models import InstanceKind, MandateFunction, Role
from tests.factories import atelier as given
from tests.factories import meetings as gathering

people = {
    "pilote": given.person(first_name="Nadia", last_name="Ferrand"),
    "admin": given.administrator(first_name="Odile", last_name="Haddad"),
    "elu": given.person(first_name="Lucien", last_name="Castaing", telephone="04 99 99 00 12"),
}
opened = given.demarche(pilot=people["pilote"], name="ABS de Valmeyrac")
copil = gathering.copil(demarche=opened)
given.mandate(person=people["elu"], instance=copil, role=Role.COPIL, function=MandateFunction.CHAIR)
meeting = gathering.meeting(instance=copil, minutes="Lucien Castaing ouvre la séance.")
gathering.decision(instance=copil, meeting=meeting, text="Les douze constats sont validés.")
for rank in range(60):
    record("meetings.changed", by=people["pilote"], target=meeting, demarche_id=opened.pk,
           before={"place": "Mairie"}, after={"place": "Salle des fêtes"})
record("meetings.answered", by=people["elu"], target=meeting, demarche_id=opened.pk,
       after={"answer": "yes", "note": "Je serai en retard"})
sessions = {}
for name, person in people.items():
    client = Client()
    client.force_login(person)
    sessions[name] = client.cookies["maillage"].value
print(json.dumps({"sessions": sessions, "demarche": opened.pk, "elu": people["elu"].pk}))
"""


class Office:
    """A site, and who opens its pages."""

    def __init__(self, site: Site, base: str, browser: Browser, known: dict[str, Any]) -> None:
        self.site, self.base, self.browser, self.known = site, base, browser, known
        self.contexts: list[BrowserContext] = []

    def page(self, who: str, *, width: int = 1280, scheme: str = "light") -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            base_url=self.base,
            accept_downloads=True,
        )
        if who:
            value = self.known["sessions"][who]
            context.add_cookies([{"name": "maillage", "value": value, "url": self.base}])
        self.contexts.append(context)
        return context.new_page()


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    if not (DIST / "manifest.json").exists():
        pytest.skip("pages non construites : lancer « make setup »")
    with a_site(tmp_path_factory.mktemp("rights")) as site:
        port = _free_port()
        site.environment |= {"ATELIER_HOSTS": "127.0.0.1", "PORT": str(port)}
        done = site.atelier("migrate")
        assert done.returncode == 0, done.stderr
        known = json.loads(site.python(PREPARED).splitlines()[-1])
        serving = site.start("serve", "--port", str(port))
        threading.Thread(target=serving.stdout.read, daemon=True).start()
        base = f"http://127.0.0.1:{port}"
        until(lambda: _answers(base))
        opened = Office(site, base, browser, known)
        yield opened
        for context in opened.contexts:
            context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/healthz", timeout=2):  # noqa: S310 — our own site
            return True
    except OSError:
        return False


def faults(page: Page) -> list[str]:
    """What axe reproaches the page with, every fold open."""
    if not AXE.exists():
        pytest.skip("axe-core est absent : lancer « make setup »")
    page.evaluate("() => document.querySelectorAll('main details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{fault['id']}: {node['html'][:160]} — {node['failureSummary'][:200]}"
        for fault in report["violations"]
        for node in fault["nodes"][:3]
    ]


PAGES: dict[str, Callable[[dict[str, Any]], str]] = {
    "pilote-journal": lambda known: f"/demarches/{known['demarche']}/journal",
    "pilote-vide": lambda known: f"/demarches/{known['demarche']}/journal?day=2001-01-01",
    "pilote-conservation": lambda known: f"/demarches/{known['demarche']}/journal/conservation",
    "pilote-archive": lambda known: f"/demarches/{known['demarche']}/journal/archive",
    "pilote-reprendre": lambda known: "/demarches/reprendre",
    "pilote-donnees": lambda known: "/mes-donnees",
    "pilote-effacement": lambda known: "/mes-donnees/effacer",
    "admin-personnes": lambda known: "/administration/personnes",
    "admin-effacer": lambda known: f"/administration/personnes/{known['elu']}/effacer",
    "admin-legales": lambda known: "/administration/pages-legales",
    "admin-rediger": lambda known: "/administration/pages-legales/mentions-legales",
    "-mentions": lambda known: "/mentions-legales",
    "-accessibilite": lambda known: "/accessibilite",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_fault_in_both_themes(office, name, width):
    for scheme in ("light", "dark"):
        page = office.page(name.partition("-")[0], width=width, scheme=scheme)
        response = page.goto(PAGES[name](office.known))
        assert response.status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}-{scheme}.png", full_page=True)
        assert faults(page) == []
        page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_journal_is_filtered_by_person(office, width):
    page = office.page("pilote", width=width)
    page.goto(f"/demarches/{office.known['demarche']}/journal")

    page.get_by_label("Qui").select_option(label="Lucien Castaing")

    expect(page.get_by_text("a répondu à une convocation")).to_be_visible()
    expect(page.get_by_text("a modifié une réunion")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_demarche_leaves_as_a_file_and_is_taken_up(office, width, tmp_path):
    page = office.page("pilote", width=width)
    page.goto(f"/demarches/{office.known['demarche']}/journal/archive")
    with page.expect_navigation():
        page.locator("form[action$='/archive/exporter'] button").click()
    download = page.get_by_role("link", name="Télécharger l’archive")
    until(lambda: page.reload() and download.count())
    with page.expect_download() as waiting:
        download.click()
    path = tmp_path / "archive.zip"
    waiting.value.save_as(path)

    other = office.page("admin", width=width)
    other.goto("/demarches/reprendre")
    other.get_by_label("L’archive").set_input_files(path)
    other.get_by_role("button", name="Vérifier et reprendre").click()
    other.get_by_role("link", name="Ouvrir la démarche").click()

    expect(other.get_by_text("ABS de Valmeyrac").first).to_be_visible()


def test_wrong_file_is_refused_with_what_to_do(office, tmp_path):
    path = tmp_path / "photo.zip"
    path.write_bytes(b"une photographie")
    page = office.page("admin", width=390)
    page.goto("/demarches/reprendre")
    page.get_by_label("L’archive").set_input_files(path)

    page.get_by_role("button", name="Vérifier et reprendre").click()

    expect(page.get_by_text("Rien n’a été changé ici").first).to_be_visible()


def test_person_is_erased_and_the_chair_stays_on_record(office):
    page = office.page("elu", width=390)
    page.goto("/mes-donnees")
    page.get_by_role("link", name="Demander mon effacement").click()
    page.get_by_label("Pour confirmer").fill("oui")
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_text("Écrivez le mot « effacer »").first).to_be_visible()

    page.get_by_label("Pour confirmer").fill("effacer")
    page.get_by_role("button", name="Effacer").click()

    expect(page.get_by_role("heading", name="C’est fait")).to_be_visible()
    told = office.site.python(
        "from atelier.accounts.models import Person\n"
        "from atelier.demarches.models import Mandate\n"
        "from atelier.meetings.models import Meeting\n"
        f"one = Person.objects.get(pk={office.known['elu']})\n"
        "seat = Mandate.objects.filter(person=one).order_by('pk').first()\n"
        "print(one.label, one.email, seat.label,"
        " Meeting.objects.order_by('pk').first().minutes, sep='|')"
    )
    label = f"Personne effacée {office.known['elu']}"
    assert told == f"{label}|None|Lucien Castaing|{label} ouvre la séance."


def test_last_pilote_is_told_to_hand_over(office):
    page = office.page("pilote")

    page.goto("/mes-donnees/effacer")

    expect(page.get_by_text("passez d’abord la main")).to_be_visible()
