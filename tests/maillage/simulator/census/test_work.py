"""Variables of school and work."""

import pytest


DIPLOMAS = ("DIPLMIN", "BEPC", "CAPBEP", "BAC", "SUP2", "SUP34", "SUP5")


def test_diplomas_sum_to_those_who_left_school(census):
    for row in census:
        total = sum(float(row[f"P21_NSCOL15P_{name}"]) for name in DIPLOMAS)
        assert total == pytest.approx(float(row["P21_NSCOL15P"]))


def test_the_unemployed_by_diploma_are_all_the_unemployed(census):
    for row in census:
        total = sum(float(row[f"P21_CHOM_{name}"]) for name in DIPLOMAS)
        assert total == pytest.approx(float(row["P21_CHOM1564"]))


def test_jobs_are_held_by_people_who_live_around(census, world):
    jobs = sum(float(row["P21_EMPLT"]) for row in census)

    assert jobs == (world.work.place >= 0).sum()


def test_the_town_offers_more_jobs_than_it_has_workers(census):
    assert float(census[0]["P21_EMPLT"]) > float(census[0]["P21_ACTOCC"])


def test_ways_of_going_to_work_sum_to_the_workers(census):
    modes = ("PASTRANS", "MARCHE", "VELO", "2ROUESMOT", "VOITURE", "COMMUN")
    for row in census:
        total = sum(float(row[f"P21_ACTOCC15P_{mode}"]) for mode in modes)
        assert total == pytest.approx(float(row["P21_ACTOCC15P"]))
