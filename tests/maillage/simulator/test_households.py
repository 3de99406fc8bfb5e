"""Households hold coherent people: couples of two, children younger than parents."""

import numpy as np

from maillage.simulator.households import (
    ALONE,
    CHILD,
    COLLECTIVE,
    COUPLE,
    COUPLE_CHILDREN,
    MONO,
    PARTNER,
    REFERENCE,
)


def test_everybody_in_a_household_is_counted_in_its_size(world):
    people = world.people
    inside = people.household >= 0

    assert np.array_equal(np.bincount(people.household[inside]), world.households.size)


def test_each_household_has_one_reference_person_and_at_most_one_partner(world):
    people, count = world.people, len(world.households.size)

    def members(role: int) -> np.ndarray:
        return np.bincount(people.household[people.role == role], minlength=count)

    assert (members(REFERENCE) == 1).all()
    coupled = np.isin(world.households.kind, (COUPLE, COUPLE_CHILDREN))
    assert np.array_equal(members(PARTNER) == 1, coupled)
    assert np.array_equal(
        members(CHILD) > 0, np.isin(world.households.kind, (COUPLE_CHILDREN, MONO))
    )


def test_somebody_alone_lives_alone(world):
    assert np.array_equal(world.households.kind == ALONE, world.households.size == 1)


def test_children_are_younger_than_the_oldest_parent(world):
    people = world.people
    child = people.role == CHILD
    parent = np.zeros(len(world.households.size))
    adult = np.isin(people.role, (REFERENCE, PARTNER))
    np.maximum.at(parent, people.household[adult], people.age[adult])

    assert (parent[people.household[child]] - people.age[child] >= 15).all()


def test_collective_homes_shelter_old_people_outside_households(world):
    collective = world.people.role == COLLECTIVE

    assert (world.people.household[collective] == -1).all()
    assert world.people.age[collective].mean() > 80


def test_both_members_of_a_couple_say_the_same_of_their_union(world):
    people = world.people
    answers = {}
    for role in (REFERENCE, PARTNER):
        chosen = people.coupled & (people.role == role)
        answers[role] = people.marital[chosen][np.argsort(people.household[chosen])]

    assert np.array_equal(answers[REFERENCE], answers[PARTNER])


def test_the_population_looks_like_a_rural_one(world):
    people = world.people

    assert 0.19 < (people.age >= 65).mean() < 0.27
    assert 0.505 < people.female.mean() < 0.53
    assert 2.0 < world.households.size.mean() < 2.3
