"""Levels: their names, and the order in which a bare code is tried."""

from maillage.base.levels import LEVEL_LABELS, SEARCH_ORDER, Level


def test_every_level_has_its_french_word():
    assert set(LEVEL_LABELS) == set(Level)


def test_bare_code_is_tried_as_epci_before_iris_and_departement_before_region():
    assert SEARCH_ORDER.index(Level.EPCI) < SEARCH_ORDER.index(Level.IRIS)
    assert SEARCH_ORDER.index(Level.EPCI) < SEARCH_ORDER.index(Level.COMMUNE)
    assert SEARCH_ORDER.index(Level.DEPARTEMENT) < SEARCH_ORDER.index(Level.REGION)


def test_level_is_written_by_its_name_in_tables():
    assert f"{Level.ARRONDISSEMENT_MUNICIPAL}" == "arrondissement_municipal"
