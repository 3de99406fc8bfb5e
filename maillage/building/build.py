"""The whole build, stage by stage, and what it says of itself."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import polars as pl

from maillage.base.errors import MaillageError, NoData, RefusedFile
from maillage.building.cleaning import clean_raw, readable
from maillage.building.coverage import partial_files
from maillage.building.digests import code_digest, digest_of
from maillage.building.indicating import (
    Bench,
    clean_files,
    make_features,
    make_indicators,
    make_passages,
    passages_at,
    populations_of,
)
from maillage.building.merging import merge_clean
from maillage.building.reading import unreadable
from maillage.building.workplace import Workplace
from maillage.geography import Geography, build_geography
from maillage.indicators.cards import cards
from maillage.indicators.compute import Desk
from maillage.indicators.engines import Engine
from maillage.store.location import Store
from maillage.store.lock import one_build
from maillage.store.manifest import (
    MANIFEST,
    Manifest,
    TableEntry,
    read_manifest,
    write_manifest,
)
from maillage.store.raw import RawEntry, raw_entries


Progress = Callable[[str, int, int], None]
ANOTHER_BUILD = "Une autre construction est en cours : celle-ci attend son tour"


@dataclass
class BuildReport:
    """What a build did: its name, how many tables it wrote or kept, the files it refused.

    notices  sentences about files that do not list every commune or say what the reference lists
             do not know, and about cards that read what no file has
    """

    build: str
    written: int = 0
    kept: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def build(
    store: Store,
    *,
    engine: Engine | None = None,
    fresh: bool = False,
    fictitious: str = "",
    progress: Progress | None = None,
) -> BuildReport:
    """Build everything the raw files of a store allow, then point the manifest at it.

    fresh       redo every table, even those nothing has changed
    fictitious  name of the fictitious territory the store holds, "" for real data

    Raises NoData when the store has no raw file or no geography to build upon.
    """
    entries = raw_entries(store)
    if not entries:
        option = "--demonstration" if fictitious else "--embedded"
        raise NoData(
            f"Aucun fichier à construire dans {store.address}.",
            todo=f"Lancez d’abord « maillage fetch {option} ».",
        )
    tell = progress or (lambda _stage, _done, _total: None)
    with one_build(store, lambda: tell(ANOTHER_BUILD, 0, 1)):
        return _build(store, engine or Engine(), fresh, fictitious, tell)


def _build(
    store: Store, engine: Engine, fresh: bool, fictitious: str, tell: Progress
) -> BuildReport:
    entries = raw_entries(store)
    in_use = _in_use(store)
    previous = _previous(store, fresh=fresh)
    place = Workplace(store)
    clean, refused = _clean_all(entries, place, previous, tell)
    tell("Géographie", 0, 1)
    tables = {**clean, **_geography(clean, place, previous)}
    geography = _opened(tables, place)
    merged = merge_clean(clean, place, previous, geography)
    noticed = partial_files(merged, geography, place)
    noticed += unreadable(cards().values(), clean_files(merged, place)[0])
    tables |= merged
    tell("Indicateurs", 0, 1)
    tables |= _indicators(tables, geography, place, previous, engine)
    tell("Indicateurs", 1, 1)
    manifest = Manifest(
        maillage_version=_version(),
        build=place.build,
        fictitious=fictitious or (previous.fictitious if previous else ""),
        geography_year=geography.current_year,
        tables=tables,
        refused=refused,
    )
    _publish(store, manifest)
    _forget_unused(store, manifest, in_use)
    place.close()
    written = sum(table.path.startswith(place.prefix) for table in tables.values())
    about = tables["passages/sums"].details if "passages/sums" in tables else {}
    notices = [*noticed, *about.get("notices", [])]
    return BuildReport(place.build, written, len(tables) - written, refused, notices)


def _previous(store: Store, *, fresh: bool) -> Manifest | None:
    if fresh or not store.exists(MANIFEST):
        return None
    manifest = read_manifest(store)
    # Tables made together are redone together: one file may give several.
    lost = {one.inputs for one in manifest.tables.values() if not store.exists(one.path)}
    kept = {key: one for key, one in manifest.tables.items() if one.inputs not in lost}
    return manifest.model_copy(update={"tables": kept})


def _in_use(store: Store) -> frozenset[str]:
    """The files of the current build, whatever its format: somebody may be reading them."""
    if not store.exists(MANIFEST):
        return frozenset()
    tables = json.loads(store.read_bytes(MANIFEST)).get("tables", {})
    return frozenset(table["path"] for table in tables.values())


def _clean_all(
    entries: list[RawEntry], place: Workplace, previous: Manifest | None, tell: Progress
) -> tuple[dict[str, TableEntry], list[dict[str, str]]]:
    tables: dict[str, TableEntry] = {}
    refused: list[dict[str, str]] = []
    for index, entry in enumerate(entries):
        tell(f"Lecture : {entry.label}", index, len(entries))
        try:
            tables |= clean_raw(entry, place, previous)
        except RefusedFile as refusal:
            refused.append({"source": entry.source, "name": entry.name, "reason": str(refusal)})
    return tables, refused


def _geography(
    clean: Mapping[str, TableEntry], place: Workplace, previous: Manifest | None
) -> dict[str, TableEntry]:
    """The geography files: rebuilt when a geography table or the code changed."""
    parts: dict[str, list[TableEntry]] = {}
    for table in clean.values():
        if table.details["kind"] == "geography":
            parts.setdefault(table.details["dataset"], []).append(table)
    if not parts:
        raise NoData(
            "Le découpage administratif manque : rien ne peut être rattaché à un territoire.",
            todo="Lancez « maillage fetch --embedded », ou « maillage fetch --from » sur les "
            "paquets @etalab/decoupage-administratif.",
        )
    inputs = digest_of(
        {name: sorted(table.sha256 for table in tables) for name, tables in parts.items()},
        code_digest("geography"),
    )
    before = previous.under("geography/") if previous else {}
    if before and all(table.inputs == inputs for table in before.values()):
        return before
    frames = {
        name: pl.concat(
            [
                pl.read_parquet(readable(table, place))
                for table in sorted(tables, key=lambda one: one.sha256)
            ],
            how="diagonal_relaxed",
        ).unique(maintain_order=True)
        for name, tables in parts.items()
    }
    folder = place.path("geography/territories.parquet").parent
    build_geography(frames, folder)
    return {
        f"geography/{path.stem}": place.enter(
            f"geography/{path.name}", inputs=inputs, rows=_rows(path), details={}
        )
        for path in sorted(folder.iterdir())
    }


def _rows(path: Path) -> int:
    """Rows of a Parquet file; the small description beside them has none."""
    if path.suffix != ".parquet":
        return 0
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())


def _opened(tables: Mapping[str, TableEntry], place: Workplace) -> Geography:
    """The geography of this build, every file of it at hand."""
    files = [
        readable(table, place) for key, table in tables.items() if key.startswith("geography/")
    ]
    return Geography.load(files[0].parent)


def _indicators(
    tables: Mapping[str, TableEntry],
    geography: Geography,
    place: Workplace,
    previous: Manifest | None,
    engine: Engine,
) -> dict[str, TableEntry]:
    merged = {key: table for key, table in tables.items() if key.startswith("merged/")}
    if not merged:
        return {}
    territories = tables["geography/territories"]
    found = make_passages(merged, geography, territories.inputs, place, previous)
    files, digests = clean_files(merged, place)
    bench = Bench(
        place=place,
        previous=previous,
        desk=Desk(files, passages_at(found, place), engine),
        digests=digests,
        passages_digest=found["passages/sums"].inputs,
        populations=populations_of(geography),
    )
    found |= make_indicators(bench)
    return found | make_features(found, place, previous)


def _publish(store: Store, manifest: Manifest) -> None:
    """Write the manifest, unless another build has meanwhile deleted what it names."""
    if not all(store.exists(table.path) for table in manifest.tables.values()):
        raise MaillageError(
            "Une autre construction a eu lieu en même temps : celle-ci n’est pas retenue.",
            todo="Relancez « maillage build » quand l’autre est finie.",
        )
    write_manifest(store, manifest)


def _forget_unused(store: Store, manifest: Manifest, in_use: frozenset[str]) -> None:
    """Delete files no manifest uses. The previous build's stay: somebody may be reading them."""
    used = in_use | {table.path for table in manifest.tables.values()}
    for path in store.list("builds"):
        if path not in used and path.split("/")[1] < manifest.build:
            store.remove(path)


def _version() -> str:
    try:
        return version("maillage")
    except PackageNotFoundError:
        return "0"
