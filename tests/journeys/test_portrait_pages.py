"""The pages of one figure, the map, the comparison: seen, heard, and used without a mouse."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import AXE, RULES


pytestmark = pytest.mark.browser

PORTRAIT = "/fictif/territoires/epci/999900001/"
FIGURE = f"{PORTRAIT}indicateurs/taux_logements_vacants/"
MAP = f"{PORTRAIT}carte/?indicateur=taux_logements_vacants"
CHOICE = "/fictif/territoires/choisir/?departement=99"
PAGES = [
    FIGURE,
    f"{PORTRAIT}indicateurs/places_ehpad/",
    f"{PORTRAIT}indicateurs/densite/",
    MAP,
    CHOICE,
    "/fictif/territoires/comparer/?q=valmeyrac",
    "/fictif/territoires/comparer/?avec=epci:999900001",
    f"{PORTRAIT}semblables/",
    f"{PORTRAIT}ages/?youngest=40&oldest=25",
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
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_map_reads_without_javascript(open_page):
    page = open_page(MAP, script=False)

    expect(page.locator(".sheet-map svg").first).to_be_visible()
    expect(page.get_by_role("button", name="Afficher")).to_be_visible()


def test_map_that_moves_takes_the_place_of_the_drawing(open_page):
    page = open_page(MAP)

    expect(page.locator(".sheet-map-frame")).to_have_attribute("data-drawn", "", timeout=20000)

    expect(page.get_by_role("button", name="Agrandir")).to_be_visible()
    expect(page.locator("[data-atelier-map-drawing]")).to_be_hidden()


def test_territory_of_the_table_is_told_beside_the_map_with_the_keyboard(open_page):
    page = open_page(MAP)
    expect(page.locator(".sheet-map-frame")).to_have_attribute("data-drawn", "", timeout=20000)

    page.locator("[data-atelier-code='99002'] a").focus()

    expect(page.locator("[data-atelier-map-told]")).to_contain_text("Saint-Aubin")


def test_map_is_moved_and_enlarged_with_the_keyboard(open_page):
    page = open_page(MAP)
    expect(page.locator(".sheet-map-frame")).to_have_attribute("data-drawn", "", timeout=20000)
    canvas = page.locator(".maplibregl-canvas")

    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")

    expect(canvas).to_be_focused()
    expect(canvas).to_have_attribute(
        "aria-label", "Carte\u00a0: Part des logements vacants, par commune, 2021"
    )


def test_map_asks_nothing_of_another_site(open_page):
    asked: list[str] = []
    page = open_page("/")
    page.on("request", lambda request: asked.append(request.url))

    page.goto(MAP)
    page.wait_for_load_state("networkidle")

    assert [
        one for one in asked if not one.startswith(("http://127.0.0.1", "data:", "blob:"))
    ] == []


def test_another_indicator_is_mapped_from_the_list(open_page):
    page = open_page(MAP)

    page.get_by_label("Indicateur", exact=True).select_option("part_65_plus")

    page.wait_for_url("**indicateur=part_65_plus**")
    expect(page.locator(".plate-title").first).to_contain_text("65 ans")


def test_communes_are_ticked_on_the_map_and_in_the_list_alike(open_page):
    page = open_page(CHOICE)
    expect(page.locator(".sheet-map-frame")).to_have_attribute("data-drawn", "", timeout=20000)

    box = page.locator(".maplibregl-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("input[name=communes]:checked")).to_have_count(1)
    page.get_by_label("Saint-Aubin-des-Combes").check()
    page.get_by_role("button", name="Voir leur portrait").click()

    page.wait_for_url(re.compile(r"communes=\d{5}&communes=\d{5}$"))


def test_figure_is_taken_away_with_its_source(open_page, tmp_path):
    page = open_page(FIGURE)

    with page.expect_download() as taken:
        page.locator(".takeaway a[href$='carte.svg']").click()

    kept = tmp_path / "carte.svg"
    taken.value.save_as(kept)
    assert "Source :" in Path(kept).read_text(encoding="utf-8")


def test_link_to_cite_is_selected_when_it_is_entered(open_page):
    page = open_page(FIGURE)

    page.get_by_label("Lien à citer").focus()

    chosen = page.evaluate("getSelection().toString() || document.activeElement.value")
    assert chosen.endswith(FIGURE)


def test_second_territory_is_chosen_by_its_name(open_page):
    page = open_page("/fictif/territoires/comparer/", script=False)

    page.get_by_label("Premier territoire").fill("cc de valmeyrac")
    page.locator("main").get_by_role("button", name="Chercher").click()
    page.locator(".results a").first.click()

    expect(page.get_by_text("Il en faut un second")).to_be_visible()
