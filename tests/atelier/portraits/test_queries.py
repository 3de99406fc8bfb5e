"""Reads of the site."""

from types import SimpleNamespace

import pytest

from atelier.portraits import queries
from atelier.portraits.places import REAL, Place
from maillage.base.errors import NoData
from maillage.base.levels import Level
from maillage.geography import Territory


@pytest.fixture
def empty_store(tmp_path, monkeypatch, settings) -> None:
    """No store has been built, neither real nor fictitious."""
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "vide"))
    settings.DEMONSTRATION_STORE = str(tmp_path / "fictif")


def test_empty_store_raises_no_data_with_what_to_do(empty_store):
    with pytest.raises(NoData) as raised:
        queries.portrait_of(Place(REAL, "commune", "07042"))

    assert raised.value.todo


def test_empty_store_still_lists_every_source_as_absent(empty_store):
    listed = queries.sources()

    assert listed
    assert not any(source["is_present"] for source in listed)


def test_empty_store_offers_no_demonstration_and_no_figures(empty_store):
    assert queries.demonstration_place() is None
    assert queries.extent() == {}


def test_communes_counted_are_those_of_france_and_not_of_its_collectivities(monkeypatch):
    france = Territory("FR", Level.FRANCE, "France", 2026, communes=("07042", "97105"))
    geography = SimpleNamespace(resolve=lambda *_: france, territories=lambda _: [france])
    monkeypatch.setattr(queries, "open_named", lambda _: SimpleNamespace(geography=geography))

    assert queries.extent()["commune"] == 2


def test_source_serves_the_indicators_nobody_fills_better(empty_store):
    themes = {row["name"]: row["themes"] for row in queries.sources()}

    assert themes["insee_rp_dossier"].total() > 50
    assert themes["insee_population_historique"].total() == 0


def test_lacking_source_is_the_one_that_gives_best_and_is_not_held(monkeypatch):
    held = SimpleNamespace(
        source_notice=lambda name: {"fetched_on": "2026" * (name == "insee_bpe")}
    )
    monkeypatch.setattr(queries, "open_named", lambda _: held)
    bpe = next(name for name, card in queries.cards().items() if card.dataset == "insee_bpe")

    (census,) = queries.lacking(["population", "part_65_plus", bpe])

    assert (census["name"], census["count"]) == ("insee_rp_dossier", 2)


def test_search_beside_another_problem_never_adds_a_second_one(empty_store):
    assert queries.search_quietly("07042", shelf=REAL) == []


def test_every_theme_has_a_label():
    themes = {card.theme for card in queries.cards().values()}

    assert themes <= set(queries.theme_labels())


def test_source_names_its_producer_and_an_unknown_one_nobody():
    assert queries.publisher("insee_bpe") == "Insee"
    assert queries.publisher("inconnue") == ""
