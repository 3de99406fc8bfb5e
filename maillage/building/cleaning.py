"""First stage of a build: each raw file becomes clean tables, then files of one dataset merge."""

import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from maillage.building.digests import code_digest, digest_of
from maillage.building.workplace import Workplace
from maillage.sources import opening, registry
from maillage.sources.contract import STATUS_SUFFIX, CleanTable, Match, RawFile
from maillage.store.manifest import Manifest, TableEntry
from maillage.store.raw import RawEntry


KEYS = ["level", "code", "year"]
SHARED_CODE = ("sources/reading.py", "sources/opening.py", "sources/contract.py")


def clean_inputs(entry: RawEntry) -> str:
    """What the clean tables of a raw file depend on: its bytes, its reader, its card."""
    card = registry.source_card(entry.source)
    code = code_digest(f"sources/{entry.source}", *SHARED_CODE)
    return digest_of(entry.sha256, entry.match, code, card.get("markers"))


def clean_raw(
    entry: RawEntry, place: Workplace, previous: Manifest | None
) -> dict[str, TableEntry]:
    """The clean tables of one raw file, taken from the previous build when nothing changed.

    Raises RefusedFile when the content breaks a rule of its format.
    """
    inputs = clean_inputs(entry)
    known = previous.under("clean/") if previous else {}
    kept = {
        key: table
        for key, table in known.items()
        if table.inputs == inputs and table.details.get("raw") == entry.key
    }
    if kept:
        return kept
    return _clean_now(entry, place, inputs)


def _clean_now(entry: RawEntry, place: Workplace, inputs: str) -> dict[str, TableEntry]:
    found: dict[str, TableEntry] = {}
    with tempfile.TemporaryDirectory() as workdir:
        raw = reopened(entry, place, Path(workdir))
        for index, table in enumerate(registry.clean(raw)):
            key = f"clean/{table.dataset}/{entry.source}/{digest_of(entry.key)[:16]}-{index}"
            found[key] = _write_clean(f"{key}.parquet", table, entry, place, inputs)
    return found


def reopened(entry: RawEntry, place: Workplace, workdir: Path) -> RawFile:
    """The raw file with the sample its reader needs."""
    local = place.store.local(entry.path)
    link = workdir / entry.name  # messages name the file as the person knows it
    link.symlink_to(local.resolve())
    found = opening.samples(link, workdir=workdir / "members")
    if entry.member:
        found = [one for one in found if one.name == entry.member]
    match = Match(
        source=entry.source,
        label=entry.label,
        years=tuple(entry.match["years"]),
        geography_year=entry.match["geography_year"],
        details=entry.match["details"],
    )
    return RawFile(sample=found[0], match=match, card=registry.source_card(entry.source))


def _write_clean(
    name: str, table: CleanTable, entry: RawEntry, place: Workplace, inputs: str
) -> TableEntry:
    details: dict[str, Any] = {
        "dataset": table.dataset,
        "source": entry.source,
        "kind": table.kind,
        "raw": entry.key,
    }
    written = place.write(name, table.frame, inputs=inputs, details=details)
    if table.kind == "territories":
        written.details |= _extent(place.folder / name)
    return written


def _extent(path: Path) -> dict[str, Any]:
    """Years, levels and geography years of a clean table: what the next stages ask first."""
    found = (
        pl.scan_parquet(path)
        .select(
            pl.col("year").unique().sort().implode(),
            pl.col("level").unique().sort().implode(),
            pl.col("geography_year").unique().sort().implode(),
        )
        .collect()
    )
    return {
        "years": found["year"][0].to_list(),
        "levels": found["level"][0].to_list(),
        "geography_years": found["geography_year"][0].to_list(),
    }


def merge_clean(
    tables: dict[str, TableEntry], place: Workplace, previous: Manifest | None
) -> dict[str, TableEntry]:
    """One table per dataset and source: extracts and themes of one vintage complete each other.

    A cell given by several files comes from the one with the most rows; the order of deposit does
    not count.
    """
    groups: dict[tuple[str, str], list[TableEntry]] = {}
    for table in tables.values():
        if table.details["kind"] == "territories":
            key = (table.details["dataset"], table.details["source"])
            groups.setdefault(key, []).append(table)
    merged: dict[str, TableEntry] = {}
    for (dataset, source), parts in sorted(groups.items()):
        key = f"merged/{dataset}/{source}"
        ordered = sorted(parts, key=lambda part: (-part.rows, part.sha256))
        inputs = digest_of([part.sha256 for part in ordered], code_digest("building/cleaning.py"))
        before = previous.tables.get(key) if previous else None
        if before is not None and before.inputs == inputs:
            merged[key] = before
        else:
            merged[key] = _merge(key, ordered, place, inputs)
    return merged


def _merge(key: str, parts: list[TableEntry], place: Workplace, inputs: str) -> TableEntry:
    details = {
        "dataset": parts[0].details["dataset"],
        "source": parts[0].details["source"],
        "kind": "territories",
        "raws": sorted({part.details["raw"] for part in parts}),
        "years": _union(parts, "years"),
        "levels": _union(parts, "levels"),
        "geography_years": _union(parts, "geography_years"),
    }
    if len(parts) == 1:
        return parts[0].model_copy(update={"inputs": inputs, "details": details})
    table = pl.scan_parquet(readable(parts[0], place))
    for part in parts[1:]:
        table = _completed(table, pl.read_parquet(readable(part, place)))
    return place.write(f"{key}.parquet", table.collect(), inputs=inputs, details=details)


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


def readable(table: TableEntry, place: Workplace) -> Path:
    """Where to read a table, whether this build wrote it or an older one."""
    if table.path.startswith(place.prefix):
        return place.folder / table.path.removeprefix(place.prefix + "/")
    return place.store.local(table.path)


def _union(parts: list[TableEntry], name: str) -> list[Any]:
    return sorted({value for part in parts for value in part.details.get(name, [])})
