"""`release()`: the only maker of a `ReleasedTable`, hence of a showable number.

Charts, maps, portraits and reports accept nothing else. Statuses are enforced (a hidden cell has no
value, whatever the input says), then the thresholds and the rounding of the regime. What is known
of a cell among its peers (rank, quantiles) goes through with it: rounded like it, hidden like it.
Secondary suppression is not done here, but nothing leaves unaudited: under a regime that hides
cells, a table shown with its totals says which columns it crosses, is attacked, and is refused when
a secret cell comes out. Regimes that only keep or round what was published call no attack.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass

import polars as pl

from maillage.base.statuses import HIDDEN, Status
from maillage.disclosure.margins import Hierarchies, refuse_leaks
from maillage.disclosure.regimes import Regime, regime


_KEY = object()
REQUIRED = ("value", "status")
CARRIED = ("value", "numerator", "denominator")
# Quantiles of the peers of a cell, in its unit; its place among them.
QUANTILES = ("p5", "q1", "median", "q3", "p95")
PLACE = ("rank", "percentile")
# Percentages of the largest contributors of a cell, in order.
RANKS = ("largest", "second", "third", "fourth", "fifth")


@dataclass(frozen=True)
class ReleasedTable:
    """Rows a person may see.

    frame    at least value (Float64, null when hidden) and status; the other columns are kept
    regimes  the secrecy regimes that were applied, each to its own rows
    """

    frame: pl.DataFrame
    regimes: tuple[Regime, ...]
    # Not kept on the object, so that dataclasses.replace() cannot slip another frame in.
    key: InitVar[object] = None

    def __post_init__(self, key: object) -> None:
        if key is not _KEY:
            raise TypeError("a ReleasedTable is made by maillage.disclosure.release() only")

    @property
    def regime(self) -> Regime:
        """The regime of a table that has only one. Raises ValueError for several."""
        (only,) = self.regimes
        return only

    def only(self, *conditions: pl.Expr) -> "ReleasedTable":
        """The rows that meet the conditions: fewer rows reveal nothing more."""
        return _made(self.frame.filter(*conditions), self.regimes)

    def without(self, columns: Sequence[str]) -> "ReleasedTable":
        """The same rows with fewer columns; the value and the status always stay."""
        dropped = [name for name in columns if name not in REQUIRED]
        return _made(self.frame.drop(dropped, strict=False), self.regimes)

    def completed(self, wanted: pl.DataFrame, on: Sequence[str]) -> "ReleasedTable":
        """One row for each of `wanted`, in its order; those nobody gives are unavailable.

        wanted  the columns of `on`, and labels. Raises ValueError when it would bring numbers, or
                be matched on them: a value that nobody released would then be shown.
        """
        brought = set(wanted.columns) & {*REQUIRED, *CARRIED, *QUANTILES, *PLACE}
        if brought:
            raise ValueError(f"a released table takes labels only, not {sorted(brought)}")
        labels = [name for name in wanted.columns if name not in on and name in self.frame.columns]
        joined = wanted.join(
            self.frame.drop(labels), on=list(on), how="left", maintain_order="left"
        )
        unavailable = pl.col("status").fill_null(str(Status.UNAVAILABLE))
        return _made(joined.with_columns(unavailable), self.regimes)

    def joined(self, other: "ReleasedTable") -> "ReleasedTable":
        """The rows of both; a column only one of them has is null in the other."""
        regimes = tuple(dict.fromkeys((*self.regimes, *other.regimes)))
        return _made(pl.concat([self.frame, other.frame], how="diagonal"), regimes)

    def beside(self, other: "ReleasedTable", on: Sequence[str], name: str) -> "ReleasedTable":
        """The same rows, with the value another released table gives as one more column."""
        values = other.frame.select(*on, pl.col("value").alias(name))
        regimes = tuple(dict.fromkeys((*self.regimes, *other.regimes)))
        found = self.frame.join(values, on=list(on), how="left", maintain_order="left")
        return _made(found, regimes)


def _made(frame: pl.DataFrame, regimes: tuple[Regime, ...]) -> ReleasedTable:
    return ReleasedTable(frame=frame, regimes=regimes, key=_KEY)


def release(
    frame: pl.DataFrame,
    *,
    regime_name: str = "",
    regime_column: str = "",
    crossing: Sequence[str] = (),
    hierarchies: Hierarchies | None = None,
) -> ReleasedTable:
    """Apply secrecy regimes to a table of values.

    frame          value, status; optionally numerator, denominator, scale (value = numerator /
                   denominator × scale), unit, count (units the value rests on), largest
                   (percentage of the largest contributor; second, third… when the regime looks at
                   them), the quantiles of its peers and its place among them. Missing values are
                   null or NaN.
    regime_name    a card of `definitions/disclosure/`, for every row
    regime_column  instead: the column naming the card of each row; it is not kept
    crossing       the columns that a table with margins crosses, totals written « Total »; its rows
                   are one cell each
    hierarchies    of such a column: parent → children, when it holds several levels

    Raises RefusedFile when a secret cell can be deduced from those shown, ValueError when a column
    that the regime needs is absent, a status is unknown, no regime is named, or a table with totals
    does not say what it crosses.
    """
    if bool(regime_name) == bool(regime_column):
        raise ValueError("release() needs regime_name or regime_column")
    if regime_name:
        rules = regime(regime_name)
        return _made(_passed(frame, rules, crossing, hierarchies or {}), (rules,))
    # Regimes that only keep what was published do the same to their rows: they pass together.
    named = {name: _named(name) for name in frame[regime_column].unique(maintain_order=True)}
    groups: dict[tuple[object, ...], list[Regime]] = {}
    for rules in named.values():
        key = (rules.minimum_count, rules.dominance, rules.p_percent, rules.rounding)
        groups.setdefault(key, []).append(rules)
    bare = frame.drop(regime_column)
    passed = [
        _passed(
            bare.filter(frame[regime_column].is_in([one.id for one in alike])),
            alike[0],
            crossing,
            hierarchies or {},
        )
        for alike in groups.values()
    ]
    whole = pl.concat(passed) if passed else _as_floats(bare)
    return _made(whole, tuple(named.values()))


def _named(name: object) -> Regime:
    """The regime a row names. A row that names none is not shown by default."""
    if not isinstance(name, str):
        raise ValueError("release() met rows without a regime")
    return regime(name)


def _passed(
    frame: pl.DataFrame, rules: Regime, crossing: Sequence[str], hierarchies: Hierarchies
) -> pl.DataFrame:
    """The rows of one regime, once it was applied."""
    _check(frame, rules)
    frame = _apply_thresholds(_as_floats(frame), rules)
    if rules.rounding:
        frame = _round_to(frame, rules.rounding)
    shown = _blank(frame)
    refuse_leaks(shown, rules, crossing, hierarchies)
    return shown


def _check(frame: pl.DataFrame, rules: Regime) -> None:
    """Refuse a table on which the regime could not be applied: nothing is shown by default."""
    needed = [*REQUIRED] if rules.minimum_count is None else [*REQUIRED, "count"]
    if "largest" in frame.columns and rules.ranks > 1:
        needed += RANKS[1 : rules.ranks]
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise ValueError(f"release() under {rules.id!r} needs columns {missing}")
    unknown = set(frame["status"].drop_nulls().unique()) - {str(status) for status in Status}
    if unknown or frame["status"].null_count():
        raise ValueError(f"release() met unknown statuses: {sorted(unknown) or 'null'}")


def _as_floats(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers as Float64; what is not a number is missing."""
    names = [name for name in (*CARRIED, *QUANTILES) if name in frame.columns]
    return frame.with_columns(pl.col(names).cast(pl.Float64).fill_nan(None))


