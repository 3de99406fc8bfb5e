"""School and work: nobody is in two places at once."""

import numpy as np

from maillage.simulator.work import (
    APPRENTICE,
    EMPLOYED,
    NO_JOB,
    RETIRED,
    STUDENT,
    TOO_YOUNG,
    UNEMPLOYED,
)


def test_children_under_fifteen_do_not_work(world):
    young = world.people.age < 15

    assert (world.work.activity[young] == TOO_YOUNG).all()
    assert (world.work.activity[~young] != TOO_YOUNG).all()
    assert (world.work.group[young] == 0).all()


def test_only_the_employed_have_a_place_of_work(world):
    assert np.array_equal(world.work.place != NO_JOB, world.work.activity == EMPLOYED)


def test_students_are_at_school_and_apprentices_too(world):
    work = world.work
    apprentice = (work.activity == EMPLOYED) & (work.status == APPRENTICE)

    assert work.at_school[work.activity == STUDENT].all()
    assert work.at_school[apprentice].all()


def test_groups_seven_and_eight_do_not_work(world):
    work = world.work

    assert (work.group[work.activity == RETIRED] == 7).all()
    assert work.group[work.activity == EMPLOYED].max() <= 6


def test_unemployment_is_higher_in_the_centre_of_valmeyrac(world):
    work, people = world.work, world.people
    active = np.isin(work.activity, (EMPLOYED, UNEMPLOYED))
    jobless = work.activity == UNEMPLOYED

    def rate(chosen: np.ndarray) -> float:
        return jobless[chosen].sum() / active[chosen].sum()

    assert rate(people.cell == 0) > 1.5 * rate(people.age > 0)
