"""What components do under the hand: cards move, questions come first, notes save themselves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect


pytestmark = pytest.mark.browser


def sent_by(page: Page, gesture: Callable[[], None]) -> Request:
    """The form posted when the gesture was made; the gallery itself keeps nothing."""
    page.route(
        "**/composants*",
        lambda route: (
            route.fulfill(status=204) if route.request.method == "POST" else route.continue_()
        ),
    )
    with page.expect_request(lambda request: request.method == "POST") as waited:
        gesture()
    return waited.value


def test_card_is_moved_with_the_keyboard_alone(open_page):
    page = open_page("/composants")
    card = page.locator("[data-atelier-card=c1]")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="vers « Les bourgs se vident »")).to_be_focused()

    sent = sent_by(page, lambda: page.keyboard.press("Enter")).post_data_json

    assert (sent["card"], sent["column"], sent["before"]) == ("c1", "bourgs", "")


def test_card_is_dropped_before_another_one(open_page):
    page = open_page("/composants")
    page.locator("[data-atelier-card=c2]").scroll_into_view_if_needed()
    held = page.locator("[data-atelier-card=c2] p").first.bounding_box()
    aim = page.locator("[data-atelier-card=c3]").bounding_box()

    def drag() -> None:
        page.mouse.move(held["x"] + 5, held["y"] + 5)
        page.mouse.down()
        page.mouse.move(aim["x"] + 20, aim["y"] + 12, steps=5)
        page.mouse.up()

    sent = sent_by(page, drag).post_data_json

    assert (sent["card"], sent["column"], sent["before"]) == ("c2", "bourgs", "c3")


def test_escape_lets_go_of_a_card(open_page):
    page = open_page("/composants")
    page.locator("[data-atelier-card=c2]").scroll_into_view_if_needed()
    held = page.locator("[data-atelier-card=c2] p").first.bounding_box()
    page.mouse.move(held["x"] + 5, held["y"] + 5)
    page.mouse.down()
    page.mouse.move(held["x"] + 300, held["y"], steps=4)
    expect(page.locator("[data-atelier-held]")).to_have_count(1)

    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator("[data-atelier-held]")).to_have_count(0)
    assert page.url.endswith("/composants")


def test_what_cannot_be_undone_is_asked_first_and_escape_goes_back(open_page):
    page = open_page("/composants")
    asked = page.get_by_role("link", name="Supprimer l’atelier")
    asked.click()
    expect(page.get_by_role("dialog", name="Supprimer cet atelier ?")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(asked).to_be_focused()


def test_without_a_script_the_question_is_a_page(open_page):
    page = open_page("/composants", script=False)

    page.get_by_role("link", name="Supprimer l’atelier").click()

    expect(page.get_by_role("heading", name="Supprimer cet atelier ?")).to_be_visible()
    expect(page.get_by_role("button", name="Supprimer l’atelier")).to_be_visible()


def test_text_saves_itself_and_says_when(open_page):
    page = open_page("/composants")
    field = page.locator("#id_note-compte_rendu")

    sent = sent_by(page, lambda: field.press_sequentially(" Trois idées."))

    assert "Trois idées." in sent.post_data
    assert sent.headers["x-atelier-autosave"] == "1"
    expect(page.locator("form[data-atelier-autosave] [data-atelier-saved]")).to_contain_text(
        "Enregistré à"
    )


def test_long_list_is_narrowed_and_keeps_what_is_ticked(open_page):
    page = open_page("/composants")
    narrow = page.get_by_role("searchbox", name="Chercher dans la liste : Communes")

    narrow.fill("senechal")

    expect(page.get_by_role("checkbox", name="Le Sénéchal")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Bourg-Haut")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Bourg-Bas")).to_be_hidden()


def test_refused_form_puts_the_focus_on_what_is_wrong(open_page):
    page = open_page("/composants")

    expect(page.locator("[data-atelier-faults]")).to_be_focused()


def test_menu_of_a_demarche_is_folded_on_a_phone(open_page):
    page = open_page("/composants?feuille=demarche", width=390)
    rooms = page.get_by_role("navigation", name="Démarche")
    expect(rooms.get_by_role("link", name="Constats")).to_be_hidden()

    rooms.get_by_text("Pages de la démarche").click()

    expect(rooms.get_by_role("link", name="Constats")).to_be_visible()
