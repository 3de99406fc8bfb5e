"""Someone looks for their territory: with the keyboard alone, without JavaScript, on a phone."""

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

PORTRAIT = "/territoires/commune/99002/"


def test_territory_is_found_with_the_keyboard_alone(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    field = page.locator("#recherche")
    expect(field).to_be_focused()

    page.keyboard.type("val", delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "recherche-liste-2")
    page.keyboard.press("Enter")

    page.wait_for_url("**/territoires/commune/99001/")


def test_escape_closes_the_suggestions_and_keeps_the_text(open_page):
    page = open_page("/")
    field = page.locator("#recherche")
    field.press_sequentially("combes", delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("Escape")

    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("combes")


def test_number_of_suggestions_is_announced(open_page):
    page = open_page("/")

    page.locator("#recherche").press_sequentially("val", delay=20)

    expect(page.locator("#recherche-voix")).to_have_text("2 territoires")


def test_search_works_without_javascript(open_page):
    page = open_page("/", script=False)

    page.locator("#recherche").fill("combes")
    page.locator("form.search:not(.search--small) button").click()

    assert page.url.endswith(PORTRAIT)


def test_portrait_reads_well_without_javascript(open_page):
    page = open_page("/fictif/territoires/epci/999900001/?carte=part_65_plus", script=False)

    expect(page.get_by_role("button", name="Afficher")).to_be_visible()
    expect(page.locator(".plate-title").first).to_contain_text("65 ans")


def test_choosing_an_indicator_changes_the_map_only(open_page):
    page = open_page("/fictif/territoires/epci/999900001/")
    page.evaluate("document.body.dataset.kept = 'yes'")

    page.get_by_label("Carte", exact=True).select_option("part_65_plus")

    expect(page.locator(".plate-title").first).to_contain_text("65 ans")
    assert page.evaluate("document.body.dataset.kept") == "yes"
    assert "carte=part_65_plus" in page.url


def test_nothing_is_asked_of_another_site(open_page):
    asked: list[str] = []
    page = open_page("/")
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/fictif/territoires/epci/999900001/")
    page.wait_for_load_state("networkidle")

    assert [one for one in asked if not one.startswith(("http://127.0.0.1", "data:"))] == []
