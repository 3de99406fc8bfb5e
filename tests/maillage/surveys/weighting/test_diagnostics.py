"""What weights have become, and what is said of it."""

import numpy as np
import polars as pl
import pytest

from maillage.surveys.answers import answers
from maillage.surveys.weighting.calibration import Plan, calibrate
from maillage.surveys.weighting.diagnostics import (
    design_effect,
    dispersion,
    margins_table,
    warnings,
)
from maillage.surveys.weighting.margins import HOUSEHOLD, Margin


def test_equal_weights_cost_nothing_and_kish_counts_the_rest():
    assert design_effect(np.full(9, 4.0)) == pytest.approx(1)
    # 2 × (1² + 3²) / (1 + 3)²
    assert design_effect(np.array([1.0, 3.0])) == pytest.approx(1.25)


def test_table_says_before_target_and_after(employees, employee_margins):
    found = calibrate(employees, employee_margins, Plan(initial="weight"))

    table = margins_table(found)

    assert table["respondents"].to_list() == [7, 5, 3, 7, 8, 8, 7, None]
    assert table["before"].to_list() == [110, 70, 50, 110, 120, 130, 100, 434_000]
    assert table["after"].to_list() == pytest.approx(table["target"].to_list())


def test_negative_weights_and_thin_cells_are_said(employees, employee_margins):
    found = calibrate(employees, employee_margins, Plan(initial="weight"))

    said = " ".join(warnings(found)).replace("\u00a0", " ")

    assert dispersion(found).negative == 1
    assert "1 poids négatif" in said
    assert "« category = 3 » : 3 personnes pour en représenter 60 ; regroupez" in said


def test_few_answers_that_weigh_much_are_said():
    table = answers(pl.DataFrame({"age": ["jeune"] * 10 + ["vieux"] * 190}))

    found = calibrate(table, [Margin("age", {"jeune": 500, "vieux": 500})], Plan("raking"))

    said = " ".join(warnings(found)).replace("\u00a0", " ")
    assert "multipliés par 0,53 à 10,00" in said
    assert "200 réponses en valent 38" in said
    assert "Une réponse sur cent porte 10,0 % du poids total" in said


def test_people_of_households_are_counted_as_people():
    homes = pl.DataFrame({"m": ["a", "a", "b"], "sexe": ["F", "F", "H"], "t": ["2", "2", "1"]})
    margins = [Margin("sexe", {"F": 2, "H": 1}), Margin("t", {"2": 1, "1": 1}, HOUSEHOLD)]

    found = calibrate(answers(homes), margins, Plan(household="m"))

    assert margins_table(found)["respondents"].to_list() == [2, 1, 1, 1]
