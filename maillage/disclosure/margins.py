"""Before a table with margins leaves the gate: what its sums say of its hidden cells.

Hiding small cells is not enough when totals stay: the attack of `maillage.disclosure.attack` is run
on what would be shown, and the table is refused when a secret cell comes out of it. Regimes that
only keep what a publisher decided, or round, are not concerned.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import join_words, number
from maillage.base.statuses import HIDDEN, Status
from maillage.disclosure.regimes import Regime


TOTALS = ("total", "ensemble", "_t")
PARTS = ("numerator", "denominator")
NAMED = 5
Hierarchies = Mapping[str, Mapping[str, Sequence[str]]]


def with_totals(frame: pl.DataFrame) -> list[str]:
    """The text columns in which some row stands for a total."""
    return [
        name
        for name, kind in frame.schema.items()
        if kind == pl.String and frame[name].str.to_lowercase().is_in(TOTALS).any()
    ]


def refuse_leaks(
    frame: pl.DataFrame, rules: Regime, crossing: Sequence[str], hierarchies: Hierarchies
) -> None:
    """Attack what is about to be shown.

    frame     value and status, after the thresholds; of a rate, its numerator and its denominator
    crossing  the columns whose rows add up, their totals named « Total »

    Raises RefusedFile naming the secret cells that the shown ones give away, ValueError when a
    table with totals does not say which columns it crosses, or they do not tell rows apart.
    """
    if not rules.hides:
        return
    if not crossing:
        found = with_totals(frame)
        if found:
            raise ValueError(f"release() under {rules.id!r} met totals in {found}: give crossing=")
        return
    if frame.select(crossing).is_duplicated().any():
        raise ValueError(f"release() met several rows for one cell of {list(crossing)}")
    is_rate = set(PARTS) <= set(frame.columns) and frame["denominator"].is_not_null().any()
    for column in PARTS if is_rate else ("value",):
        _refuse(frame, column, rules, crossing, hierarchies)


def _refuse(
    frame: pl.DataFrame,
    column: str,
    rules: Regime,
    crossing: Sequence[str],
    hierarchies: Hierarchies,
) -> None:
    # The solver is loaded by the tables that need it alone.
    from maillage.disclosure.attack import Release, audit_releases
    from maillage.disclosure.attack.releases import decimals_of, total_or

    keys = [tuple(total_or(str(code)) for code in row) for row in frame.select(crossing).rows()]
    hidden = frame["status"].is_in([str(status) for status in HIDDEN])
    shown = frame.select(pl.when(~hidden).then(pl.col(column))).to_series()
    release = Release(
        "tableau", tuple(crossing), dict(zip(keys, shown, strict=True)), decimals_of(shown)
    )
    secret = {
        key for key, one in zip(keys, frame["status"], strict=True) if one == str(Status.SECRET)
    }
    found = audit_releases([release], hierarchies=hierarchies, regime=rules)
    leaks = [one for one in found.leaks if one.key in secret]
    if leaks:
        named = [f"« {' × '.join(one.key)} »" for one in leaks[:NAMED]]
        if len(leaks) > NAMED:
            named.append(f"{number(len(leaks) - NAMED)} autres")
        raise RefusedFile(
            f"Ce tableau ne peut pas être montré avec ses totaux : {join_words(named)} "
            f"{'se déduit' if len(leaks) == 1 else 'se déduisent'} des cases montrées.",
            todo="Passez-le d’abord par « maillage protect », ou montrez-le sans ses totaux.",
        )
