"""The parts of the measures, by name, and what each one runs.

A small run gives every part a fiftieth of its size: it says that the part works, not how fast.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import clustering, disclosing, reaching, texts, weighing
from benchmarks.measuring import Measure, compare, measure
from benchmarks.preparing import SCALES, prepare, prepare_census


Found = dict[str, Measure]
SMALL = 0.02


@dataclass(frozen=True)
class Bench:
    """Where files are kept, the part of France they hold, runs of each measure."""

    folder: Path
    scale: float
    runs: int

    @property
    def national(self) -> Path:
        """The store of every commune."""
        return self.folder / "national-1.0"

    @property
    def size(self) -> float:
        """What the parts that draw their own data are given of it."""
        return SMALL if self.scale <= SMALL else 1.0


def _measured(room: str, names: tuple[str, ...], bench: Bench, *given: object) -> Found:
    works = [f"benchmarks.{room}:{one}" for one in names]
    found = compare(works, *given, runs=bench.runs)
    return {f"{room}:{one}": each for one, each in zip(names, found, strict=True)}


def _importing(bench: Bench) -> Found:
    prepare(bench.folder, bench.scale)
    file = bench.folder / "files-1.0" / "dossier_complet.csv"
    names = ("ours", "by_polars", "by_pandas")
    return _measured("importing", names, bench, file, bench.national)


def _aggregating(bench: Bench) -> Found:
    prepare(bench.folder, bench.scale)
    names = ("ours", "by_duckdb", "by_polars", "by_pandas")
    found = _measured("aggregating", names, bench, bench.national, 1)
    ours = "benchmarks.aggregating:ours"
    for part in SCALES:
        store = bench.folder / f"national-{part}"
        found[f"communes {part}"] = measure(ours, store, 1, runs=bench.runs)
        found[f"cards {part}"] = measure(ours, bench.national, part, runs=bench.runs)
    return found


def _cube(bench: Bench) -> Found:
    census = prepare_census(bench.folder, bench.scale)
    return _measured("cube", ("ours", "by_duckdb"), bench, census)


def _reading(bench: Bench) -> Found:
    prepare(bench.folder, bench.scale)
    return _measured("reading", ("cold", "warm"), bench, bench.national)


def _rebuilding(bench: Bench) -> Found:
    prepare(bench.folder, bench.scale)
    return {
        name: measure(f"benchmarks.rebuilding:{name}", bench.national, runs=1)
        for name in ("whole", "one_card")
    }


def _reaching(bench: Bench) -> Found:
    tables = reaching.prepare(bench.folder, bench.size)
    return _measured("reaching", reaching.MEASURES, bench, tables)


def _drawn(room: str, names: tuple[str, ...]) -> Callable[[Bench], Found]:
    """A part whose functions draw their own data, of the size they are told."""
    return lambda bench: _measured(room, names, bench, bench.size)


def _disclosing(bench: Bench) -> Found:
    """Minutes of solving: once is enough. A small run audits only."""
    names = disclosing.MEASURES if bench.size == 1.0 else disclosing.MEASURES[1:]
    return {f"disclosing:{one}": measure(f"benchmarks.disclosing:{one}", runs=1) for one in names}


PARTS: dict[str, Callable[[Bench], Found]] = {
    "importing": _importing,
    "aggregating": _aggregating,
    "cube": _cube,
    "reading": _reading,
    "rebuilding": _rebuilding,
    "reaching": _reaching,
    "clustering": _drawn("clustering", clustering.MEASURES),
    "texts": _drawn("texts", texts.MEASURES),
    "weighing": _drawn("weighing", weighing.MEASURES),
    "disclosing": _disclosing,
}
