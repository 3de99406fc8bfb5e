"""Someone opens a démarche from nothing, with a mouse, on a phone, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect


pytestmark = pytest.mark.browser

OPENING = "/demarches/ouvrir?territoires=fictif&niveau=epci&code=999000001"


def name_it(page: Page, name: str) -> None:
    """Fill what an opening asks, on the page already open."""
    page.get_by_label("ABS obligatoire (CCAS, CIAS)").check()
    page.get_by_label("Nom", exact=True).fill(name)
    page.get_by_label("Organisation pilote").fill("CIAS de Valmeyrac")
    page.get_by_label("Sa nature").select_option(label="CIAS")


@pytest.mark.parametrize("width", [1280, 390])
def test_demarche_is_opened_from_nothing(enter, width):
    page = enter("pilote", "/", width=width)

    page.locator("#recherche").fill("valmeyrac")
    with page.expect_navigation():
        page.get_by_role("button", name="Chercher").last.click()
    page.goto("/")
    page.get_by_role("link", name="Voir un portrait complet, sur un territoire fictif").click()
    expect(page.get_by_role("heading", name="En un regard")).to_be_visible()
    page.get_by_role("link", name="Ouvrir une démarche").first.click()
    name_it(page, f"Analyse des besoins sociaux, écran de {width}")
    page.get_by_role("button", name="Ouvrir la démarche").click()

    expect(page.get_by_text("La démarche est ouverte")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("étapes", re.I)).first).to_be_visible()
    expect(page.get_by_text("Cadrage").first).to_be_visible()
    page.goto("/demarches")
    expect(page.get_by_role("link", name=f"écran de {width}")).to_be_visible()


def test_what_was_typed_is_kept_when_something_lacks(enter):
    page = enter("pilote", OPENING)
    name_it(page, "Une démarche sans âges")
    page.get_by_label("Ou des âges choisis").fill("quarante")

    page.get_by_role("button", name="Ouvrir la démarche").click()

    expect(page.get_by_text("Écrivez deux âges").first).to_be_visible()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Une démarche sans âges")
    expect(page.get_by_label("ABS obligatoire (CCAS, CIAS)")).to_be_checked()


def test_week_of_the_pilote_says_what_to_do_first(enter):
    page = enter("pilote")
    page.get_by_role("link", name="vers la convention territoriale globale").click()

    expect(page.get_by_role("link", name=re.compile("Comité technique"))).to_be_visible()
    expect(
        page.get_by_text("04 65 71 00 12").or_(page.get_by_text("06 39 98")).first
    ).to_be_visible()
    expect(page.get_by_text("Enquête de terrain").first).to_be_visible()


def test_steps_are_read_with_the_keyboard_alone(enter):
    page = enter("pilote")
    link = page.get_by_role("link", name="vers la convention territoriale globale")
    reach(page, link)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    reach(page, page.get_by_role("link", name="Étapes", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/etapes")
    reach(page, page.get_by_role("link", name="Besoins et priorités").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/etapes/*")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Besoins")


def reach(page: Page, wanted, most: int = 80) -> None:
    """Press Tab until this is focused; whoever cannot see it coming would give up."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            box = wanted.bounding_box()
            assert box and box["y"] >= 0, "focused, yet out of sight"
            return
    raise AssertionError(f"{wanted} is out of the keyboard's reach")
