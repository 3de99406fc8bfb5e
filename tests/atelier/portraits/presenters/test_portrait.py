"""A whole portrait, section by section."""

from atelier.portraits.places import FICTITIOUS, REAL, Place
from atelier.portraits.presenters import portrait as pages
from tests.atelier import fiction


PLACE = Place(FICTITIOUS, "epci", fiction.CODE)


def test_overview_holds_the_fifteen_first_indicators():
    assert len(pages.overview(fiction.portrait(), PLACE)["rows"]) == 15


def test_overview_stands_beside_another_territory_without_peers():
    content = fiction.portrait()
    for row in content["indicators"]:
        row["position"] = None

    shown = pages.overview(content, PLACE)

    assert not shown["has_positions"]
    assert shown["against"] == "Haute-Combe (fictif)"


def test_theme_without_any_value_names_what_is_missing():
    handicap = next(
        row for row in pages.themes(fiction.portrait(), PLACE) if row["id"] == "handicap"
    )

    assert handicap["key"] == []
    assert handicap["shown_text"] == "0 sur 1"


def test_themes_keep_their_order_and_all_fifteen_are_there():
    ranks = [row["rank"] for row in pages.themes(fiction.portrait(), PLACE)]

    assert ranks == list(range(1, 16))


def test_unknowns_with_one_reason_are_said_once():
    content = fiction.portrait()
    first = content["unknowns"][0]
    content["unknowns"] = [first, {**first, "label": "Autre"}]

    (theme,) = pages.unknowns(content)

    assert theme["count"] == "2\u00a0manques"
    assert len(theme["gaps"]) == 1


def test_whom_to_ask_is_told_for_what_has_no_open_source():
    asks = {gap["ask"] for theme in pages.unknowns(fiction.portrait()) for gap in theme["gaps"]}

    assert "À demander : Caf de votre département" in asks


def test_fiches_are_offered_for_few_communes_only():
    content = fiction.portrait()
    names = [row["name"] for row in pages.downloads(content, PLACE)]
    assert "Fiches communales" in names

    content["territory"]["communes"] = [f"{code:05d}" for code in range(500)]
    assert "Fiches communales" not in [row["name"] for row in pages.downloads(content, PLACE)]


def test_similar_territories_are_links_in_the_real_store():
    found = pages.peers(fiction.portrait(), Place(REAL, "epci", fiction.CODE))

    assert found["nearest"][0]["url"] == "/territoires/epci/200000001/"
    assert found["label"].startswith("633 intercommunalités")


def test_unknown_theme_has_no_page():
    assert pages.theme_page(fiction.portrait(), PLACE, "astrologie") is None
