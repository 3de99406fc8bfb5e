"""Last stage: one file of values per theme, with positions among peers."""

import polars as pl
import pytest

from maillage.building.indicating import ORDER, populations_of
from maillage.geography import Geography
from maillage.indicators.cards import cards
from maillage.store.manifest import read_manifest


@pytest.fixture
def manifest(small_store):
    """That of the small world."""
    return read_manifest(small_store)


def read(store, manifest, key):
    return pl.read_parquet(store.local(manifest.tables[key].path))


def test_each_theme_with_an_open_card_has_its_values_and_their_spread(manifest):
    themes = {card.theme for card in cards().values() if card.is_open}

    assert {f"indicators/{one}" for one in themes} == set(manifest.under("indicators/"))
    assert {f"distributions/{one}" for one in themes} == set(manifest.under("distributions/"))


def test_rows_of_a_theme_are_in_the_order_they_are_looked_for(small_store, manifest):
    frame = read(small_store, manifest, "indicators/logement")

    assert frame.equals(frame.sort(ORDER))


def test_indicator_territory_and_year_have_one_row(small_store, manifest):
    for key in manifest.under("indicators/"):
        frame = read(small_store, manifest, key)
        assert not frame.select(ORDER).is_duplicated().any()


def test_hidden_value_is_never_written(small_store, manifest):
    frame = pl.concat(read(small_store, manifest, key) for key in manifest.under("indicators/"))

    hidden = frame.filter(pl.col("status").is_in(["secret", "unavailable", "not_applicable"]))
    assert hidden.height
    assert hidden["value"].null_count() == hidden.height


def test_secret_of_the_published_file_is_still_secret(small_store, manifest):
    frame = read(small_store, manifest, "indicators/revenus")

    rows = frame.filter(pl.col("code") == "01002", pl.col("indicator") == "niveau_vie_median")
    assert rows["status"].to_list() == ["secret"]


def test_theme_says_which_cards_it_was_made_with(manifest):
    details = manifest.tables["indicators/logement"].details

    assert details["theme"] == "logement"
    assert "taux_logements_vacants" in details["cards"]


def test_features_hold_the_newest_shown_value_of_each_territory(small_store, manifest):
    frame = read(small_store, manifest, "features")

    row = frame.row(by_predicate=pl.col("code") == "01001", named=True)
    assert (row["level"], row["population"]) == ("commune", 810)  # 2023, not 800 of 2021
    assert row["niveau_vie_median"] == 21_500


def test_populations_are_those_of_the_levels_that_have_peers(small_store, manifest):
    entry = manifest.tables["geography/territories"]
    geography = Geography.load(small_store.local(entry.path).parent)

    found = populations_of(geography)

    assert set(found["level"]) == {"commune", "epci", "departement", "region"}
    assert found.filter(pl.col("code") == "97101")["population"].to_list() == [53_010]
