"""Someone whose portrait is almost empty deposits a wrong file, removes it, then the right one."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from atelier.ui.templatetags.ui import DIST
from maillage.building import build
from maillage.sources.intake import take
from maillage.store import Store
from tests.factories import published
from tests.factories.site import Site, a_site, until
from tests.journeys.conftest import PATIENCE, _answers, _free_port


pytestmark = pytest.mark.browser

PORTRAIT = f"/territoires/epci/{published.EPCI}/"


@dataclass
class Desk:
    """A site that knows territories and no census, and whoever opens its pages."""

    site: Site
    open: Callable[..., Page]

    @property
    def deposited(self) -> list[Path]:
        return list(self.site.folder.glob("depots/*/*"))


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    if not (DIST / "manifest.json").exists():
        pytest.skip("pages non construites : lancer « make setup »")
    store = Store(str(tmp_path / "entrepot"))
    take(published.write_division(tmp_path), store)
    build(store)
    (tmp_path / "site").mkdir()
    with a_site(tmp_path / "site") as site:
        port = _free_port()
        site.environment |= {
            "ATELIER_HOSTS": "127.0.0.1",
            "MAILLAGE_DATA": str(tmp_path / "entrepot"),
            "PORT": str(port),
        }
        done = site.atelier("migrate")
        assert done.returncode == 0, done.stderr
        serving = site.start("serve", "--port", str(port))
        threading.Thread(target=serving.stdout.read, daemon=True).start()
        base = f"http://127.0.0.1:{port}"
        until(lambda: _answers(f"{base}/healthz"))
        contexts = []

        def open_one(path: str, *, width: int) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, base_url=base, locale="fr-FR"
            )
            context.set_default_timeout(PATIENCE)
            contexts.append(context)
            page = context.new_page()
            page.goto(path)
            return page

        yield Desk(site, open_one)
        for context in contexts:
            context.close()


def give(page: Page, path: Path) -> None:
    """Deposit a file on the page « Données »."""
    page.get_by_label("Fichiers officiels").set_input_files(path)
    page.get_by_role("button", name="Déposer", exact=True).click()


@pytest.mark.parametrize("width", [1280, 390])
def test_wrong_file_is_removed_then_the_right_one_fills_the_portrait(desk, width, tmp_path):
    wrong = tmp_path / "Suivi de Marie Fictive.csv"
    wrong.write_text("nom;prénom\nFictive;Marie\n", encoding="utf-8")
    right = published.write_census(tmp_path)

    page = desk.open(PORTRAIT, width=width)
    lacks = page.get_by_role("region", name="Ce qui manque ici")
    expect(lacks.get_by_role("link", name="Dossier complet")).to_be_visible()
    lacks.get_by_role("link", name="Déposer ces").click()

    give(page, wrong)
    expect(page.get_by_text("n’est aucun des fichiers connus")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("effacé dans 30 jours")).to_be_visible()
    expect(page.get_by_role("link", name="Revenir aux données")).to_be_visible()
    assert len(desk.deposited) == 1
    page.get_by_role("button", name="Supprimer ce fichier").click()
    expect(page.get_by_text("Les fichiers de ce dépôt sont supprimés.")).to_be_visible()
    assert desk.deposited == []

    give(page, right)
    expect(page.get_by_text("indicateurs ajoutés")).to_be_visible(timeout=2 * PATIENCE)
    page.get_by_role("link", name="Voir le portrait de mon territoire").click()
    page.locator("main").get_by_role("combobox").fill("Val d’Annelle")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="CC du Val d’Annelle", level=1)).to_be_visible()
    expect(page.get_by_text("des logements sont vacants").first).to_be_visible()
