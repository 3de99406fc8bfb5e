"""What may be told of a college, when things may change, what changed between two maps."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.demarches.rules import NotNow, check_transition
from atelier.workshops.models import ActivityStatus, TieKind, WorkshopStatus
from atelier.workshops.rules import (
    ACTIVITY_TRANSITIONS,
    FEWEST_VOTERS,
    WORKSHOP_TRANSITIONS,
    compared_ties,
    dots_left,
    hidden_colleges,
    pair_key,
    photo_target,
)


@pytest.mark.parametrize(
    ("voters", "hidden"),
    [
        ({"elus": 12, "habitants": 30}, set()),
        ({"elus": 5, "habitants": 5}, set()),
        ({"elus": 0, "habitants": 30}, set()),
        # Alone, the hidden one would be the total less the others.
        ({"elus": 4, "habitants": 30, "associations": 8}, {"elus", "associations"}),
        # Two hidden ones of three voters together would still be told apart from the rest.
        ({"elus": 1, "": 2, "habitants": 9}, {"elus", "", "habitants"}),
        ({"elus": 3, "institutions": 2, "habitants": 9}, {"elus", "institutions"}),
        ({"elus": 3}, {"elus"}),
        ({}, set()),
    ],
)
def test_small_college_is_hidden_with_what_would_reveal_it(voters, hidden):
    assert hidden_colleges(voters) == hidden


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6))
def test_no_subtraction_leaves_a_small_group(voters):
    hidden = hidden_colleges(voters)

    shown = {college for college, count in voters.items() if count and college not in hidden}
    left = sum(voters.values()) - sum(voters[college] for college in shown)
    assert all(voters[college] >= FEWEST_VOTERS for college in shown)
    if shown:
        assert left == 0 or left >= FEWEST_VOTERS
        assert len(hidden) != 1


def test_tables_of_transitions_know_every_status():
    assert set(WORKSHOP_TRANSITIONS) == set(WorkshopStatus)
    assert set(ACTIVITY_TRANSITIONS) == set(ActivityStatus)


def test_workshop_cannot_be_closed_twice():
    with pytest.raises(NotNow):
        check_transition(WORKSHOP_TRANSITIONS, "closed", "closed", labels=WorkshopStatus)


@pytest.mark.parametrize(("placed", "left"), [([], 3), ([1, 1], 1), ([3], 0), ([9], 0)])
def test_dots_left_are_never_below_none(placed, left):
    assert dots_left(3, placed) == left


def test_tie_is_the_same_whichever_actor_is_named_first():
    assert pair_key(7, 2, "logement", "") == pair_key(2, 7, "logement", "")


KINDS = (*TieKind, None)


@pytest.mark.parametrize(("before", "after"), list(product(KINDS, KINDS)))
def test_every_change_of_a_tie_has_one_name_at_most(before, after):
    pair = pair_key(1, 2, "", "")
    found = compared_ties({pair: before} if before else {}, {pair: after} if after else {})

    named = [name for name, pairs in found.items() if pairs]
    linked = {TieKind.WORKS_WITH, TieKind.OCCASIONAL}
    assert ("appeared" in named) == (after in linked and before not in linked)
    assert ("gone" in named) == (before in linked and after not in linked)
    assert ("still_missing" in named) == (before == after == TieKind.MISSING)
    assert all({one, two} <= {"gone", "newly_missing"} for one, two in combinations(named, 2))


def test_photograph_names_its_activity():
    assert photo_target(4) == "activity:4"