def _apply_thresholds(frame: pl.DataFrame, rules: Regime) -> pl.DataFrame:
    """Turn to secret the shown cells that rest on too few units or on one dominant contributor."""
    secret = pl.lit(False)
    if rules.minimum_count is not None:
        # A true zero reveals nobody; it stays. An unknown count is not a safe count.
        small = (pl.col("count") < rules.minimum_count) & (pl.col("count") > 0)
        secret = secret | small | pl.col("count").is_null()
    if rules.dominance is not None and "largest" in frame.columns:
        unknown = pl.col("largest").is_null() & (pl.col("value") != 0)
        together = pl.sum_horizontal(RANKS[: rules.dominance_count])
        secret = secret | (together > rules.dominance) | unknown
    if rules.p_percent is not None and "largest" in frame.columns:
        others = 100 - pl.col("largest") - pl.col("second")
        known = others < pl.col("largest") * rules.p_percent / 100
        secret = secret | (known | known.is_null()) & (pl.col("value") != 0)
    return frame.with_columns(_secret_where(secret).alias("status"))


def _blank(frame: pl.DataFrame) -> pl.DataFrame:
    """A hidden cell has no value and no parts; a shown cell without value is unavailable."""
    hidden = pl.col("status").is_in([str(status) for status in HIDDEN])
    about = (*CARRIED, *QUANTILES, *PLACE, "count", *RANKS)
    names = [name for name in about if name in frame.columns]
    blanked = frame.with_columns(
        pl.when(hidden).then(None).otherwise(pl.col(name)).alias(name) for name in names
    )
    lost = ~hidden & pl.col("value").is_null()
    unavailable = pl.lit(str(Status.UNAVAILABLE))
    return blanked.with_columns(
        pl.when(lost).then(unavailable).otherwise(pl.col("status")).alias("status")
    )


