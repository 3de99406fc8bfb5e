"""From a table to what may be published, against the failures others published."""

import numpy as np
import pytest

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.audit import Knowledge, audit_releases
from maillage.disclosure.attack.releases import Release
from maillage.disclosure.protection.protecting import protect
from maillage.disclosure.protection.tables import Table
from maillage.disclosure.regimes import Regime, regime
from tests.maillage.disclosure.attack.tables import with_margins


def rule(minimum, **more):
    words = {"id": "essai", "label": "Essai", "publisher": "", "rule": "", "reference": ""}
    return Regime(**words, minimum_count=minimum, **more)


def counts_of(cells, dims):
    return Table(Release("t.csv", dims, cells), cells, None, are_counts=True)


def test_published_example_of_rtauargus_gives_its_four_cells():
    # README of rtauargus (MIT): turnover of three activities by two sizes, FREQ(3,10)|NK(1,85).
    value = {("01", "tr1"): 400, ("01", "tr2"): 300, ("02", "tr1"): 20, ("02", "tr2"): 30}
    value |= {("06", "tr1"): 70, ("06", "tr2"): 30}
    count = {("01", "tr1"): 12, ("01", "tr2"): 9, ("02", "tr1"): 2, ("02", "tr2"): 5}
    count |= {("06", "tr1"): 7, ("06", "tr2"): 5}
    largest = {key: 0.3 * number for key, number in value.items()} | {("06", "tr2"): 29}
    dims = ("activite", "taille")
    top = dict.fromkeys(with_margins(value), 0.0) | largest
    table = Table(
        Release("t.csv", dims, with_margins(value), 0), with_margins(count), top, are_counts=False
    )

    done = protect([table], regime("entreprises"))

    assert done.reasons[0] == {
        ("02", "tr1"): "count",
        ("06", "tr2"): "dominance",
        ("02", "tr2"): "secondary",
        ("06", "tr1"): "secondary",
    }


@pytest.mark.parametrize("seed", range(6))
def test_protected_counts_resist_the_audit_of_a_reader(seed):
    values = np.random.default_rng(seed).integers(0, 40, (5, 6))
    cells = with_margins(
        {(r, c): int(values[i, j]) for i, r in enumerate("abcde") for j, c in enumerate("uvwxyz")}
    )

    done = protect([counts_of(cells, ("l", "c"))], regime("fiscal"))

    assert audit_releases(done.published, regime=regime("fiscal")).is_safe
    hidden = {key for key, value in done.published[0].cells.items() if value is None}
    assert {key for key, value in cells.items() if 0 < value < 11} <= hidden


def test_two_hierarchies_of_the_same_regions_are_protected_together():
    # sdcTools/UserSupport issue 136: protecting one table after the other left cells open.
    regions = dict(zip("ABIJKLMN", (2, 2, 8, 8, 3, 3, 3, 7), strict=True))
    children = {"c1": list("ABIJ"), "c2": list("KLMN"), "BIG": list("LM"), "small": list("ABIJKN")}
    cells = {(name,): float(value) for name, value in regions.items()}
    cells |= {(name,): float(sum(regions[one] for one in of)) for name, of in children.items()}
    cells["Total",] = float(sum(regions.values()))

    done = protect([counts_of(cells, ("region",))], rule(3), hierarchies={"region": children})

    assert done.audit.is_safe
    assert audit_releases(done.published, hierarchies={"region": children}).is_safe


def test_linked_files_hide_the_cell_they_share_in_both():
    zone = {("A",): 4.0, ("B",): 30.0, ("C",): 40.0, ("Total",): 74.0}
    inner = {("A", "F"): 3, ("A", "H"): 1, ("B", "F"): 14, ("B", "H"): 16}
    inner |= {("C", "F"): 19, ("C", "H"): 21}
    first, second = counts_of(zone, ("zone",)), counts_of(with_margins(inner), ("zone", "sexe"))

    done = protect([first, second], regime("fiscal"))

    assert done.published[0].cells["A",] is None
    assert done.published[1].cells["A", "Total"] is None
    assert audit_releases(done.published, regime=regime("fiscal")).is_safe


def test_three_singletons_are_not_left_to_one_line():
    # sdcTools/UserSupport issue 135: frequencies, cells of one or two are sensitive.
    values = (1, 1, 7, 1, 0, 1, 0, 0, 2, 8)
    keys = [(row, column) for row in "12" for column in "ABHMW"]
    cells = with_margins(dict(zip(keys, values, strict=True)))

    done = protect([counts_of(cells, ("var1", "var2"))], rule(3))

    assert audit_releases(done.published, regime=rule(3)).is_safe


