"""« Faits saillants » on cases whose score is worked out by hand."""

import pytest

from maillage.portraits.highlights import LIMIT, highlights, robust_gap, score
from tests.factories.cards import make_card, make_sum


SPREAD = {"q1": 10.0, "median": 20.0, "q3": 30.0}


def told(name="essai", value=50.0, *, reliability="safe", position=SPREAD):
    """The description of an indicator, reduced to what the rule reads."""
    return {
        "id": name,
        "value": value,
        "position": position,
        "reliability": reliability,
        "sentence": f"Phrase de {name}.",
        "position_sentence": "Plus élevé que dans 80 des 101 communes.",
    }


def facts(indicators, cards):
    return [fact["indicator"] for fact in highlights(indicators, {one.id: one for one in cards})]


def test_gap_is_counted_in_robust_units():
    # Half the width between quartiles is 10; 10 / 0.6745 = 14.826 is one unit; 30 / 14.826.
    assert robust_gap(50, SPREAD) == pytest.approx(2.0235)
    assert robust_gap(5, SPREAD) == pytest.approx(-1.01175)


def test_peers_that_do_not_vary_make_no_gap():
    assert robust_gap(50, {"q1": 0.0, "median": 0.0, "q3": 0.0}) == 0


@pytest.mark.parametrize(
    ("reliability", "importance", "points"),
    [("safe", 1, 2.0235), ("safe", 3, 6.0705), ("medium", 3, 4.24935), ("caution", 3, 2.124675),
     ("unknown", 3, 0)],
)  # fmt: skip
def test_score_is_gap_times_reliability_times_importance(reliability, importance, points):
    card = make_card(importance=importance)

    assert score(told(reliability=reliability), card) == pytest.approx(points)


def test_value_of_the_middle_half_is_ordinary():
    assert score(told(value=29.9), make_card()) == 0
    assert score(told(value=30.1), make_card()) > 0


def test_extreme_gap_counts_for_four_units_at_most():
    assert score(told(value=1e6), make_card(importance=2)) == 8


def test_gap_smaller_than_the_card_finds_worth_a_sentence_is_not_told():
    close = {"q1": 19.9, "median": 20.0, "q3": 20.1}

    assert score(told(value=21, position=close), make_card(comparable_gap=2)) == 0
    assert score(told(value=23, position=close), make_card(comparable_gap=2)) > 0


def test_hidden_value_or_value_without_peers_is_not_told():
    assert score(told(value=None), make_card()) == 0
    assert score(told(position=None), make_card()) == 0


def test_most_distinctive_fact_comes_first():
    cards = [make_card(id="a", importance=1), make_card(id="b", importance=3, theme="emploi")]

    assert facts([told("a"), told("b")], cards) == ["b", "a"]


def test_theme_tells_three_facts_at_most():
    cards = [make_card(id=name) for name in "abcd"]

    assert facts([told(name) for name in "dcba"], cards) == ["a", "b", "c"]


def test_dozen_is_the_most():
    cards = [make_card(id=f"i{index:02}", theme=f"t{index}") for index in range(20)]

    assert len(facts([told(card.id) for card in cards], cards)) == LIMIT == 12


def test_other_definition_of_a_thing_already_told_is_left_out():
    cards = [make_card(id="a", importance=3, differs_from=("b",)), make_card(id="b")]

    assert facts([told("a"), told("b")], cards) == ["a"]


def test_count_is_not_a_fact_since_it_says_the_size_of_the_place():
    assert facts([told("a")], [make_sum("a")]) == []


def test_few_data_make_few_facts():
    assert facts([told("a", value=21)], [make_card(id="a")]) == []


@pytest.mark.parametrize(
    ("higher_is", "value", "direction", "tone"),
    [
        ("worse", 50, "above", "worse"),
        ("worse", 0, "below", "better"),
        ("better", 50, "above", "better"),
        ("neutral", 50, "above", "neutral"),
    ],
)
def test_fact_says_on_which_side_it_is(higher_is, value, direction, tone):
    card = make_card(higher_is=higher_is)

    (fact,) = highlights([told(value=value)], {"essai": card})

    assert (fact["direction"], fact["tone"]) == (direction, tone)
    assert fact["sentence"] == "Phrase de essai."
    assert "La médiane y est de 20,0" in fact["detail"]


def test_other_definition_is_left_out_even_when_only_the_second_names_the_first():
    cards = [make_card(id="a", importance=3), make_card(id="b", differs_from=("a",))]

    assert facts([told("a"), told("b")], cards) == ["a"]