def _round_to(frame: pl.DataFrame, multiple: int) -> pl.DataFrame:
    """Round counts to a multiple; a rate is recomputed from its rounded parts.

    A rate published without its parts stays as it is: rounding it would say nothing true.
    A rate whose denominator rounds to zero rests on too few people: secret.
    """
    parts = [name for name in CARRIED[1:] if name in frame.columns]
    is_count = pl.col("unit") == "count" if "unit" in frame.columns else pl.lit(True)
    spread = [name for name in QUANTILES if name in frame.columns]
    rounded = frame.with_columns(
        *(_nearest(pl.col(name), multiple).alias(name) for name in parts),
        *(
            pl.when(is_count)
            .then(_nearest(pl.col(name), multiple))
            .otherwise(pl.col(name))
            .alias(name)
            for name in spread
        ),
    )
    whole = _nearest(pl.col("value"), multiple)
    value = pl.when(is_count).then(whole).otherwise(pl.col("value"))
    if not {*CARRIED, "scale"} <= set(frame.columns):
        return rounded.with_columns(value.alias("value"))
    is_rate = pl.col("denominator").is_not_null() & pl.col("scale").is_not_null()
    vanished = is_rate & (pl.col("denominator") == 0) & pl.col("value").is_not_null()
    rate = pl.col("numerator") / pl.col("denominator") * pl.col("scale")
    return rounded.with_columns(
        pl.when(vanished).then(None).when(is_rate).then(rate).otherwise(value).alias("value"),
        _secret_where(vanished).alias("status"),
    )


def _nearest(column: pl.Expr, multiple: int) -> pl.Expr:
    """The nearest multiple, halves upwards: with 5, 7 → 5 and 12 → 10."""
    return (column / multiple + 0.5).floor() * multiple


def _secret_where(condition: pl.Expr) -> pl.Expr:
    """The status column, turned to secret for the shown cells that meet the condition."""
    shown = ~pl.col("status").is_in([str(status) for status in HIDDEN])
    secret = pl.lit(str(Status.SECRET))
    return pl.when(shown & condition).then(secret).otherwise(pl.col("status"))
