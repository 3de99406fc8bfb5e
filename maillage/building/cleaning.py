"""First stage of a build: each raw file becomes clean tables."""

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from maillage.building.digests import code_digest, digest_of
from maillage.building.workplace import Workplace
from maillage.sources import opening, registry
from maillage.sources.contract import CleanTable, Match, RawFile
from maillage.store.manifest import Manifest, TableEntry
from maillage.store.raw import RawEntry


# What the next stages ask first of a table.
EXTENT = ["year", "level", "geography_year"]
# Tables of one file written at once.
WRITERS = 4


def clean_inputs(entry: RawEntry) -> str:
    """What the clean tables of a raw file depend on: its bytes, the readers, its card.

    Readers share modules: the code of the whole room counts, not only the source's folder.
    """
    card = registry.source_card(entry.source)
    return digest_of(entry.sha256, entry.match, code_digest("sources"), card.get("markers"))


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
    write = partial(_write_clean, entry=entry, place=place, inputs=inputs)
    # Small tables leave most of the processor idle, and digests all of it but one core.
    with tempfile.TemporaryDirectory() as workdir, ThreadPoolExecutor(WRITERS) as writers:
        raw = reopened(entry, place, Path(workdir))
        written = {
            key: writers.submit(write, f"{key}.parquet", table)
            for key, table in _keyed(entry, registry.clean(raw))
        }
        return {key: one.result() for key, one in written.items()}


def _keyed(entry: RawEntry, tables: Iterable[CleanTable]) -> Iterator[tuple[str, CleanTable]]:
    """Each clean table of a raw file with its key in the manifest."""
    for index, table in enumerate(tables):
        yield f"clean/{table.dataset}/{entry.source}/{digest_of(entry.key)[:16]}-{index}", table


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
    name: str, table: CleanTable, *, entry: RawEntry, place: Workplace, inputs: str
) -> TableEntry:
    details: dict[str, Any] = {
        "dataset": table.dataset,
        "source": entry.source,
        "kind": table.kind,
        "raw": entry.key,
    }
    written = place.write(name, table.frame, inputs=inputs, details=details)
    if table.kind == "territories":
        written.details |= _extent(table.frame, place.folder / name)
    return written


def _extent(frame: pl.DataFrame | pl.LazyFrame, path: Path) -> dict[str, Any]:
    """Years, levels and geography years of a clean table: what the next stages ask first."""
    held = frame if isinstance(frame, pl.DataFrame) else pl.read_parquet(path, columns=EXTENT)
    return {f"{name}s": held[name].unique().sort().to_list() for name in EXTENT}


def readable(table: TableEntry, place: Workplace) -> Path:
    """Where to read a table, whether this build wrote it or an older one."""
    if table.path.startswith(place.prefix):
        return place.folder / table.path.removeprefix(place.prefix + "/")
    return place.store.local(table.path)
