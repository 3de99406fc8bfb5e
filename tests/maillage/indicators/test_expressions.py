"""The arithmetic of cards: what is read, what is refused, and the same result everywhere."""

import ibis
import polars as pl
import pytest

from maillage.base.errors import CardError
from maillage.indicators.expressions import Column, Number, Operation, first_available, parse


ROWS = {"A": [10.0, None, 3.0], "B": [2.0, 5.0, 0.5], "C": [1.0, 1.0, 4.0]}


def by_hand(a: float | None, b: float, c: float) -> float | None:
    return None if a is None else (a - b) * 2 + c


def test_products_bind_tighter_than_sums() -> None:
    tree = parse("A + B * 2")

    assert tree == Operation("+", Column("A"), Operation("*", Column("B"), Number(2.0)))


def test_subtractions_are_read_from_left_to_right() -> None:
    assert parse("A - B - C") == parse("(A - B) - C")
    assert parse("A - B - C") != parse("A - (B - C)")


def test_a_name_may_say_its_dataset() -> None:
    tree = parse("insee_rp.P_POP + insee_rp.P_LOG")

    assert tree.columns() == {"P_POP", "P_LOG"}
    assert tree.datasets() == {"insee_rp"}
    assert parse("2 * P_POP").datasets() == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A +",
        "A B",
        "(A",
        "A)",
        "A / B",
        "A ** 2",
        "f(A)",
        "-A",
        "1a",
        "A.B.C",
        "__import__('x')",
    ],
)
def test_anything_else_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(CardError, match="expression"):
        parse(text)


def test_polars_and_ibis_agree_with_the_calculation_by_hand() -> None:
    tree = parse("(A - B) * 2 + C")
    frame = pl.DataFrame(ROWS)
    expected = [by_hand(*row) for row in zip(*ROWS.values(), strict=True)]

    with_polars = frame.select(x=tree.to_polars())["x"].to_list()
    table = ibis.memtable(frame.to_arrow())
    with_ibis = table.select(x=tree.to_ibis(table)).to_pyarrow()["x"].to_pylist()

    assert with_polars == expected
    assert with_ibis == expected


def test_a_number_alone_compiles_everywhere() -> None:
    table = ibis.memtable(pl.DataFrame({"A": [1.0]}).to_arrow())

    assert pl.DataFrame({"A": [1.0]}).select(x=parse("7").to_polars())["x"].to_list() == [7.0]
    assert table.select(x=parse("7").to_ibis(table)).to_pyarrow()["x"].to_pylist() == [7.0]
    assert parse("7").columns() == frozenset()


def test_the_only_alternative_whose_columns_all_exist_is_used() -> None:
    alternatives = [parse("YOUNG"), parse("BOYS + GIRLS")]

    assert first_available(alternatives, {"BOYS", "GIRLS"}) == alternatives[1]
    assert first_available(alternatives, {"BOYS"}) is None


def test_several_alternatives_are_tried_row_by_row_in_their_order() -> None:
    """A file of two censuses: one gives 75 or more at once, the other in two bands."""
    frame = pl.DataFrame({"OLD": [9.0, None, None], "A": [None, 3.0, 1.0], "B": [None, 4.0, None]})
    tree = first_available([parse("OLD"), parse("A + B")], frame.columns)

    assert tree is not None
    table = ibis.memtable(frame.to_arrow())
    assert frame.select(x=tree.to_polars())["x"].to_list() == [9.0, 7.0, None]
    assert table.select(x=tree.to_ibis(table)).to_pyarrow()["x"].to_pylist() == [9.0, 7.0, None]
    assert tree.columns() == {"OLD", "A", "B"}
    assert tree.datasets() == frozenset()
