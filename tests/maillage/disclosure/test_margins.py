"""What leaves the gate with its totals is attacked first."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.disclosure.margins import with_totals
from maillage.disclosure.release import release


ROWS = [("A", 4.0), ("B", 20.0), ("C", 30.0), ("Total", 54.0)]


def table(rows=ROWS, **more):
    codes, values = zip(*rows, strict=True)
    columns = {"zone": codes, "value": values, "count": values, "status": ["computed"] * len(rows)}
    return pl.DataFrame({**columns, **more})


def test_cell_deduced_from_its_total_is_refused_by_name():
    with pytest.raises(RefusedFile, match="« A » se déduit des cases montrées"):
        release(table(), regime_name="fiscal", crossing=["zone"])


def test_table_whose_hidden_cells_hold_is_released():
    rows = [("A", 4.0), ("B", 7.0), ("C", 30.0), ("Total", 41.0)]

    done = release(table(rows), regime_name="fiscal", crossing=["zone"])

    assert done.frame["value"].to_list() == [None, None, 30, 41]


def test_unavailable_cell_deduced_is_no_breach():
    status = ["computed", "unavailable", "computed", "computed"]
    rows = [("A", 14.0), ("B", 20.0), ("C", 30.0), ("Total", 64.0)]

    done = release(table(rows, status=status), regime_name="fiscal", crossing=["zone"])

    assert done.frame["value"].to_list() == [14, None, 30, 64]


def test_level_above_is_a_margin_too():
    rows = [("A", 4.0), ("B", 20.0), ("E", 24.0)]

    with pytest.raises(RefusedFile, match="« A »"):
        release(
            table(rows),
            regime_name="fiscal",
            crossing=["zone"],
            hierarchies={"zone": {"E": ["A", "B"]}},
        )


def test_rate_is_attacked_through_its_parts():
    frame = table(numerator=[2.0, 10.0, 15.0, 27.0], denominator=[4.0, 20.0, 30.0, 54.0])

    with pytest.raises(RefusedFile, match="« A »"):
        release(frame, regime_name="fiscal", crossing=["zone"])


def test_totals_that_nobody_declared_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="crossing="):
        release(table(), regime_name="fiscal")


def test_two_rows_for_one_cell_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="several rows"):
        release(table([*ROWS, ("A", 4.0)]), regime_name="fiscal", crossing=["zone"])


@pytest.mark.parametrize("name", ["insee_publie", "cnaf"])
def test_regimes_that_hide_nothing_call_no_attack(name):
    assert release(table(), regime_name=name).frame.height == 4


def test_totals_are_found_in_text_columns():
    frame = pl.DataFrame({"a": ["x", "TOTAL"], "b": ["x", "y"], "value": [1.0, 2.0]})

    assert with_totals(frame) == ["a"]
