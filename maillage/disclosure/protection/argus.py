"""A second opinion on which cells to hide: the τ-Argus engine (pytauargus), in its own process.

One process per job, killed when late: the engine keeps its state between calls. What it hides is a
proposal; its own audit, which may answer that all is well when it is not, is never asked.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import chdir
from pathlib import Path

from maillage.disclosure.attack.lattice import TOTAL, Children
from maillage.disclosure.attack.releases import Release


METHOD = "MOD(1)"
WITHHELD = {"U", "M", "P"}
UNSAFE = "u"
Key = tuple[str, ...]


def proposal(
    release: Release,
    sensitive: Sequence[Key],
    hierarchies: Mapping[str, Children],
    *,
    method: str = METHOD,
    seconds: float = 60.0,
    share: float = 10.0,
) -> set[Key] | None:
    """The cells τ-Argus would hide; None when it did not answer in time or cannot take the table.

    sensitive  the cells found secret by the primary rules
    method     "OPT(1)" (fewest) or "MOD(1)" (quick)

    A code with two parents, or decimals beyond six places, is not for this engine.
    """
    if any(_has_two_parents(hierarchies.get(name, {})) for name in release.dims):
        return None
    job = {
        "dims": release.dims,
        "decimals": release.decimals,
        "cells": [[list(key), value] for key, value in release.cells.items()],
        "sensitive": [list(key) for key in sensitive],
        "links": {name: dict(hierarchies.get(name, {})) for name in release.dims},
        "method": method,
        "share": share,
    }
    with tempfile.TemporaryDirectory() as place:
        asked = Path(place) / "job.json"
        asked.write_text(json.dumps(job), encoding="utf-8")
        command = [sys.executable, "-m", "maillage.disclosure.protection.argus", str(asked)]
        try:
            # Our own module, on a file we have just written.
            subprocess.run(command, timeout=seconds, capture_output=True, check=True)  # noqa: S603
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return None
        found = json.loads(asked.with_suffix(".hidden").read_text(encoding="utf-8"))
    return {tuple(key) for key in found}


def _has_two_parents(children: Children) -> bool:
    listed = [child for below in children.values() for child in below]
    return len(listed) != len(set(listed))


def run(asked: Path) -> None:
    """In the other process: write the files of the engine, run it, write what it hides."""
    from pytauargus import TableResult
    from pytauargus.arb import micro_arb
    from pytauargus.engine import run_batch
    from pytauargus.micro import micro_asc_rda

    job = json.loads(asked.read_text(encoding="utf-8"))
    cells = {tuple(key): value for key, value in job["cells"]}
    release = Release("", tuple(job["dims"]), cells, job["decimals"])
    # The engine and its solver leave logs and scratch files where they stand.
    folder = asked.resolve().parent
    with chdir(folder):
        coder = _Coder(release, job["links"])
        names = [f"v{axis}" for axis in range(len(release.dims))]
        trees = {
            name: coder.write_tree(axis, folder / f"{name}.hrc")
            for axis, name in enumerate(names)
            if coder.has_levels(axis)
        }
        paths = {one: str(folder / f"t.{one}") for one in ("asc", "rda", "arb", "tab", "hst")}
        micro_asc_rda(
            coder.leaves(names),
            asc_filename=paths["asc"],
            rda_filename=paths["rda"],
            decimals=release.decimals,
            hrc=trees,
        )
        Path(paths["hst"]).write_text(
            coder.statuses([tuple(key) for key in job["sensitive"]]), encoding="ascii"
        )
        micro_arb(
            arb_filename=paths["arb"],
            asc_filename=paths["asc"],
            rda_filename=paths["rda"],
            explanatory_vars=[names],
            response_var="value",
            safety_rules=f"MAN({job['share']:g})",
            suppress=job["method"],
            output_names=[paths["tab"]],
            output_type="5",
            output_options="SO+",
            apriori=[paths["hst"]],
        )
        run_batch(paths["arb"])
        found = TableResult(path=paths["tab"], exp_vars=names, response="value", is_freq=False)
        hidden = sorted(coder.hidden(found.rows, names))
    (folder / asked.with_suffix(".hidden").name).write_text(json.dumps(hidden), encoding="utf-8")


class _Coder:
    """Our codes as short ones the engine accepts, and back."""

    def __init__(self, release: Release, links: Mapping[str, Children]) -> None:
        self.release = release
        self.links = [links[name] for name in release.dims]
        self.codes = [
            sorted({key[axis] for key in release.cells} - {TOTAL})
            for axis in range(len(release.dims))
        ]
        self.short = [
            {code: f"c{rank:05d}" for rank, code in enumerate(codes)} for codes in self.codes
        ]

    def has_levels(self, axis: int) -> bool:
        """Whether some code of the dimension contains others."""
        return any(code in self.links[axis] for code in self.codes[axis])

    def write_tree(self, axis: int, path: Path) -> str:
        """The hierarchy file: one « @ » per level below the first."""
        present = set(self.codes[axis])
        inside = {
            child
            for code in present
            for child in self.links[axis].get(code, ())
            if child in present
        }
        lines: list[str] = []

        def down(code: str, depth: int) -> None:
            lines.append("@" * depth + self.short[axis][code])
            for child in self.links[axis].get(code, ()):
                if child in present:
                    down(child, depth + 1)

        for code in self.codes[axis]:
            if code not in inside:
                down(code, 0)
        path.write_text("\n".join(lines) + "\n", encoding="ascii")
        return str(path)

    def leaves(self, names: Sequence[str]) -> dict[str, list[object]]:
        """One row per finest cell that holds something."""
        rows = [
            (key, value)
            for key, value in self.release.cells.items()
            if value and all(self._is_leaf(axis, code) for axis, code in enumerate(key))
        ]
        columns: dict[str, list[object]] = {
            name: [self.short[axis][key[axis]] for key, _ in rows]
            for axis, name in enumerate(names)
        }
        columns["value"] = [value for _, value in rows]
        return columns

    def _is_leaf(self, axis: int, code: str) -> bool:
        present = self.short[axis]
        below = self.links[axis].get(code, ())
        return code != TOTAL and not any(child in present for child in below)

    def statuses(self, sensitive: Sequence[Key]) -> str:
        """The a priori file: each sensitive cell is unsafe."""
        lines = [
            ",".join([*(self._written(axis, code) for axis, code in enumerate(key)), UNSAFE])
            for key in sensitive
            if self.release.cells[key]
        ]
        return "\n".join(lines) + "\n"

    def _written(self, axis: int, code: str) -> str:
        return "Total" if code == TOTAL else self.short[axis][code]

    def hidden(self, rows: Sequence[Mapping[str, object]], names: Sequence[str]) -> set[Key]:
        """The cells withheld, under our codes."""
        back = [{short: code for code, short in axis.items()} for axis in self.short]
        found = set()
        for row in rows:
            if row["status"] in WITHHELD:
                written = [str(row[name]).strip() for name in names]
                found.add(tuple(back[axis].get(code, TOTAL) for axis, code in enumerate(written)))
        return found


if __name__ == "__main__":
    run(Path(sys.argv[1]))
