"""One value beside others: parents, similar territories, peers, and its own past.

Same year and same definition, or no comparison. The middle of similar territories is a median of
published or computed values, never an average of rates.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from maillage.base.statuses import SHOWN, Status
from maillage.disclosure.release import QUANTILES
from maillage.geography import Territory
from maillage.indicators.cards import DECIMALS
from maillage.stats.peers import peer_class_label


SHOWN_TEXTS = frozenset(str(status) for status in SHOWN)
MINIMUM_SIMILAR = 5
# Under a tenth of a group (the communes of one partial file), a position would mislead.
ENOUGH_OF_GROUP = 0.1
RowIndex = Mapping[tuple[str, str, str, int], dict[str, Any]]


def index_rows(rows: pl.DataFrame) -> RowIndex:
    """Rows by indicator, level, code and year."""
    return {
        (row["indicator"], row["level"], row["code"], row["year"]): row
        for row in rows.rows(named=True)
    }


def is_shown(row: Mapping[str, Any] | None) -> bool:
    """Whether a row carries a number a person may see."""
    return row is not None and row["status"] in SHOWN_TEXTS


def comparisons(
    indicator: str, year: int, parents: Sequence[Territory], index: RowIndex
) -> list[dict[str, Any]]:
    """The same indicator, the same year, in the territories around.

    A région overseas is its only département: it is said once, by the one that shows the value.
    """
    found: list[dict[str, Any]] = []
    for parent in parents:
        row = index.get((indicator, str(parent.level), parent.code, year))
        found.append(
            {
                "territory": parent.name,
                "code": parent.code,
                "level": str(parent.level),
                "value": row["value"] if row else None,
                "status": row["status"] if row else str(Status.UNAVAILABLE),
                "year": year,
            }
        )
    return _once_each(found)


def _once_each(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chosen: dict[str, dict[str, Any]] = {}
    for line in lines:
        before = chosen.get(line["territory"])
        if before is None or (before["value"] is None and line["value"] is not None):
            chosen[line["territory"]] = line
    return list(chosen.values())


def similar_medians(rows: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """By indicator, the median of similar territories; nothing when fewer than five show it.

    rows  those of similar territories, one year for each indicator
    """
    shown = rows.filter(pl.col("status").is_in(SHOWN_TEXTS), pl.col("value").is_not_null())
    medians = (
        shown.group_by("indicator")
        .agg(pl.col("value").median(), pl.len().alias("count"), pl.col("year").first())
        .filter(pl.col("count") >= MINIMUM_SIMILAR)
    )
    return {
        row["indicator"]: {
            "territory": f"Médiane de {row['count']} territoires semblables",
            "code": "semblables",
            "level": "semblables",
            "value": round(row["value"], DECIMALS),
            "status": str(Status.COMPUTED),
            "year": row["year"],
        }
        for row in medians.iter_rows(named=True)
    }


def position(row: Mapping[str, Any], of_all: int = 0) -> dict[str, Any] | None:
    """Where a value stands among its peers; None when too few of them show it.

    row     a released row, with its rank and the quantiles of its peers
    of_all  how many territories the group of peers has
    """
    if row["rank"] is None or row.get("median") is None or row["of"] < ENOUGH_OF_GROUP * of_all:
        return None
    found = {
        "peers": peer_class_label(row["level"], row["peer_class"]),
        "rank": row["rank"],
        "of": row["of"],
        "percentile": row["percentile"],
    }
    return found | {name: row[name] for name in QUANTILES}


def trend(rows: Sequence[Mapping[str, Any]], cuts: Sequence[int]) -> list[dict[str, Any]]:
    """The years of one definition, oldest first.

    cuts  years of a new series its producer forbids to compare: what comes before is left out
    """
    newest = max((row["year"] for row in rows), default=0)
    start = max((year for year in cuts if year <= newest), default=0)
    return [
        {"year": row["year"], "value": row["value"], "status": row["status"]}
        for row in sorted(rows, key=lambda each: each["year"])
        if row["year"] >= start
    ]
