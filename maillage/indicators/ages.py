"""How many people between two ages, from published bands that overlap and do not all exist.

Bands are census columns: `P_POP2539` (25 to 39), `P_POP80P` (80 or more). The cover with the fewest
guessed ages is chosen; a band cut in the middle is shared equally between its ages, and said so.
When more than ten ages would be guessed, nothing is said.
"""

import heapq
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass


Bands = Mapping[str, float | None]

OLDEST = 130
_BAND = re.compile(r"^P_POP(?P<first>\d\d)(?P<last>\d\d|P)$")
# Past this many ages guessed inside bands, there is nothing left to estimate from.
MOST_GUESSED = 10
# A guessed age costs more than any number of whole bands.
_GUESS = 1000


@dataclass(frozen=True)
class AgeCount:
    """People of the chosen ages.

    estimated  some band had to be cut
    bands      the columns used
    """

    people: float
    estimated: bool
    bands: tuple[str, ...]


@dataclass(frozen=True, order=True)
class _Band:
    first: int
    end: int  # first age outside
    name: str
    people: float

    def share(self, start: int, end: int) -> float:
        return self.people * (end - start) / (self.end - self.first)


def population_by_ages(row_columns: Bands, minimum: int, maximum: int | None) -> AgeCount | None:
    """People aged `minimum` to `maximum` included (None: no upper limit); None when no bands cover.

    row_columns  column name → people; other columns are ignored, null bands are not used
    """
    goal = OLDEST if maximum is None else maximum + 1
    bands = _bands(row_columns)
    steps = _steps(bands, minimum, goal)
    if steps is None:
        return None
    people = sum(band.share(start, end) for band, start, end in steps)
    estimated = any((start, end) != (band.first, band.end) for band, start, end in steps)
    return AgeCount(people, estimated, tuple(band.name for band, _, _ in steps))


def cover(names: Collection[str], minimum: int, maximum: int | None) -> dict[str, float] | None:
    """The share of each band to add up for some ages, knowing only which bands exist.

    None when they do not cover. A share under 1 means a guess.
    """
    goal = OLDEST if maximum is None else maximum + 1
    steps = _steps(_bands(dict.fromkeys(names, 1.0)), minimum, goal)
    if steps is None:
        return None
    shares: dict[str, float] = {}
    for band, start, end in steps:
        shares[band.name] = shares.get(band.name, 0.0) + band.share(start, end)
    return shares


def _bands(row_columns: Bands) -> list[_Band]:
    found = []
    for name, people in row_columns.items():
        match = _BAND.match(name)
        if match is None or people is None:
            continue
        end = OLDEST if match["last"] == "P" else int(match["last"]) + 1
        found.append(_Band(int(match["first"]), end, name, people))
    return sorted(found)


_Step = tuple[_Band, int, int]


def _steps(bands: list[_Band], start: int, goal: int) -> list[_Step] | None:
    """The bands to take, or pieces of them; None when they do not cover or guess too much."""
    steps = _cheapest(bands, start, goal) if start < goal else None
    if steps is None:
        return None
    guessed = sum(
        end - first for band, first, end in steps if (first, end) != (band.first, band.end)
    )
    return steps if guessed <= MOST_GUESSED else None


def _cheapest(bands: list[_Band], start: int, goal: int) -> list[_Step] | None:
    """Dijkstra from age `start` to age `goal`: each step takes a band, or a piece of one."""
    queue: list[tuple[int, int, list[_Step]]] = [(0, start, [])]
    done: set[int] = set()
    while queue:
        cost, age, path = heapq.heappop(queue)
        if age == goal:
            return path
        if age in done:
            continue
        done.add(age)
        for band in bands:
            if band.first <= age < band.end:
                for end in {min(band.end, goal), *_edges(bands, age, min(band.end, goal))}:
                    price = _price(band, age, end)
                    if price is not None:
                        heapq.heappush(queue, (cost + price, end, [*path, (band, age, end)]))
    return None


def _edges(bands: list[_Band], age: int, limit: int) -> set[int]:
    """Ages where another band begins: there it may be better to leave a cut band."""
    return {band.first for band in bands if age < band.first < limit}


def _price(band: _Band, start: int, end: int) -> int | None:
    """One for a whole band; guessed ages cost; the open last band cannot be cut."""
    if (start, end) == (band.first, band.end):
        return 1
    if band.end == OLDEST:
        return None
    width = band.end - band.first
    return 1 + _GUESS * (end - start) + width
