"""The gate: what it hides, what it rounds, and that there is no other door."""

import copy
import dataclasses
import math

import polars as pl
import pytest

from maillage.base.statuses import HIDDEN, SHOWN, Status
from maillage.disclosure import ReleasedTable, release
from maillage.disclosure.regimes import regime
from maillage.disclosure.release import _passed


def table(**columns: list) -> pl.DataFrame:
    """A small table whose cells are all computed, unless `status` says otherwise."""
    size = len(next(iter(columns.values())))
    return pl.DataFrame({"status": ["computed"] * size} | columns, strict=False)


def released(regime_name: str, **columns: list) -> dict[str, list]:
    return release(table(**columns), regime_name=regime_name).frame.to_dict(as_series=False)


@pytest.mark.parametrize("status", sorted(HIDDEN))
def test_hidden_cell_loses_its_value_and_its_parts(status):
    cells = released(
        "insee_publie", value=[22.0], status=[status], numerator=[22.0], denominator=[100.0]
    )

    assert (cells["value"], cells["numerator"], cells["denominator"]) == ([None], [None], [None])
    assert cells["status"] == [status]


@pytest.mark.parametrize("status", sorted(SHOWN))
def test_shown_cell_keeps_its_value_and_its_status(status):
    cells = released("insee_publie", value=[22.0], status=[status])

    assert (cells["value"], cells["status"]) == ([22.0], [status])


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_shown_cell_without_value_is_unavailable_not_zero(nothing):
    cells = released("insee_publie", value=[nothing, 3.0])

    assert cells["value"] == [None, 3.0]
    assert cells["status"] == [Status.UNAVAILABLE, Status.COMPUTED]


def test_cell_under_the_threshold_is_secret_and_the_threshold_itself_is_shown():
    cells = released("fiscal", value=[1.0, 2.0, 3.0], count=[10, 11, 12])

    assert cells["value"] == [None, 2.0, 3.0]
    assert cells["status"] == [Status.SECRET, Status.COMPUTED, Status.COMPUTED]
    assert cells["count"] == [None, 11, 12]


def test_true_zero_is_kept_because_it_reveals_nobody():
    cells = released("fiscal", value=[0.0], count=[0])

    assert (cells["value"], cells["status"]) == ([0.0], [Status.COMPUTED])


def test_unknown_count_is_secret_because_it_may_be_small():
    cells = released("fiscal", value=[12.0], count=pl.Series([None], dtype=pl.Int64))

    assert (cells["value"], cells["status"]) == ([None], [Status.SECRET])


def test_cell_with_one_dominant_contributor_is_secret():
    cells = released("fiscal", value=[1.0, 2.0], count=[50, 50], largest=[85.1, 85.0])

    assert cells["value"] == [None, 2.0]


def test_unknown_dominance_is_secret_except_for_a_zero():
    nothing = pl.Series([None, None], dtype=pl.Float64)
    cells = released("fiscal", value=[4.0, 0.0], count=[50, 0], largest=nothing)

    assert cells["status"] == [Status.SECRET, Status.COMPUTED]


def test_cell_already_unavailable_does_not_become_secret():
    cells = released("fiscal", value=[None], status=["unavailable"], count=[3])

    assert cells["status"] == [Status.UNAVAILABLE]


def test_regime_with_a_threshold_refuses_a_table_that_does_not_say_its_counts():
    with pytest.raises(ValueError, match="count"):
        release(table(value=[1.0]), regime_name="fiscal")


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (12, 10), (13, 15)])
def test_cnaf_counts_are_rounded_to_the_nearest_five(count, shown):
    assert released("cnaf", value=[count])["value"] == [shown]


def test_rate_is_recomputed_from_its_rounded_parts():
    cells = released("cnaf", value=[50.0], numerator=[7.0], denominator=[14.0], scale=[100.0])

    assert (cells["numerator"], cells["denominator"]) == ([5], [15])
    assert cells["value"] == [pytest.approx(100 / 3)]


def test_rate_whose_denominator_rounds_to_zero_is_secret():
    cells = released("cnaf", value=[50.0], numerator=[1.0], denominator=[2.0], scale=[100.0])

    assert (cells["value"], cells["status"]) == ([None], [Status.SECRET])
    assert (cells["numerator"], cells["denominator"]) == ([None], [None])


def test_count_beside_rates_is_rounded_too():
    cells = released(
        "cnaf",
        value=[50.0, 7.0],
        numerator=[10.0, None],
        denominator=[20.0, None],
        scale=[100.0, None],
    )

    assert cells["value"] == [50.0, 5.0]
    assert cells["status"] == [Status.COMPUTED, Status.COMPUTED]


def test_rate_published_without_its_parts_is_not_rounded_to_five():
    cells = released("cnaf", value=[58.8, 12.0], unit=["per_100", "count"])

    assert cells["value"] == [58.8, 10.0]


def test_other_columns_go_through_untouched():
    cells = released("insee_publie", value=[1.0], code=["01001"], year=[2021])

    assert (cells["code"], cells["year"]) == (["01001"], [2021])


@pytest.mark.parametrize("column", ["value", "status"])
def test_table_without_value_or_status_is_refused(column):
    with pytest.raises(ValueError, match=column):
        release(table(value=[1.0]).drop(column), regime_name="insee_publie")


@pytest.mark.parametrize("status", ["public", None])
def test_unknown_status_is_refused(status):
    with pytest.raises(ValueError, match="unknown statuses"):
        release(table(value=[1.0], status=[status]), regime_name="insee_publie")


