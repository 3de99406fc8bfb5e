"""What must stay open around hidden cells."""

import numpy as np

from maillage.disclosure.protection.needs import needs_of
from maillage.disclosure.regimes import regime


def test_sensitive_cell_stays_open_by_ten_percent_on_both_sides():
    needs = needs_of(
        np.array([200.0, 50.0]), np.array(["count", ""]), regime("fiscal"), tops=[], whole=True
    )

    assert (needs.low[0], round(needs.high[0])) == (180, 220)
    assert np.isnan(needs.low[1])


def test_dominated_cell_must_look_large_enough_to_be_dominated_no_more():
    needs = needs_of(
        np.array([100.0]),
        np.array(["dominance"]),
        regime("fiscal"),
        tops=[np.array([98.0])],
        whole=False,
    )

    assert round(needs.high[0], 2) == round(98 / 0.85, 2)


def test_null_total_that_rests_on_someone_must_look_positive():
    needs = needs_of(
        np.array([0.0, 7.0]), np.array(["count", ""]), regime("fiscal"), tops=[], whole=False
    )

    assert needs.high[0] == 7


def test_other_hidden_cell_may_not_be_deduced_exactly():
    needs = needs_of(np.array([9.0]), np.array([""]), regime("fiscal"), tops=[], whole=True)

    met = needs.met(np.array([9.0]), np.array([9.0]), np.array([True]))

    assert not met[0]


def test_second_contributor_must_not_rule_out_p_percent_more_for_the_first():
    rules = regime("fiscal").model_copy(update={"dominance": None, "p_percent": 20})

    needs = needs_of(
        np.array([100.0]),
        np.array(["p_percent"]),
        rules,
        tops=[np.array([80.0]), np.array([15.0])],
        whole=False,
    )

    assert needs.high[0] == 80 * 1.2 + 15
