"""Merging suggestions."""

from maillage.disclosure.attack.releases import Release
from maillage.disclosure.protection.merging import merges
from maillage.disclosure.protection.tables import Table
from maillage.disclosure.regimes import regime


def table_of(cells, dims):
    return Table(Release("t", dims, cells), cells, None, are_counts=True)


def test_neighbouring_age_bands_are_suggested_with_what_they_spare():
    cells = {("0-17",): 40.0, ("18-24",): 6.0, ("25-29",): 7.0, ("30-64",): 90.0}

    found = merges(table_of(cells, ("age",)), regime("fiscal"), {})

    assert (found[0].first, found[0].second, found[0].avoided) == ("18-24", "25-29", 2)
    assert {("0-17", "30-64")} & {(one.first, one.second) for one in found} == set()


def test_codes_of_a_hierarchy_merge_with_their_siblings_only():
    cells = {("A",): 6.0, ("B",): 7.0, ("C",): 8.0, ("E",): 13.0, ("G",): 8.0}

    found = merges(
        table_of(cells, ("zone",)), regime("fiscal"), {"zone": {"E": ["A", "B"], "G": ["C"]}}
    )

    assert [(one.first, one.second) for one in found] == [("A", "B")]


def test_table_without_small_cell_has_no_suggestion():
    assert merges(table_of({("a",): 40.0, ("b",): 50.0}, ("x",)), regime("fiscal"), {}) == []
