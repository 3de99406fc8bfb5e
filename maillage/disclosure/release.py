"""`release()`: the only maker of a `ReleasedTable`, hence of a showable number.

Charts, maps, portraits and reports accept nothing else. Statuses are enforced (a hidden cell has no
value, whatever the input says), then the thresholds and the rounding of the regime.
Secondary suppression and its audit are not done here: a regime that would need them
(`as_published: false` with published margins) must release tables without margins.
"""

from dataclasses import dataclass, field

import polars as pl

from maillage.base.statuses import HIDDEN, Status
from maillage.disclosure.regimes import Regime, regime


_KEY = object()
REQUIRED = ("value", "status")
CARRIED = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class ReleasedTable:
    """Rows a person may see.

    frame   at least value (Float64, null when hidden) and status; the other columns are kept
    regime  the secrecy regime that was applied
    """

    frame: pl.DataFrame
    regime: Regime
    key: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.key is not _KEY:
            raise TypeError("a ReleasedTable is made by maillage.disclosure.release() only")


def release(frame: pl.DataFrame, *, regime_name: str) -> ReleasedTable:
    """Apply a secrecy regime to a table of values.

    frame        value, status; optionally numerator, denominator, count (units the value rests on)
                 and largest (percentage of the largest contributor). Missing values are null.
    regime_name  a card of `definitions/disclosure/`

    Raises ValueError when `value` or `status` is absent or a status is unknown.
    """
    missing = [name for name in REQUIRED if name not in frame.columns]
    if missing:
        raise ValueError(f"release() needs columns {missing}")
    unknown = set(frame["status"].drop_nulls().unique()) - {str(status) for status in Status}
    if unknown or frame["status"].null_count():
        raise ValueError(f"release() met unknown statuses: {sorted(unknown) or 'null'}")
    rules = regime(regime_name)
    frame = _blank(_apply_thresholds(frame, rules))
    if rules.rounding:
        frame = _round_to(frame, rules.rounding)
    return ReleasedTable(frame=frame, regime=rules, key=_KEY)


def _apply_thresholds(frame: pl.DataFrame, rules: Regime) -> pl.DataFrame:
    """Turn to secret the shown cells that rest on too few units or on one dominant contributor."""
    secret = pl.lit(False)
    if rules.minimum_count is not None and "count" in frame.columns:
        # A true zero reveals nobody; it stays. An unknown count is not a safe count.
        small = (pl.col("count") < rules.minimum_count) & (pl.col("count") > 0)
        secret = secret | small | pl.col("count").is_null()
    if rules.dominance is not None and "largest" in frame.columns:
        secret = secret | (pl.col("largest") > rules.dominance)
    shown = ~pl.col("status").is_in([str(status) for status in HIDDEN])
    status = pl.when(shown & secret).then(pl.lit(str(Status.SECRET))).otherwise(pl.col("status"))
    return frame.with_columns(status.alias("status"))


def _blank(frame: pl.DataFrame) -> pl.DataFrame:
    """A hidden cell has no value and no parts; a shown cell without value is unavailable."""
    hidden = pl.col("status").is_in([str(status) for status in HIDDEN])
    names = [name for name in (*CARRIED, "count", "largest") if name in frame.columns]
    blanked = frame.with_columns(
        pl.when(hidden).then(None).otherwise(pl.col(name)).alias(name) for name in names
    )
    lost = ~hidden & pl.col("value").is_null()
    unavailable = pl.lit(str(Status.UNAVAILABLE))
    return blanked.with_columns(
        pl.when(lost).then(unavailable).otherwise(pl.col("status")).alias("status")
    )


def _round_to(frame: pl.DataFrame, multiple: int) -> pl.DataFrame:
    """Round counts to a multiple; a rate is recomputed from its rounded parts."""
    names = [name for name in CARRIED if name in frame.columns]
    rounded = frame.with_columns(
        ((pl.col(name) / multiple + 0.5).floor() * multiple).alias(name)
        for name in names
        if name != "value"
    )
    if {"numerator", "denominator", "scale"} <= set(names) | set(frame.columns):
        ratio = pl.col("numerator") / pl.col("denominator") * pl.col("scale")
        return rounded.with_columns(
            pl.when(pl.col("denominator") > 0).then(ratio).otherwise(None).alias("value")
        )
    return rounded.with_columns(
        ((pl.col("value") / multiple + 0.5).floor() * multiple).alias("value")
    )
