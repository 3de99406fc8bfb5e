"""One indicator, as it is printed."""

from atelier.portraits.places import FICTITIOUS, REAL, Place
from atelier.portraits.presenters import indicator as indicators
from tests.atelier import fiction


PLACE = Place(FICTITIOUS, "epci", fiction.CODE)


def known(name: str) -> dict:
    return next(row for row in fiction.portrait()["indicators"] if row["id"] == name)


def test_secret_value_is_told_in_words():
    row = indicators.short(known("taux_pauvrete"), PLACE)

    assert row["value"] == "secret statistique"
    assert row["is_missing"]
    assert row["strip"] == ""


def test_zero_is_a_value():
    row = {**known("population"), "value": 0.0}

    assert indicators.value_text(row) == "0"
    assert not indicators.is_missing(row)


def test_gap_of_shares_is_in_points():
    rows = indicators.comparisons(known("taux_logements_vacants"), PLACE)

    assert rows[0]["gap"].endswith("points")


def test_no_gap_is_made_of_counts_or_of_missing_values():
    assert {row["gap"] for row in indicators.comparisons(known("population"), PLACE)} == {""}
    assert {row["gap"] for row in indicators.comparisons(known("taux_pauvrete"), PLACE)} == {""}


def test_small_gap_is_said_alike():
    row = known("part_moins_20")
    row["comparisons"][0]["value"] = row["value"] + 0.01

    assert indicators.comparisons(row, PLACE)[0]["gap"] == "pareil"


def test_compared_territory_is_a_link_in_the_real_store_only():
    row = known("population")

    real = indicators.comparisons(row, Place(REAL, "epci", "1"))
    assert real[0]["url"] == "/territoires/departement/99/indicateurs/population/"
    assert indicators.comparisons(row, PLACE)[0]["url"] == ""


def test_caution_is_told_for_estimates_and_fragile_values():
    row = {**known("population"), "status": "estimated", "reliability": "caution"}

    assert indicators.caution(row) == "Estimé, à lire avec prudence"
    assert indicators.note(row) == "2021 · estimé, à lire avec prudence"


def test_identity_says_all_that_a_citation_needs():
    terms = dict(indicators.identity(known("taux_logements_vacants")))

    assert terms["Couverture"] == "14\u00a0communes sur 14"
    assert "Calcul" in terms


def test_figure_nobody_published_has_no_year_and_no_communes():
    terms = dict(
        indicators.identity({**known("taux_pauvrete"), "year": None, "geography_year": None})
    )

    assert "Année" not in terms
    assert "Découpage" not in terms


def test_source_line_cites_the_source_the_year_and_the_communes():
    line = indicators.source_line(known("population"))

    assert line == "Insee, recensement de la population, 2021\u00a0; communes de\u00a02026."


def test_gap_that_reads_two_is_plural():
    row = {**known("part_65_plus"), "unit": "percent", "value": 11.56}
    row["comparisons"] = [{**row["comparisons"][0], "value": 9.6}]

    assert indicators.comparisons(row, PLACE)[0]["gap"] == "+\u00a02,0\u00a0points"


def test_bar_of_a_fall_has_no_length_and_of_no_value_is_not_drawn():
    assert indicators.bar_width(-2.0, 4.0) == "0.0%"
    assert indicators.bar_width(2.0, 4.0) == "50.0%"
    assert indicators.bar_width(None, 4.0) == ""
