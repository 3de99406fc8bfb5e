"""Drawings of a portrait page."""

from atelier.portraits import plates
from atelier.portraits.places import FICTITIOUS, Place
from tests.atelier import fiction


PLACE = Place(FICTITIOUS, "epci", fiction.CODE)


def test_main_plate_draws_the_strongest_highlight_with_its_table(fictitious_store):
    plate = plates.main_plate(fiction.portrait(), PLACE)

    assert "Part des logements vacants" in plate["title"]
    assert len(plate["rows"]) == 14
    assert "<svg" in plate["drawing"]


def test_main_plate_draws_the_wanted_indicator(fictitious_store):
    plate = plates.main_plate(fiction.portrait(), PLACE, "part_65_plus")

    chosen = [
        one["id"] for group in plate["choices"] for one in group["options"] if one["is_chosen"]
    ]
    assert chosen == ["part_65_plus"]


def test_indicator_mostly_secret_is_not_offered_for_the_map(fictitious_store):
    plate = plates.main_plate(fiction.portrait(), PLACE)

    offered = {one["id"] for group in plate["choices"] for one in group["options"]}
    assert "taux_pauvrete" not in offered


def test_members_keep_the_order_of_the_official_codes(fictitious_store):
    shown = plates.members(fiction.portrait(), PLACE)

    assert [row["name"] for row in shown["rows"]][:2] == ["Valmeyrac", "Saint-Aubin-des-Combes"]
    assert shown["headings"][0] == "Population municipale"


def test_secret_member_is_told_and_never_drawn(fictitious_store):
    portrait = fiction.portrait()
    poverty = next(row for row in portrait["indicators"] if row["id"] == "taux_pauvrete")

    bars = plates.member_bars(poverty, portrait, PLACE)

    hidden = [row for row in bars if row["is_missing"]]
    assert hidden
    assert {(row["value"], row["width"]) for row in hidden} == {("secret statistique", "")}


def test_ages_are_not_drawn_when_one_is_missing(fictitious_store):
    portrait = fiction.portrait()
    portrait["indicators"] = [row for row in portrait["indicators"] if row["id"] != "part_0_14"]

    assert plates.ages(portrait) is None


def test_ages_stand_beside_the_country(fictitious_store):
    drawn = plates.ages(fiction.portrait())

    assert drawn["reference"] == "France métropolitaine"
    assert max(row["width"] for row in drawn["rows"] if row["width"] == "100.0%") == "100.0%"


def test_map_without_any_value_says_so_rather_than_blame_the_outlines(fictitious_store):
    drawn, reason = plates.indicator_map(PLACE, "nowhere_known")

    assert drawn is None
    assert reason == plates.NO_VALUE


def test_quartiers_have_no_map_and_the_page_says_why(monkeypatch, fictitious_store):
    content = fiction.portrait()
    for member in content["territory"]["members"]:
        member["level"] = "iris"
    monkeypatch.setattr(plates.queries, "portrait_of", lambda _: content)
    monkeypatch.setattr(plates, "drawn_once", lambda *_: (None, []))

    drawn, reason = plates.indicator_map(PLACE, "niveau_vie_median")

    assert drawn is None
    assert reason == f"{plates.NO_IRIS} {plates.TABLE}"
    assert plates.members(content, PLACE)["no_map"] == plates.NO_IRIS


def test_theme_links_to_the_parts_of_an_indicator_when_they_are_many(monkeypatch):
    portrait = fiction.portrait()
    income = next(row for row in portrait["indicators"] if row["id"] == "niveau_vie_median")
    assert plates.in_theme(income, portrait, PLACE)["parts_url"] == ""

    monkeypatch.setattr(plates, "MOST_BARS", 3)
    found = plates.in_theme(income, portrait, PLACE)

    assert found["members"] == []
    assert found["parts_url"] == f"{found['url']}#parties"
    assert plates.with_drawings(income, portrait, PLACE)["members"]


def test_territory_without_members_has_no_table_of_members():
    portrait = fiction.portrait()
    portrait["territory"]["members"] = []

    assert plates.members(portrait, PLACE) is None
