"""`python -m benchmarks`: prepare the national files, measure, write `benchmarks/README.md`."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import clustering, reaching, report, texts
from benchmarks.measuring import RUNS, Measure, measure
from benchmarks.preparing import SCALES, prepare


Found = dict[str, Measure]


def main() -> None:
    """Read the options, measure everything, write the page."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument(
        "--scale", type=float, default=1.0, help="part of the communes and of the census (1)"
    )
    asked.add_argument("--runs", type=int, default=RUNS, help="runs of each measure (3)")
    asked.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "maillage-benchmarks",
        help="where the generated files are kept",
    )
    options = asked.parse_args()
    folder = options.folder / f"{options.scale:g}"
    prepare(folder, options.scale)
    found = all_measures(folder, options.runs)
    report.write(found, options.scale, options.runs, folder)


def all_measures(folder: Path, runs: int) -> Found:
    """Every measure, by the name the page gives it."""
    national = folder / "national-1.0"
    file = folder / "files-1.0" / "dossier_complet.csv"
    census = folder / "recensement.parquet"
    wanted: dict[str, tuple[object, ...]] = {
        **{f"importing:{one}": (file, national) for one in ("ours", "by_polars", "by_pandas")},
        **{f"aggregating:{one}": (national, 1) for one in ("by_duckdb", "by_polars", "by_pandas")},
        **{f"cube:{one}": (census,) for one in ("ours", "by_duckdb")},
        **{f"reading:{one}": (national,) for one in ("cold", "warm")},
        **{f"reaching:{one}": (reaching.prepare(folder),) for one in reaching.MEASURES},
        **{f"clustering:{one}": () for one in clustering.MEASURES},
        **{f"texts:{one}": () for one in texts.MEASURES},
    }
    found = {
        name: measure(f"benchmarks.{name}", *given, runs=runs) for name, given in wanted.items()
    }
    for part in SCALES:
        store = folder / f"national-{part}"
        found[f"communes {part}"] = measure("benchmarks.aggregating:ours", store, 1, runs=runs)
        found[f"cards {part}"] = measure("benchmarks.aggregating:ours", national, part, runs=runs)
    found["aggregating:ours"] = found["communes 1.0"]
    for name in ("whole", "one_card"):
        found[name] = measure(f"benchmarks.rebuilding:{name}", national, runs=1)
    return found


if __name__ == "__main__":
    main()
