"""Reading what is to be protected."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.disclosure.protection.tables import Columns, Table, ancestors, read_table
from maillage.sources.own_tables import OwnTable


def own(**columns):
    frame = pl.DataFrame(columns)
    return OwnTable("t.csv", frame, pl.Series(range(2, frame.height + 2)))


def test_table_of_counts_is_taken_as_it_is():
    found = read_table(own(sexe=["F", "H"], n=["3", "20"]), Columns(("sexe",), "n"), {})

    assert found.are_counts
    assert found.counts == {("F",): 3, ("H",): 20}


def test_one_row_per_person_is_counted_with_its_margins():
    found = read_table(own(sexe=["F", "F", "H"], age=["a", "a", "b"]), Columns(("sexe", "age")), {})

    assert found.persons
    assert found.counts["F", "a"] == 2
    assert found.counts["F", "b"] == 0
    assert found.counts["Total", "Total"] == 3


def test_one_row_per_firm_is_summed_and_its_largest_kept():
    found = read_table(
        own(commune=["A", "A", "B"], turnover=["5", "7", "1"]),
        Columns(("commune",), "turnover"),
        {"commune": {"E": ["A", "B"]}},
    )

    assert found.release.cells["E",] == 13
    assert found.counts["E",] == 3
    assert found.largest["A",] == 7


def test_value_with_decimals_asks_for_the_counts():
    with pytest.raises(RefusedFile, match="--count"):
        read_table(own(sexe=["F", "H"], euros=["3.5", "20"]), Columns(("sexe",), "euros"), {})


def test_negative_count_is_refused_with_its_line():
    with pytest.raises(RefusedFile, match="ligne 3"):
        read_table(own(sexe=["F", "H"], n=["3", "-2"]), Columns(("sexe",), "n"), {})


def test_largest_contributor_of_persons_is_computed_not_given():
    with pytest.raises(WrongCall, match="--max"):
        read_table(own(sexe=["F", "F"]), Columns(("sexe",), largest="sexe"), {})


def test_ancestors_go_up_to_the_root():
    assert ancestors({"R": ["D"], "D": ["A", "B"]})["A"] == ("D", "R")


def test_rows_of_one_contributor_are_added_before_ranking():
    found = read_table(
        own(commune=["A"] * 4, siren=["x", "x", "y", "z"], turnover=["5", "7", "9", "1"]),
        Columns(("commune",), "turnover", contributor="siren"),
        {},
    )

    assert found.counts["A",] == 3
    assert [top["A",] for top in found.tops[:3]] == [12, 9, 1]


def test_contributions_given_by_columns_keep_their_rank():
    found = read_table(
        own(zone=["A"], value=["20"], n=["4"], first=["9"], second=["6"]),
        Columns(("zone",), "value", "n", "first", ("second",)),
        {},
    )

    assert [top["A",] for top in found.tops] == [9, 6]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [("21", "6", "dépasse la valeur"), ("9", "10", "rang précédent"), ("15", "9", "ensemble")],
)
def test_contributions_that_cannot_be_are_refused(first, second, wanted):
    table = own(zone=["A"], value=["20"], n=["4"], first=[first], second=[second])

    with pytest.raises(RefusedFile, match=wanted):
        read_table(table, Columns(("zone",), "value", "n", "first", ("second",)), {})


def test_total_among_persons_is_refused():
    with pytest.raises(RefusedFile, match="compté deux fois"):
        read_table(own(sexe=["F", "F", "Total"]), Columns(("sexe",)), {})


def read(text: str, **columns: str) -> Table:
    frame = pl.read_csv(text.encode(), infer_schema=False)
    table = OwnTable("t.csv", frame, pl.Series(range(2, frame.height + 2)))
    return read_table(table, Columns(("commune",), "n", **columns), {})


def test_a_finer_table_is_not_read_as_one_line_per_person():
    lines = [f"{c},{a},{c + a}" for c in range(3) for a in range(12)]
    text = "commune,age,n\n" + "\n".join(lines)

    with pytest.raises(RefusedFile, match="plus fin"):
        read(text)


def test_a_line_typed_twice_is_named():
    lines = [f"c{number},20" for number in range(15)]

    with pytest.raises(RefusedFile, match="ligne 17 : cette case est déjà donnée"):
        read("commune,n\n" + "\n".join([*lines, "c0,20"]))


def test_a_value_that_rests_on_nobody_is_refused():
    with pytest.raises(RefusedFile, match="l’effectif est 0"):
        read("commune,n,who\na,40,0\nb,50,12\n", count="who")
