"""What a contributor alone in its cell deduces of the others."""

import numpy as np

from maillage.disclosure.attack.audit import Knowledge, audit_releases
from maillage.disclosure.attack.equations import space
from maillage.disclosure.attack.insiders import units
from tests.maillage.disclosure.attack.tables import crossing, release


TABLE = crossing("abc", "xyz", [[1, 1, 30], [20, 25, 31], [22, 27, 33]])


def told(hidden, sensitive, alone):
    knowledge = Knowledge({}, others=False, named=frozenset(sensitive), alone=frozenset(alone))
    found = audit_releases([release(TABLE, hidden)], knowledge=knowledge)
    return {one.key: one.by for one in found.leaks if one.kind == "insider"}


def test_two_contributors_of_one_hidden_pair_tell_each_other():
    hidden = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    pair = hidden[:2]

    assert told(hidden, pair, pair) == {pair[0]: pair[1], pair[1]: pair[0]}


def test_third_hidden_cell_in_the_line_parts_them():
    hidden = [(row, column) for row in "ab" for column in "xyz"]

    assert told(hidden, hidden[:2], hidden[:2]) == {}


def test_cell_of_several_tells_nobody():
    hidden = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]

    assert told(hidden, hidden, []) == {}


def test_total_that_holds_one_unit_only_is_that_unit_again():
    cells = crossing("ab", "xy", [[1, 0], [20, 30]])
    made = space([release(cells, [])], {})
    alone = np.array([cells[key] == 1 for key in made.keys])

    found = units(made.matrix, made.values > 0, alone)

    lone = {key: number for key, number in zip(made.keys, found, strict=True) if number >= 0}
    assert set(lone) == {("a", "x"), ("a", "Total")}
    assert len(set(lone.values())) == 1


def test_part_and_total_of_one_unit_are_that_unit_whatever_a_level_without_row_may_hold():
    cells = crossing("ab", "xy", [[1, 30], [20, 40]])
    lone = {("D", column): number for (row, column), number in cells.items() if row == "a"}
    made = space([release({**cells, **lone}, [])], {"ligne": {"D": ["a", "absent"]}})
    alone = np.array([key in {("a", "x"), ("D", "x")} for key in made.keys])

    found = units(made.matrix, np.ones(len(made.keys), dtype=bool), alone)

    assert len(set(found[alone])) == 1
