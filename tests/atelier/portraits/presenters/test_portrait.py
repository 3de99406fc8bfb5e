"""A whole portrait, section by section."""

import pytest

from atelier.portraits.places import FICTITIOUS, REAL, Place
from atelier.portraits.presenters import portrait as pages
from tests.atelier import fiction


PLACE = Place(FICTITIOUS, "epci", fiction.CODE)


def test_overview_shows_what_has_a_value_and_names_the_rest_of_the_fifteen():
    shown = pages.overview(fiction.portrait(), PLACE)

    assert len(shown["rows"]) == 13
    assert not any(row["is_missing"] for row in shown["rows"])
    assert shown["gaps"]["missing"].startswith("1\u00a0repère manque encore\u00a0: taux")


def test_secret_is_never_told_as_something_to_obtain():
    told = pages.overview(fiction.portrait(), PLACE)["gaps"]

    assert told["secret"] == "1\u00a0repère est couvert par le secret\u00a0: taux de pauvreté."
    assert "pauvreté" not in told["missing"]


def test_acronyms_keep_their_capitals_within_a_sentence():
    rows = [
        {"label": label, "is_missing": True, "is_secret": False}
        for label in ("Ehpad", "APL aux médecins", "Part des logements HLM")
    ]

    told = pages.gaps(rows, "repère")["missing"]

    assert told.endswith("Ehpad, APL aux médecins, part des logements HLM.")


def test_theme_page_keeps_an_indicator_known_for_some_members_only():
    content = fiction.portrait()
    poverty = next(row for row in content["indicators"] if row["id"] == "taux_pauvrete")

    page = pages.theme_page(content, PLACE, "revenus")

    assert page["others"][-1]["id"] == poverty["id"]


def test_country_is_its_own_kind():
    content = fiction.portrait()
    content["territory"]["level"] = "france"

    assert pages.heading(content, PLACE)["kicker"] == "Portrait de territoire"


def test_links_lead_only_to_the_parts_that_are_there():
    page = {
        "overview": {"rows": [1]},
        "themes": [1],
        "members": None,
        "unknowns": [],
        "downloads": [1],
    }

    assert [link["url"] for link in pages.parts(page)] == ["#regard", "#themes", "#emporter"]


def test_address_of_a_download_is_left_to_the_page_of_the_sources():
    content = fiction.portrait()
    (row, *_) = content["unknowns"]
    ask = "Télécharger « Finess » — Drees, https://finess.example"
    content["unknowns"] = [{**row, "ask": ask, "status": "unavailable"}]

    (theme,) = pages.unknowns(content)

    assert (theme["gaps"][0]["ask"], theme["gaps"][0]["is_here"]) == (
        "Télécharger « Finess »",
        True,
    )


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
    assert handicap["held_text"] == "Aucun indicateur n’a de valeur ici."


@pytest.mark.parametrize(
    ("shown", "count", "said"),
    [
        (31, 46, "31 des 46 indicateurs ont une valeur ici."),
        (1, 46, "1 des 46 indicateurs a une valeur ici."),
        (5, 5, "Les 5 indicateurs ont une valeur ici."),
        (1, 1, "L’indicateur a une valeur ici."),
    ],
)
def test_what_a_theme_holds_is_said_in_one_sentence(shown, count, said):
    assert pages._held(shown, count) == said


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

    assert "À demander\u00a0: Caf de votre département" in asks


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


def test_parents_of_the_same_name_are_told_once_the_smaller():
    content = fiction.portrait()
    content["territory"]["parents"] = [
        {"level": "departement", "code": "976", "name": "Mayotte"},
        {"level": "region", "code": "06", "name": "Mayotte"},
        {"level": "france", "code": "FR", "name": "France"},
    ]

    parents = pages.heading(content, Place(REAL, "commune", "97611"))["parents"]

    assert [one["name"] for one in parents] == ["France", "Mayotte"]
    assert parents[1]["url"].endswith("/departement/976/")


def test_quartiers_offer_no_map_for_they_have_no_outlines():
    content = fiction.portrait()
    assert "Carte" in {one["label"] for one in pages.gestures(content, PLACE)}

    for member in content["territory"]["members"]:
        member["level"] = "iris"

    assert "Carte" not in {one["label"] for one in pages.gestures(content, PLACE)}