def test_dominance_does_not_survive_in_the_sum_of_hidden_cells():
    # sdcTools/UserSupport issue 160: hiding the smallest neighbour leaves the giant visible.
    cells = {("B05",): 900.0, ("B06",): 40.0, ("B08",): 300.0, ("B09",): 10.0}
    cells["Total",] = 1250.0
    count = dict.fromkeys(cells, 20.0)
    largest = {key: 0.2 * value for key, value in cells.items()} | {("B05",): 880.0}
    table = Table(Release("t.csv", ("nace",), cells), count, largest, are_counts=False)

    done = protect([table], regime("fiscal"))

    hidden = sum(cells[key] for key in done.reasons[0])
    assert 0.85 * hidden >= 880


def test_empty_cells_are_always_shown():
    # sdcTools/UserSupport issue 115: zeros forced to be published, and still an answer.
    inner = {("a", "x"): 3, ("a", "y"): 0, ("a", "z"): 40, ("b", "x"): 30, ("b", "y"): 0}
    inner |= {("b", "z"): 25, ("c", "x"): 0, ("c", "y"): 14, ("c", "z"): 0}

    done = protect([counts_of(with_margins(inner), ("l", "c"))], regime("enquete_locale"))

    shown = done.published[0].cells
    assert all(shown[key] == 0 for key, value in inner.items() if value == 0)
    assert audit_releases(done.published, regime=regime("enquete_locale")).is_safe


def test_large_table_is_closed_line_by_line():
    draw = np.random.default_rng(5)
    inner = {
        (f"c{i:02}", f"a{j:02}", s): int(draw.poisson(9))
        for i in range(24)
        for j in range(36)
        for s in "FH"
    }
    cells = _cube(inner)

    done = protect([counts_of(cells, ("commune", "age", "sexe"))], rule(5))

    assert "fermeture" in done.method
    assert done.audit.is_safe


def _cube(inner):
    table: dict = {}
    for key, value in inner.items():
        for mask in range(8):
            wide = tuple("Total" if mask >> axis & 1 else code for axis, code in enumerate(key))
            table[wide] = table.get(wide, 0.0) + value
    return table


def test_rule_on_two_contributors_needs_the_second():
    cells = {("A",): 100.0, ("B",): 200.0, ("Total",): 300.0}
    largest = {("A",): 50.0, ("B",): 60.0, ("Total",): 60.0}
    table = Table(Release("t.csv", ("z",), cells), cells, largest, are_counts=False)

    with pytest.raises(RefusedFile, match="les 2 plus grosses"):
        protect([table], rule(3, p_percent=10))


def test_p_percent_rule_hides_the_cell_and_keeps_it_open_to_the_second():
    cells = {("A",): 100.0, ("B",): 200.0, ("C",): 150.0, ("Total",): 450.0}
    largest = {("A",): 80.0, ("B",): 60.0, ("C",): 30.0, ("Total",): 80.0}
    second = {("A",): 15.0, ("B",): 50.0, ("C",): 30.0, ("Total",): 60.0}
    table = Table(
        Release("t.csv", ("z",), cells),
        dict.fromkeys(cells, 20.0),
        largest,
        are_counts=False,
        next_largest=(second,),
    )

    done = protect([table], rule(3, p_percent=20))

    assert done.reasons[0]["A",] == "p_percent"
    assert done.intervals[0]["A",][1] >= 80 * 1.2 + 15


@pytest.mark.parametrize("asked", [True, False])
def test_lone_contributors_tell_nothing_of_each_other_unless_told_otherwise(asked):
    inner = {("a", "x"): 1, ("a", "y"): 1, ("a", "z"): 30, ("b", "x"): 20, ("b", "y"): 25}
    inner |= {("b", "z"): 31, ("c", "x"): 22, ("c", "y"): 27, ("c", "z"): 33}
    cells = with_margins(inner)

    done = protect([counts_of(cells, ("l", "c"))], rule(3), insiders=asked)

    alone = frozenset({("a", "x"), ("a", "y")})
    knowledge = Knowledge({}, others=False, named=alone, alone=alone)
    found = audit_releases(done.published, knowledge=knowledge)
    assert found.is_safe or not asked
    assert (done.insiders, done.ignored) == ((2, 0) if asked else (0, 2))


def test_secondary_amounts_are_loose_for_a_reader_and_refused_if_strict():
    cells = with_margins({("a", "x"): 996.5, ("a", "y"): 20.0, ("b", "x"): 30.0, ("b", "y"): 4.0})
    hidden = {key: None if "Total" not in key else one for key, one in cells.items()}
    published = Release("t.csv", ("l", "c"), hidden, 1)

    lenient = audit_releases([published], regime=regime("fiscal"))
    strict = audit_releases([published], regime=regime("fiscal"), strict=True)

    assert lenient.is_safe
    assert [one.key for one in lenient.loose] == [one.key for one in strict.leaks] == [("a", "x")]
