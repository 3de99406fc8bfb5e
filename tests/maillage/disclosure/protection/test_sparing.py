"""How many hidden cells a merger spares: counted on the merged table, protected again."""

from itertools import product

from maillage.disclosure.attack.releases import Release
from maillage.disclosure.protection.protecting import protect
from maillage.disclosure.protection.sparing import suggestions
from maillage.disclosure.protection.tables import Table
from maillage.disclosure.regimes import regime


COUNTS = {
    ("Arval", "0-17"): 40.0,
    ("Arval", "18-24"): 6.0,
    ("Arval", "25-29"): 7.0,
    ("Arval", "30-64"): 90.0,
    ("Cordes", "0-17"): 50.0,
    ("Cordes", "18-24"): 30.0,
    ("Cordes", "25-29"): 25.0,
    ("Cordes", "30-64"): 95.0,
}


def table_of(inner, **fields):
    cells: dict = {}
    for (place, age), count in inner.items():
        for key in product((place, "Total"), (age, "Total")):
            cells[key] = cells.get(key, 0.0) + count
    return Table(
        Release("t.csv", ("commune", "age"), cells), cells, None, are_counts=True, **fields
    )


def test_merger_spares_small_cells_and_those_that_protect_them():
    done = protect([table_of(COUNTS)], regime("fiscal"))

    best, *_ = suggestions(done, 0, {})

    # Two small cells, and the two of the other commune hidden with them; nothing is left to hide.
    assert len(done.reasons[0]) == 4
    assert (best.first, best.second) == ("18-24", "25-29")
    assert (best.avoided, best.hidden) == (2, 4)


def test_linked_tables_are_not_protected_again():
    tables = [table_of(COUNTS), table_of(COUNTS)]
    done = protect(tables, regime("fiscal"))

    assert [one.hidden for one in suggestions(done, 0, {})][:1] == [None]


def test_codes_merged_in_a_hierarchy_stay_under_their_parent():
    cells = {("A",): 6.0, ("B",): 7.0, ("C",): 30.0, ("E",): 13.0, ("G",): 30.0, ("Total",): 43.0}
    table = Table(Release("t.csv", ("zone",), cells), cells, None, are_counts=True)
    links = {"zone": {"E": ["A", "B"], "G": ["C"]}}
    done = protect([table], regime("fiscal"), hierarchies=links)

    found = suggestions(done, 0, links)

    assert [(one.first, one.second, one.hidden) for one in found] == [("A", "B", 2)]
