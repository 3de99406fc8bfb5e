"""What a newer figure does to the one that was pinned."""

import pytest

from atelier.diagnosis.models import Verdict
from atelier.diagnosis.verdicts import common_reference_row, redefinitions, verdict_on


def at(value, year=2021, reference=10.0):
    comparisons = [{"level": "departement", "value": reference}]
    return {"value": value, "year": year, "comparisons": comparisons}


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (at(12.0), at(12.0), None),
        (at(12.0), at(12.5, 2022), Verdict.CONFIRMED),
        (at(12.0), at(14.0, 2022), Verdict.SHIFTED),
        (at(12.0), at(9.0, 2022), Verdict.REVERSED),
        (at(12.0), at(None, 2022), Verdict.LOST),
        (at(None), at(None, 2022), None),
        (at(None), at(3.0, 2022), Verdict.SHIFTED),
        (at(10.1), at(9.9, 2022), Verdict.CONFIRMED),
        (at(10.1), at(11.0, 2022), Verdict.SHIFTED),
        (at(9.5), at(9.9, 2022), Verdict.SHIFTED),
        (at(12.0), at(12.0, reference=14.0), Verdict.REVERSED),
        (at(12.0, 2021), at(9.0, 2018), None),
        (at(-0.5, reference=None), at(0.5, 2022, reference=None), Verdict.REVERSED),
        (at(0.3, reference=1.0), at(-0.4, 2022, reference=1.0), Verdict.REVERSED),
        (at(30.0), at(33.0, 2022), Verdict.CONFIRMED),
        (at(0.3, reference=None), at(0.33, 2022, reference=None), Verdict.CONFIRMED),
        (at(0.0, reference=None), at(0.0, 2022, reference=None), Verdict.CONFIRMED),
        (at(0.0, reference=None), at(1.0, 2022, reference=None), Verdict.SHIFTED),
    ],
)
def test_newer_figure_confirms_shifts_reverses_or_is_lost(before, after, verdict):
    assert verdict_on(before, after) == verdict


def test_reference_is_the_nearest_territory_above_that_both_figures_have():
    found = {
        "comparisons": [
            {"level": "france", "value": 8.0},
            {"level": "departement", "value": None},
            {"level": "region", "value": 9.0},
        ]
    }
    only_france = {"comparisons": [{"level": "france", "value": 7.0}]}

    assert common_reference_row(found, found)["value"] == 9.0
    assert common_reference_row(only_france, found)["value"] == 8.0
    assert common_reference_row({}, found) is None


def test_references_of_two_levels_are_never_compared():
    before = {
        "value": 12.0,
        "year": 2021,
        "comparisons": [
            {"level": "departement", "value": 10.0},
            {"level": "france", "value": 15.0},
        ],
    }
    after = {
        "value": 12.1,
        "year": 2022,
        "comparisons": [
            {"level": "departement", "value": None},
            {"level": "france", "value": 15.0},
        ],
    }

    assert verdict_on(before, after) == Verdict.CONFIRMED


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ({"unit": "percent"}, {"unit": "per_thousand"}, "l’unité a changé"),
        ({"formula": "a1"}, {"formula": "b2"}, "ce qui est compté a changé"),
        ({}, {"cuts": [{"year": 2022, "note": "Nouvelle série"}]}, "la source a changé en 2022"),
        (
            {"members": ["a", "b"]},
            {"members": ["a", "b", "c"]},
            "2\xa0communes alors, 3 aujourd’hui",
        ),
    ],
)
def test_figure_of_another_definition_or_perimeter_does_not_compare(before, after, why):
    frozen, latest = {**at(12.0), **before}, {**at(12.1, 2022), **after}

    assert verdict_on(frozen, latest) == Verdict.REDEFINED
    assert why in redefinitions(frozen, latest)[0]


def test_figure_that_became_frail_is_looked_at_again():
    frozen = {**at(12.0), "reliability": "safe"}

    assert verdict_on(frozen, {**at(12.1, 2022), "reliability": "caution"}) == Verdict.SHIFTED
    assert verdict_on(frozen, {**at(12.1, 2022), "reliability": "medium"}) == Verdict.CONFIRMED


def test_pin_that_never_noted_its_communes_is_not_said_to_have_changed():
    assert not redefinitions({"members": []}, {"members": ["a"]})
    assert not redefinitions({}, {"members": ["a"]})


def test_cut_before_the_figure_pinned_says_nothing():
    latest = {**at(12.1, 2022), "cuts": [{"year": 2021, "note": "Nouvelle série"}]}

    assert verdict_on(at(12.0), latest) == Verdict.CONFIRMED
