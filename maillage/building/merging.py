"""Second stage of a build: the files of one dataset and source become one table."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from maillage.base.levels import Level
from maillage.building.cleaning import readable
from maillage.building.digests import code_digest, digest_of
from maillage.building.workplace import Pieces, Workplace
from maillage.geography import Geography
from maillage.sources import registry
from maillage.sources.communes import complete_with_zeros
from maillage.sources.contract import STATUS_SUFFIX
from maillage.store.manifest import Manifest, TableEntry


KEYS = ["level", "code", "year"]
# Small enough for several cores to share a table, and for a year to be found without the others.
PIECES = Pieces(rows=16_384)


def merge_clean(
    tables: Mapping[str, TableEntry],
    place: Workplace,
    previous: Manifest | None,
    geography: Geography,
) -> dict[str, TableEntry]:
    """One table per dataset and source: extracts and themes of one vintage complete each other.

    A cell given by several files comes from the one with the most rows; the order of deposit does
    not count.
    """
    groups: dict[tuple[str, str], list[TableEntry]] = {}
    for table in tables.values():
        if table.details["kind"] == "territories":
            place_of = (table.details["dataset"], table.details["source"])
            groups.setdefault(place_of, []).append(table)
    merged: dict[str, TableEntry] = {}
    for (dataset, source), parts in sorted(groups.items()):
        key = f"merged/{dataset}/{source}"
        ordered = sorted(parts, key=lambda part: (-part.rows, part.sha256))
        absent = registry.source_card(source).get("absent", {})
        inputs = digest_of(
            [part.sha256 for part in ordered], absent, code_digest("building/merging.py")
        )
        before = previous.tables.get(key) if previous else None
        if before is not None and before.inputs == inputs:
            merged[key] = before
        else:
            merged[key] = _merge(key, ordered, place, inputs, geography)
    return merged


def _merge(
    key: str, parts: list[TableEntry], place: Workplace, inputs: str, geography: Geography
) -> TableEntry:
    details = {
        "dataset": parts[0].details["dataset"],
        "source": parts[0].details["source"],
        "kind": "territories",
        "raws": sorted({part.details["raw"] for part in parts}),
        "years": _union(parts, "years"),
        "levels": _union(parts, "levels"),
        "geography_years": _union(parts, "geography_years"),
    }
    absent = registry.source_card(details["source"]).get("absent", {})
    exhaustive = absent.get("means") == "zero"
    if len(parts) == 1 and not exhaustive:
        return parts[0].model_copy(update={"inputs": inputs, "details": details})
    paths = [readable(part, place) for part in parts]
    scans = [pl.scan_parquet(path) for path in paths]
    if exhaustive:
        # File by file: what one list omits says nothing of what another one counts.
        scans = [_with_zeros(scan.collect(), absent, geography).lazy() for scan in scans]
    table = _together(scans, [year for part in parts for year in part.details["years"]])
    if not exhaustive:
        details["spans"] = _spans(parts, [pq.read_schema(path).names for path in paths])
    name = f"{key}.parquet"
    return place.write(name, table, inputs=inputs, details=details, pieces=PIECES)


def _spans(parts: list[TableEntry], columns: list[list[str]]) -> list[dict[str, Any]]:
    """Which columns may hold something in which years; [] when it is the same ones every year."""
    held: dict[int, set[str]] = {}
    for part, names in zip(parts, columns, strict=True):
        for year in part.details["years"]:
            held.setdefault(year, set()).update(names)
    alike: dict[tuple[str, ...], list[int]] = {}
    for year in sorted(held):
        alike.setdefault(tuple(sorted(held[year])), []).append(year)
    spans = [{"years": years, "columns": list(names)} for names, years in alike.items()]
    return spans if len(spans) > 1 else []


def _together(scans: list[pl.LazyFrame], years: list[int]) -> pl.LazyFrame:
    """The rows of every part; years that never meet are only put end to end."""
    if len(years) == len(set(years)):
        return pl.concat(scans, how="diagonal_relaxed")
    table = scans[0]
    for scan in scans[1:]:
        table = _completed(table, scan.collect())
    return table


def _with_zeros(
    frame: pl.DataFrame, absent: Mapping[str, Any], geography: Geography
) -> pl.DataFrame:
    """Communes an exhaustive register does not name have none, says its card."""
    variables = [name for name in frame.columns if name not in {*KEYS, "geography_year"}]
    counted = variables if absent["columns"] == "all" else absent["columns"]
    parts = []
    for (year,), part in frame.group_by("geography_year", maintain_order=True):
        components = geography.mapping(int(year))
        communes = components.filter(
            pl.col("component_level") == str(Level.COMMUNE), pl.col("level") == str(Level.COMMUNE)
        )["component"].unique(maintain_order=True)
        parts.append(
            complete_with_zeros(part, communes.to_list(), counted, within=absent["within"])
        )
    return pl.concat(parts, how="diagonal_relaxed")


def _completed(table: pl.LazyFrame, other: pl.DataFrame) -> pl.LazyFrame:
    """Add what another file knows: rows that are new, and cells the first one leaves empty."""
    keys = other.select(KEYS)
    alone = table.join(keys.lazy(), on=KEYS, how="anti")
    both = table.join(keys.lazy(), on=KEYS, how="semi").collect()
    new = other.join(both.select(KEYS), on=KEYS, how="anti")
    parts = [alone, new.lazy()]
    if both.height:
        parts.insert(1, _filled(both, other).lazy())
    return pl.concat(parts, how="diagonal_relaxed")


def _filled(both: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Rows two files give: a value first, from whichever has it; else the reason there is none."""
    joined = both.join(other, on=KEYS, how="left", suffix="__other")
    shared = [name for name in both.columns if f"{name}__other" in joined.columns]
    cells = []
    for name in shared:
        column, second = pl.col(name), pl.col(f"{name}__other")
        if name.endswith(STATUS_SUFFIX):
            value = name.removesuffix(STATUS_SUFFIX)
            use_other = pl.col(value).is_null() & (
                pl.col(f"{value}__other").is_not_null() | column.is_null()
            )
            cells.append(pl.when(use_other).then(second).otherwise(column).alias(name))
        else:
            cells.append(pl.coalesce(column, second).alias(name))
    return joined.with_columns(cells).drop(f"{name}__other" for name in shared)


def _union(parts: list[TableEntry], name: str) -> list[Any]:
    return sorted({value for part in parts for value in part.details.get(name, [])})
