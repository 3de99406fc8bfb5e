"""Time and memory of one function, in a process of its own: imports are timed apart.

`measure("benchmarks.cube:by_hand", path)` runs it several times and keeps the median.
"""

import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


RUNS = 3
MEGABYTE = 1024


@dataclass(frozen=True)
class Measure:
    """Medians of several runs.

    seconds     of the work alone
    processor   seconds of processor, all threads together
    imports     seconds spent importing what the work needs
    megabytes   largest resident memory, interpreter and libraries included
    """

    seconds: float
    processor: float
    imports: float
    megabytes: float


def measure(name: str, *arguments: object, runs: int = RUNS) -> Measure:
    """Run `module:function` with text arguments, `runs` times, each in a new process."""
    (found,) = compare([name], *arguments, runs=runs)
    return found


def compare(names: Sequence[str], *arguments: object, runs: int = RUNS) -> list[Measure]:
    """The same for several, in turn: a machine slower for a minute is so for each of them."""
    found: list[list[list[float]]] = [[] for _ in names]
    for _ in range(runs):
        for name, figures in zip(names, found, strict=True):
            figures.append(_once(name, *map(str, arguments)))
    return [
        Measure(*(statistics.median(column) for column in zip(*figures, strict=True)))
        for figures in found
    ]


def _once(name: str, *arguments: str) -> list[float]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.measuring", name, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: list[float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    """Largest memory of this very process; `getrusage` also counts its parent's before `exec`."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / MEGABYTE


def main(name: str, *arguments: str) -> None:
    """What the new process does: import, run, print the four figures."""
    start = time.perf_counter()
    module, _, function = name.partition(":")
    work = getattr(importlib.import_module(module), function)
    ready, before = time.perf_counter(), _processor()
    reported = work(*arguments)
    seconds = time.perf_counter() - ready
    if isinstance(reported, float):  # the work knows what to leave out
        seconds = reported
    figures = [seconds, _processor() - before, ready - start, _peak()]
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
