"""`python -m benchmarks`: prepare the files, measure every part, write `benchmarks/README.md`.

`--only NAME` measures one part and `--small` a fiftieth of each: both print, the page is left as
it is.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.measuring import RUNS
from benchmarks.parts import PARTS, SMALL, Bench, Found


def main(arguments: list[str] | None = None) -> None:
    """Read the options, measure, write the page or print."""
    options = _options().parse_args(arguments)
    scale, runs = (SMALL, 1) if options.small else (options.scale, options.runs)
    bench = Bench(options.folder / f"{scale:g}", scale, runs)
    found: Found = {}
    for name in [options.only] if options.only else PARTS:
        print(f"{name}…", flush=True)
        found |= PARTS[name](bench)
    if options.small:
        print("Petite taille : chaque partie tourne ; ces rapports ne disent rien de la vitesse.\n")
    if options.only or options.small:
        print(report.short(found))
    else:
        report.write(found, scale, runs, bench.folder)


def _options() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument(
        "--scale", type=float, default=1.0, help="part of the communes and of the census (1)"
    )
    asked.add_argument("--runs", type=int, default=RUNS, help="runs of each measure (3)")
    asked.add_argument("--only", choices=list(PARTS), help="measure one part, print, write no page")
    asked.add_argument(
        "--small", action="store_true", help="a fiftieth of every size, once: does each part run?"
    )
    asked.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "maillage-benchmarks",
        help="where the generated files are kept",
    )
    return asked


if __name__ == "__main__":
    main()
