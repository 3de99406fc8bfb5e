"""(i) Twenty people browsing the site at once: how long a page makes them wait.

A real server (`atelier serve`) is held to two cores and reads a national store. Each person writes
the name of a territory, reads its portrait, its themes, figures, map and look-alikes, then goes on
to another one, drawn among thousands: most are met for the first time. Loopback only.

    python -m benchmarks.browsing STORE [--people 20] [--seconds 90] [--pause 3 8]
"""

import argparse
import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


CORES = {0, 1}
AIM_MILLISECONDS = 150
# A CCAS is compulsory from this many inhabitants.
SMALLEST_TOWN = 1500
LETTERS = (3, 5, 8)
BETWEEN_LETTERS = 0.35
# From the last suggestion to the click: reading eight lines, moving a hand.
BEFORE_CLICK = (1.0, 2.0)
THEMES = ("demographie", "logement", "emploi", "revenus")
FIGURES = ("population", "part_65_plus", "taux_logements_vacants", "niveau_vie_median")
MAP = "taux_logements_vacants"
Visit = tuple[str, str]
LETTER, NAME = "suggestions", "suggestions, nom entier"


def main() -> None:
    """Serve, browse, print."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.browsing", description=__doc__)
    asked.add_argument("store", type=Path, help="a store with a national build")
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=90)
    asked.add_argument(
        "--pause", type=float, nargs=2, default=(3, 8), help="seconds spent reading a page"
    )
    options = asked.parse_args()
    places = territories(options.store)
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = serve(options.store, Path(folder), port)
        try:
            waits = browse(port, places, options)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    sys.stdout.write(table(waits, options.people))


def territories(store: Path) -> list[tuple[str, str, str]]:
    """Level, code and name of what people look for: intercommunalités, and as many towns."""
    from maillage.portraits import open_shelf

    geography = open_shelf(str(store)).geography
    epcis = [("epci", one.code, one.name) for one in geography.territories("epci")]
    towns = [
        ("commune", one.code, one.name)
        for one in geography.territories("commune")
        if one.population is not None and one.population >= SMALLEST_TOWN
    ]
    drawn = random.Random(20)  # noqa: S311 — whom to draw is no secret
    return epcis + drawn.sample(towns, min(len(towns), len(epcis)))


def free_port() -> int:
    """A port nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(store: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The site, on two cores, ready to answer."""
    environment = os.environ | {
        "ATELIER_FOLDER": str(folder),
        "MAILLAGE_DATA": str(store),
        "MAILLAGE_DEMONSTRATION": str(folder / "aucun"),
        "POLARS_MAX_THREADS": str(len(CORES)),
    }
    command = [sys.executable, "-m", "atelier.manage", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, preexec_fn=_on_two_cores)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            wait(port, "/healthz")
        except OSError:
            time.sleep(0.3)
        else:
            break
    # As on a site that has been up for a while: what is read once has been read.
    time.sleep(15)
    wait(port, "/")
    return server


def _on_two_cores() -> None:
    os.sched_setaffinity(0, CORES)


def browse(
    port: int, places: list[tuple[str, str, str]], options: argparse.Namespace
) -> dict[str, list[float]]:
    """Everyone at once; milliseconds waited, by kind of page."""
    waits: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + options.seconds
    people = [
        threading.Thread(target=person, args=(port, places, options.pause, end, waits, number))
        for number in range(options.people)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return waits


def person(
    port: int,
    places: list[tuple[str, str, str]],
    pause: tuple[float, float],
    end: float,
    waits: dict[str, list[float]],
    number: int,
) -> None:
    """One person, until the end: a territory, then another."""
    drawn = random.Random(number)  # noqa: S311 — whom to draw is no secret
    rests = {NAME: BEFORE_CLICK}
    time.sleep(drawn.uniform(0, pause[1]))
    while True:
        for kind, address in visits(drawn.choice(places)):
            if time.monotonic() > end:
                return
            waits[kind].append(wait(port, address))
            time.sleep(
                BETWEEN_LETTERS if kind == LETTER else drawn.uniform(*rests.get(kind, pause))
            )


def visits(place: tuple[str, str, str]) -> Iterator[Visit]:
    """The pages one reads of a territory."""
    level, code, name = place
    one = f"/territoires/{level}/{code}/"
    for letters in LETTERS:
        yield LETTER, f"/recherche/suggestions/?q={quote(name[:letters])}"
    yield NAME, f"/recherche/suggestions/?q={quote(name)}"
    yield "portrait", one
    for theme in THEMES[:2]:
        yield "thème", f"{one}themes/{theme}/"
    for figure in FIGURES[:3]:
        yield "indicateur", f"{one}indicateurs/{figure}/"
    yield "portrait, revu", one
    if level == "epci":
        yield "carte", f"{one}carte/?indicateur={MAP}"
        yield "contours", f"{one}carte/contours.json?indicateur={MAP}"
    yield "semblables", f"{one}semblables/"


def wait(port: int, address: str) -> float:
    """Milliseconds until the whole answer is there. Raises RuntimeError for an error page."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status not in {200, 404}:
        raise RuntimeError(f"{address} answered {answer.status}")
    return (time.perf_counter() - start) * 1000


def table(waits: dict[str, list[float]], people: int) -> str:
    """Milliseconds by kind of page, then all together, as a Markdown table."""
    everything = [one for some in waits.values() for one in some]
    who = f"{people} personnes, {len(CORES)} cœurs"
    lines = [
        f"| Page ({who}) | Demandes | Médiane, ms | p95, ms | Plus longue, ms |",
        "|---|---|---|---|---|",
        *(line(kind, found) for kind, found in waits.items()),
        line("**Toutes**", everything),
    ]
    met = "atteint" if percentile(everything) <= AIM_MILLISECONDS else "non atteint"
    lines.append(f"\nObjectif : p95 sous {AIM_MILLISECONDS} ms, {met}.\n")
    return "\n".join(lines)


def line(kind: str, found: list[float]) -> str:
    """One kind of page."""
    middle = statistics.median(found)
    figures = f"{middle:.0f} | {percentile(found):.0f} | {max(found):.0f}"
    return f"| {kind} | {len(found)} | {figures} |"


def percentile(found: list[float], share: float = 0.95) -> float:
    """The wait that this share of answers does not exceed."""
    ranked = sorted(found)
    return ranked[min(len(ranked) - 1, round(share * (len(ranked) - 1)))]


if __name__ == "__main__":
    main()