def test_released_table_cannot_be_made_by_hand():
    done = release(table(value=[1.0]), regime_name="insee_publie")

    with pytest.raises(TypeError, match="release"):
        ReleasedTable(frame=done.frame, regimes=done.regimes)


def test_released_table_cannot_be_refilled_with_another_frame():
    done = release(table(value=[1.0]), regime_name="insee_publie")

    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(done, frame=table(value=[2.0]))
    with pytest.raises(dataclasses.FrozenInstanceError):
        done.frame = table(value=[2.0])


def test_released_table_remembers_its_regime_and_may_be_copied():
    done = copy.copy(release(table(value=[1.0]), regime_name="insee_publie"))

    assert done.regime.id == "insee_publie"


def mixed(**columns):
    frame = table(**columns).with_columns(pl.Series("rules", ["cnaf", "insee_publie"]))
    return release(frame, regime_column="rules")


def test_each_row_follows_the_regime_it_names():
    done = mixed(value=[12.0, 12.0])

    assert sorted(done.frame["value"].to_list()) == [10, 12]
    assert {one.id for one in done.regimes} == {"cnaf", "insee_publie"}
    assert "rules" not in done.frame.columns


def test_table_under_several_regimes_has_no_single_one():
    with pytest.raises(ValueError, match="unpack"):
        mixed(value=[12.0, 12.0]).regime  # noqa: B018 - the property is what is tried


def test_row_that_names_no_regime_is_refused():
    frame = table(value=[1.0]).with_columns(pl.lit(None, dtype=pl.String).alias("rules"))

    with pytest.raises(ValueError, match="without a regime"):
        release(frame, regime_column="rules")


def test_release_without_any_regime_is_refused():
    with pytest.raises(ValueError, match="regime_name"):
        release(table(value=[1.0]))


def test_no_row_at_all_is_released_as_no_row():
    frame = table(value=[1.0]).with_columns(rules=pl.lit("cnaf")).clear()

    assert release(frame, regime_column="rules").frame.is_empty()


def test_quantiles_of_rounded_counts_are_rounded_too():
    cells = released("cnaf", value=[12.0], unit=["count"], q1=[6.0], median=[13.0])

    assert (cells["q1"], cells["median"]) == ([5], [15])


def test_quantiles_of_a_rate_stay_as_they_are():
    cells = released("cnaf", value=[12.4], unit=["percent"], median=[13.3])

    assert cells["median"] == [13.3]


def test_hidden_cell_has_no_place_among_its_peers():
    cells = released(
        "insee_publie", value=[3.0], status=["secret"], rank=[4], percentile=[80.0], median=[2.0]
    )

    assert (cells["rank"], cells["percentile"], cells["median"]) == ([None], [None], [None])


def test_fewer_rows_stay_released():
    done = release(table(value=[1.0, 2.0], code=["a", "b"]), regime_name="insee_publie")

    kept = done.only(pl.col("code") == "b")

    assert (kept.frame["value"].to_list(), kept.regime) == ([2], done.regime)


def test_completed_table_has_a_line_for_each_one_wanted_in_their_order():
    done = release(table(value=[1.0], code=["b"]), regime_name="insee_publie")
    wanted = pl.DataFrame({"code": ["a", "b"], "name": ["Annelle", "Brissac"]})

    full = done.completed(wanted, ["code"]).frame

    assert full.select("name", "value", "status").rows() == [
        ("Annelle", None, "unavailable"),
        ("Brissac", 1, "computed"),
    ]


def test_completing_a_table_never_brings_numbers():
    done = release(table(value=[1.0], code=["b"]), regime_name="insee_publie")

    with pytest.raises(ValueError, match="labels only"):
        done.completed(pl.DataFrame({"code": ["b"], "value": [3.0]}), ["code"])


def test_columns_may_be_left_out_but_never_the_value_or_its_status():
    done = release(table(value=[1.0], rank=[3]), regime_name="insee_publie")

    assert set(done.without(["rank", "value", "status"]).frame.columns) == {"value", "status"}


def test_two_contributors_who_fill_a_cell_are_hidden_under_the_p_percent_rule():
    rules = regime("entreprises").model_copy(update={"dominance": None, "p_percent": 10})
    frame = table(value=[9.0, 9.0], count=[9, 9], largest=[80.0, 40.0], second=[15.0, 30.0])

    done = _passed(frame, rules, (), {})

    assert done["status"].to_list() == ["secret", "computed"]
    with pytest.raises(ValueError, match="second"):
        _passed(frame.drop("second"), rules, (), {})


def test_a_completed_table_is_never_matched_on_numbers_somebody_brings():
    table = release(
        pl.DataFrame({"code": ["a"], "value": [1.0], "status": ["published"]}),
        regime_name="insee_publie",
    )
    brought = pl.DataFrame({"code": ["z"], "value": [10.0], "status": ["published"]})

    with pytest.raises(ValueError, match="labels only"):
        table.completed(brought, ["code", "value", "status"])


def test_tables_put_together_or_beside_show_what_was_released():
    frame = pl.DataFrame(
        {"code": ["a", "b"], "value": [1.0, None], "status": ["published", "secret"]}
    )
    table = release(frame, regime_name="insee_publie")

    assert table.joined(table).frame.height == 4
    assert table.beside(table, ["code"], "reference").frame["reference"].to_list() == [1.0, None]
