"""Variables of people and families tell the story of the territory."""

import pytest


def share(row: dict[str, str], part: str, whole: str) -> float:
    return float(row[part]) / float(row[whole])


def test_population_of_2021_is_the_population_simulated(census, world):
    assert sum(float(row["P21_POP"]) for row in census) == len(world.people)


def test_the_town_has_more_lone_parents_than_its_surroundings(census):
    mono = sum(float(row["C21_FAMMONO"]) for row in census)
    families = sum(float(row["C21_FAM"]) for row in census)

    assert share(census[0], "C21_FAMMONO", "C21_FAM") > 1.25 * mono / families


def test_small_villages_are_older_than_the_young_ones(census):
    old = [share(row, "P21_POP7589", "P21_POP") for row in census[:14]]

    assert min(old[10:14]) > max(old[2], old[3], old[6])


def test_people_who_moved_are_those_who_do_not_live_in_the_same_home(census):
    for row in census:
        moved = sum(float(row[f"P21_POP01P_IRAN{where}"]) for where in range(1, 8))
        assert moved == pytest.approx(float(row["P21_POP01P"]))


def test_2010_has_the_headings_of_its_time(census):
    assert {"P10_POP75P", "P10_POP15P_MARIE"} <= set(census[0])
    assert "P10_POP90P" not in census[0]
