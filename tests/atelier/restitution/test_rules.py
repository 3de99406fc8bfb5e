"""Which numbers count people, and where an element may go."""

import pytest

from atelier.diagnosis.models import FindingStatus
from atelier.restitution.rules import DRAFTS, ESTABLISHED, GONE, council_of, counts_people, moved


def test_every_status_of_a_constat_is_established_draft_or_gone():
    assert set(FindingStatus) == ESTABLISHED | DRAFTS | GONE


@pytest.mark.parametrize("unit", ["personnes", "foyers", "jeunes", "", "dossiers"])
def test_unit_that_counts_people_or_is_unknown_is_protected(unit):
    assert counts_people(unit)


@pytest.mark.parametrize("unit", ["%", "€ par mois", "places", "kilomètres", "services"])
def test_unit_that_counts_nobody_is_not(unit):
    assert not counts_people(unit)


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({"move": "up"}, [2, 1, 3]),
        ({"move": "down"}, [1, 3, 2]),
        ({"before": 1}, [2, 1, 3]),
        ({}, [1, 3, 2]),
        ({"before": 99}, [1, 3, 2]),
    ],
)
def test_element_goes_where_it_is_asked(asked, order):
    assert moved([1, 2, 3], 2, **asked) == order


def test_first_element_stays_first_and_an_unknown_one_changes_nothing():
    assert moved([1, 2], 1, move="up") == [1, 2]
    assert moved([1, 2], 2, move="down") == [1, 2]
    assert moved([1, 2], 7, move="up") == [1, 2]


@pytest.mark.parametrize(
    ("kind", "assembly", "council"),
    [
        ("abs_obligatoire", "Conseil d’administration du CCAS de Valmeyrac", "ccas"),
        ("abs_obligatoire", "", "ccas"),
        ("abs_volontaire", "Conseil communautaire", "assembly"),
        ("abs_volontaire", "Conseil d'administration du CIAS", "ccas"),
        ("abs_thematique", "Conseil municipal", "assembly"),
        ("sppe", "Conseil de l’autorité organisatrice", "sppe"),
    ],
)
def test_texts_follow_the_body_owed_the_report(kind, assembly, council):
    assert council_of(kind, assembly) == council
