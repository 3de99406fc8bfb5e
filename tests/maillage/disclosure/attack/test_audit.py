"""Attacks: what a patient reader recovers from tables that look protected."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.audit import audit_releases
from maillage.disclosure.attack.releases import Release
from maillage.disclosure.regimes import regime
from tests.maillage.disclosure.attack.tables import crossing, release


# A 2 × 2 block at the top left, another at the bottom right, and one cell that bridges them: two
# hidden cells or more in every line and every column, and yet (a, y) is the rows a and b less the
# columns v and w.
BRIDGE = [(r, c) for r in "ab" for c in "vw"] + [(r, c) for r in "cd" for c in "yz"] + [("a", "y")]


def of(audit, *key):
    return next(one for one in audit.findings if one.key == key)


def test_cell_alone_in_its_line_is_deduced():
    cells = crossing("ab", "xy", [[4, 20], [30, 40]])

    found = audit_releases([release(cells, [("a", "x")])])

    assert [(one.key, one.lower, one.kind) for one in found.leaks] == [(("a", "x"), 4, "exact")]


def test_two_by_two_block_is_safe():
    cells = crossing("ab", "xy", [[4, 20], [30, 40]])

    found = audit_releases([release(cells, [(r, c) for r in "ab" for c in "xy"])])

    assert found.is_safe
    assert (of(found, "a", "x").lower, of(found, "a", "x").upper) == (0, 24)


def test_table_with_two_hidden_cells_in_every_line_can_still_leak():
    cells = crossing("abcd", "vwyz", [[3, 5, 6, 8], [9, 4, 7, 2], [8, 6, 5, 7], [4, 9, 3, 8]])

    found = audit_releases([release(cells, BRIDGE)])

    assert [(one.key, one.lower) for one in found.leaks] == [(("a", "y"), 6)]


def test_margins_near_zero_can_leak_without_any_algebra():
    # Four hidden cells, one degree of freedom, but the small margin leaves no room.
    cells = crossing("ab", "xy", [[0, 0], [0, 40]])

    found = audit_releases([release(cells, [(r, c) for r in "ab" for c in "xy"])])

    assert len(found.leaks) == 4


def test_interval_narrower_than_the_regime_allows_is_a_leak():
    cells = crossing("ab", "xy", [[1000, 20], [30, 4]])
    hidden = release(cells, [(r, c) for r in "ab" for c in "xy"])

    assert audit_releases([hidden]).is_safe
    found = audit_releases([hidden], regime=regime("fiscal"))

    assert [(one.key, one.kind) for one in found.leaks] == [(("a", "x"), "narrow")]
    assert (of(found, "a", "x").lower, of(found, "a", "x").upper) == (996, 1020)


def test_cell_hidden_here_and_shown_there_is_deduced():
    cells = crossing("ab", "xy", [[4, 20], [30, 40]])
    hidden = [(r, c) for r in "ab" for c in "xy"]
    other = Release("autre.csv", ("ligne", "colonne"), {("a", "x"): 4.0})

    found = audit_releases([release(cells, hidden), other])

    assert {one.key for one in found.leaks} == set(hidden)


def test_difference_between_two_perimeters_of_an_epci_is_found():
    last = Release("2023.csv", ("zone", "age"), {("E23", "0-17"): 120.0, ("E23", "18+"): 300.0})
    this = Release("2024.csv", ("zone", "age"), {("E24", "0-17"): 124.0, ("E24", "18+"): 356.0})
    children = {"E23": ["A", "B"], "E24": ["A", "B", "C"]}

    found = audit_releases([last, this], hierarchies={"zone": children})

    assert [(one.key, one.lower, one.kind) for one in found.leaks] == [
        (("[C]", "0-17"), 4, "latent")
    ]
    assert audit_releases([last, this]).is_safe


def test_list_of_communes_and_its_complement_are_put_together():
    whole = Release("tout.csv", ("zone",), {("E",): 100.0})
    part = Release("partie.csv", ("zone",), {("A",): 60.0, ("B",): 37.0})

    found = audit_releases([whole, part], hierarchies={"zone": {"E": ["A", "B", "C"]}})

    assert [(one.key, one.lower) for one in found.leaks] == [(("[C]",), 3)]


def test_two_vintages_of_age_bands_reveal_the_band_between_them():
    first = Release("a.csv", ("age",), {("0-17",): 30.0, ("18-24",): 12.0, ("25-64",): 55.0})
    second = Release("b.csv", ("age",), {("0-17",): 30.0, ("18-29",): 15.0, ("30-64",): 52.0})

    found = audit_releases([first, second])

    assert [(one.key, one.lower) for one in found.leaks] == [(("[25-29]",), 3)]


def test_cells_hidden_in_one_vintage_are_bounded_by_the_other():
    first = Release(
        "a.csv", ("age",), {("0-17",): 30.0, ("18-24",): None, ("25-64",): None, ("Total",): 97.0}
    )
    second = Release("b.csv", ("age",), {("0-17",): 30.0, ("18-64",): 67.0, ("18-29",): 15.0})

    found = audit_releases([first, second])

    assert of(found, "18-24").upper == 15


def test_two_hierarchies_of_the_same_regions_are_audited_together():
    # sdcTools/UserSupport issue 136: each table is safe alone, the two together are not.
    regions = dict(zip("ABIJKLMN", (2, 2, 8, 8, 3, 3, 3, 7), strict=True))
    children = {"c1": list("ABIJ"), "c2": list("KLMN"), "BIG": list("LM"), "small": list("ABIJKN")}
    cells = {
        **regions,
        **{name: sum(regions[one] for one in of_) for name, of_ in children.items()},
    }
    cells["Total"] = sum(regions.values())
    hidden = {"A", "B", "BIG", "small", "L", "K"}
    shown = {(name,): None if name in hidden else float(value) for name, value in cells.items()}
    one = Release("t.csv", ("region",), shown)

    counties = {name: children[name] for name in ("c1", "c2")}
    alone = {key: value for key, value in shown.items() if key[0] not in ("BIG", "small")}
    assert audit_releases(
        [Release("t.csv", ("region",), alone)], hierarchies={"region": counties}
    ).is_safe

    found = audit_releases([one], hierarchies={"region": children})

    assert {leak.key[0] for leak in found.leaks} == set()
    shown["BIG",] = 6.0
    shown["small",] = 30.0
    found = audit_releases([Release("t.csv", ("region",), shown)], hierarchies={"region": children})
    assert {leak.key[0] for leak in found.leaks} == {"L", "K"}


def test_files_that_no_positive_table_explains_are_refused():
    wrong = Release("t.csv", ("l",), {("a",): None, ("b",): 9.0, ("Total",): 4.0})

    with pytest.raises(RefusedFile, match="aucun tableau de valeurs positives"):
        audit_releases([wrong])


def test_answer_is_written_with_null_for_an_end_without_limit():
    lone = Release("t.csv", ("l",), {("a",): None, ("b",): None})

    written = audit_releases([lone]).to_dict()

    assert written["safe"] is True
    assert written["intervals"][0]["upper"] is None


def test_table_rounded_cell_by_cell_is_audited_with_intervals():
    # Four rounded cells, 2.5 each way: the hidden one is 15, give or take 10.
    cells = {("a",): 5.0, ("b",): 10.0, ("c",): None, ("Total",): 30.0}

    found = audit_releases([Release("t.csv", ("l",), cells)], regime=regime("cnaf"))

    assert found.is_safe
    assert (of(found, "c").lower, of(found, "c").upper) == (5, 25)
    shown = {("a",): 5.0, ("b",): 10.0, ("c",): 10.0, ("Total",): 30.0}
    assert audit_releases([Release("t.csv", ("l",), shown)], regime=regime("cnaf")).is_safe
