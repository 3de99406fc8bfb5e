"""Portraits as they were."""

import pytest

from atelier.demonstration.earlier import vintage
from atelier.diagnosis import figures


TODAY = {
    "value": 9.5,
    "year": 2021,
    "numerator": 1202,
    "denominator": 12623,
    "sentence": "En 2021, 9,5 %.",
    "source": "Recensement (fictif)",
    "comparisons": [
        {"territory": "Département", "level": "departement", "value": 8.6, "year": 2021},
        {"territory": "Région", "level": "region", "value": 8.6, "year": 2021},
    ],
}
CARD = {"year": 2018, "value": 8.4, "sentence": "En 2018, 8,4 %.", "departement": 8.8}


@pytest.fixture(autouse=True)
def portrait(monkeypatch):
    monkeypatch.setattr(figures, "figure_at", lambda place, indicator: dict(TODAY))


def test_figure_is_that_of_the_card_with_its_own_reference():
    with vintage(CARD):
        told = figures.figure_at(None, "taux_logements_vacants")

    assert (told["value"], told["year"], told["source"]) == (8.4, 2018, "Recensement (fictif)")
    assert told["numerator"] is None
    assert [(one["level"], one["value"], one["year"]) for one in told["comparisons"]] == [
        ("departement", 8.8, 2018)
    ]


def test_today_is_read_again_after_the_scene_and_without_card():
    with vintage(CARD):
        pass

    assert figures.figure_at(None, "x") == TODAY
    with vintage(None):
        assert figures.figure_at(None, "x") == TODAY
