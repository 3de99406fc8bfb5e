"""The members of a territory, side by side in the order of the COG: never one before another."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from maillage.base.levels import LEVEL_PLURALS, Level
from maillage.base.statuses import SHOWN, Reliability, Status
from maillage.disclosure import ReleasedTable
from maillage.geography import Territory
from maillage.indicators.cards import Card
from maillage.portraits.reliability import reliability
from maillage.sources.registry import source_cards


BY_MEMBER = "Aucun des fichiers réunis ne le donne pour l’ensemble du territoire : voir ses {kind}."
NOT_FOR_A_CHOICE = "Cette valeur ne se calcule pas pour un périmètre choisi : voir ses {kind}."
SHOWN_TEXTS = [str(status) for status in SHOWN]
LINE = ("code", "value", "status", "year")
ABOUT = ("level", "numerator", "denominator", "peer_class")


def member_values(
    table: ReleasedTable, known: Mapping[str, Card], names: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """For each indicator that some member shows or hides, the line of every member.

    table  the rows told of each member, one for each of them, in their order
    names  code → name of the members
    """
    told = pl.col("value").is_not_null() | (pl.col("status") == str(Status.SECRET))
    frame = table.frame.filter(told.any().over("indicator"))
    found: dict[str, list[dict[str, Any]]] = {}
    columns = [frame[name].to_list() for name in ("indicator", *LINE, *ABOUT)]
    for indicator, code, value, status, year, level, above, below, peers in zip(
        *columns, strict=True
    ):
        trust = Reliability.UNKNOWN
        if value is not None:
            row = {
                "status": status, "value": value, "level": level, "numerator": above,
                "denominator": below, "peer_class": peers,
            }  # fmt: skip
            trust = reliability(known[indicator], row)
        line = {
            "code": code,
            "name": names[code],
            "value": value,
            "status": status,
            "reliability": trust.value,
            "year": year,
        }
        found.setdefault(indicator, []).append(line)
    return found


def newest_of_members(
    rows: pl.DataFrame, members: Sequence[Territory], years: tuple[int, ...]
) -> dict[str, dict[str, Any]]:
    """The newest row each indicator shows for some member: what tells its year and source."""
    shown = rows.filter(
        pl.col("level").is_in({str(one.level) for one in members}),
        pl.col("code").is_in([one.code for one in members]),
        pl.col("status").is_in(SHOWN_TEXTS),
        pl.col("year").is_in(years) if years else pl.lit(value=True),
    ).select("indicator", "code", "year", "level", "geography_year", "source")
    newest = shown.sort("year", "code").unique("indicator", keep="last", maintain_order=True)
    return {row["indicator"]: row for row in newest.iter_rows(named=True)}


def told_by_members(
    one: dict[str, Any], row: Mapping[str, Any] | None, level: Level
) -> dict[str, Any]:
    """An indicator no file gives for the territory, but given for some of its members.

    A poverty rate published by commune only is then shown commune by commune.
    """
    if one["year"] is not None or row is None:
        return one
    kind = LEVEL_PLURALS[Level(row["level"])]
    reason = (NOT_FOR_A_CHOICE if level == Level.PERIMETRE else BY_MEMBER).format(kind=kind)
    return one | {
        "year": row["year"],
        "geography_year": row["geography_year"],
        "source": source_cards().get(row["source"], {}).get("label", row["source"]),
        "source_id": row["source"],
        "reason": reason,
        "sentence": reason,
    }
