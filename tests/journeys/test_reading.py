"""Someone reads a portrait: on a phone, with the keyboard, on paper, without JavaScript."""

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

PORTRAIT = "/fictif/territoires/epci/999900001/"


def test_themes_are_folded_on_a_phone_and_open_with_the_keyboard(open_page):
    page = open_page(PORTRAIT, width=390)
    fold = page.locator("#logement details")
    expect(fold).not_to_have_attribute("open", "")

    fold.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(fold).to_have_attribute("open", "")
    expect(fold.locator(".indicator-value").first).to_be_visible()


def test_theme_asked_for_in_the_index_opens(open_page):
    page = open_page(PORTRAIT, width=390)

    page.locator(".contents a[href='#logement']").click()

    expect(page.locator("#logement details")).to_have_attribute("open", "")
    expect(page.locator("#logement-titre")).to_be_in_viewport()


def test_themes_are_open_on_a_desk(open_page):
    page = open_page(PORTRAIT)

    expect(page.locator("#logement .indicator-value").first).to_be_visible()
    expect(page.locator("#logement summary")).to_be_hidden()


def test_themes_stay_open_on_a_phone_without_javascript(open_page):
    page = open_page(PORTRAIT, width=390, script=False)

    expect(page.locator("#logement .indicator-value").first).to_be_visible()


def test_everything_is_printed_from_a_phone_too(open_page):
    page = open_page(PORTRAIT, width=390)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#logement details")).not_to_have_attribute("open", "")


def test_links_of_the_page_stay_at_hand_and_never_cover_their_target(open_page):
    page = open_page(PORTRAIT)
    page.get_by_role("navigation", name="Dans cette page").get_by_role(
        "link", name="Communes"
    ).click()

    expect(page.get_by_role("navigation", name="Dans cette page")).to_be_in_viewport()
    bar = page.locator(".in-page").bounding_box()
    title = page.locator("#communes").bounding_box()
    assert title["y"] >= bar["y"] + bar["height"]


def test_map_of_a_phone_has_larger_names(open_page):
    page = open_page(PORTRAIT, width=390)

    expect(page.locator(".chart-map .names").first).to_be_hidden()
    expect(page.locator(".chart-map .names-larger text").first).to_be_visible()


def test_several_communes_are_gathered_by_their_names(open_page):
    page = open_page("/fictif/territoires/perimetre/", script=False)

    page.get_by_label("Noms des communes").fill("Valmeyrac, saint-aubin")
    page.get_by_role("button", name="Voir leur portrait").click()

    expect(page.get_by_role("heading", name="En un regard")).to_be_visible()
