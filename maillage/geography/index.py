"""Find a territory from what a person types: codes, names with mistakes, initials."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz, process

from maillage.base.levels import Level
from maillage.geography.words import full_key, is_acronym, short_key, words


LEVEL_ORDER = {
    str(Level.EPCI): 0,
    str(Level.COMMUNE): 0,
    str(Level.DEPARTEMENT): 1,
    str(Level.REGION): 2,
    str(Level.METROPOLE): 3,
    str(Level.FRANCE): 3,
    str(Level.ARRONDISSEMENT_MUNICIPAL): 4,
}
EXACT, WHOLE, START, INSIDE, INITIALS, ALIKE = range(6)
LEAST_LIKENESS = 78.0
LONGEST_ACRONYM = 8


@dataclass(frozen=True)
class Entry:
    """One territory as the index knows it."""

    level: str
    code: str
    full: str
    short: str
    population: int
    postal_codes: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Level and code."""
        return self.level, self.code


class Index:
    """Names, codes and postal codes of every territory but the IRIS."""

    def __init__(self, territories: pl.DataFrame) -> None:
        rows = territories.filter(pl.col("level").is_in(list(LEVEL_ORDER)))
        self._entries = [_entry(row) for row in rows.iter_rows(named=True)]
        self._shorts = [entry.short for entry in self._entries]

    def find(self, text: str, *, limit: int) -> list[tuple[str, str]]:
        """Level and code of the best answers, the best first."""
        query = full_key(text)
        if not query or limit < 1:
            return []
        numbers = [word for word in query.split() if word.isdigit() and len(word) == 5]
        found = self._by_code(text.strip().upper(), numbers)
        rest = " ".join(word for word in query.split() if word not in numbers)
        if numbers and rest:
            found = self._narrowed(found, rest)
        if not numbers:
            found |= self._by_name(query)
        if len(found) < limit and not numbers:
            found = self._alike(short_key(text), limit) | found
        ranked = sorted(found, key=lambda at: (*found[at], *self._order(at)))
        return [self._entries[at].key for at in ranked[:limit]]

    def _order(self, at: int) -> tuple[int, int, str]:
        entry = self._entries[at]
        return LEVEL_ORDER[entry.level], -entry.population, entry.code

    def _by_code(self, code: str, numbers: list[str]) -> dict[int, tuple[float, ...]]:
        wanted = {code, *numbers}
        return {
            at: (EXACT, 0.0 if entry.code in wanted else 1.0)
            for at, entry in enumerate(self._entries)
            if entry.code in wanted or not wanted.isdisjoint(entry.postal_codes)
        }

    def _narrowed(
        self, found: dict[int, tuple[float, ...]], name: str
    ) -> dict[int, tuple[float, ...]]:
        """« 07700 bourg »: among the communes of the postal code, those that bear the name."""
        named = {at for at in found if _begins(name.split(), self._entries[at].full.split())}
        return {at: found[at] for at in found if at in named} or found

    def _by_name(self, query: str) -> dict[int, tuple[float, ...]]:
        found: dict[int, tuple[float, ...]] = {}
        typed = query.split()
        short = short_key(query)
        for at, entry in enumerate(self._entries):
            if typed[0][:1] not in entry.full:
                continue
            rank = _rank(query, short, typed, entry)
            if rank is not None:
                found[at] = (rank, 0.0)
        return found

    def _alike(self, short: str, limit: int) -> dict[int, tuple[float, ...]]:
        """Names within a few typing mistakes."""
        near = process.extract(
            short,
            self._shorts,
            scorer=fuzz.ratio,
            processor=None,
            limit=limit,
            score_cutoff=LEAST_LIKENESS,
        )
        return {at: (ALIKE, -score) for _, score, at in near}


def _entry(row: dict[str, object]) -> Entry:
    name = str(row["name"])
    people, postal = row["population"], row["postal_codes"]
    return Entry(
        level=str(row["level"]),
        code=str(row["code"]),
        full=full_key(name),
        short=short_key(name),
        population=people if isinstance(people, int) else -1,
        postal_codes=tuple(postal) if isinstance(postal, Iterable) else (),
    )


def _rank(query: str, short: str, typed: list[str], entry: Entry) -> int | None:
    if query == entry.full or short == entry.short:
        return WHOLE
    if entry.full.startswith(query) or entry.short.startswith(short):
        return START
    if _begins(typed, entry.full.split()):
        return INSIDE
    if len(typed) == 1 and 2 < len(query) <= LONGEST_ACRONYM and entry.level == Level.EPCI:
        return INITIALS if is_acronym(query, words(entry.full)) else None
    return None


def _begins(typed: list[str], name: list[str]) -> bool:
    """Every typed word begins some word of the name."""
    return all(any(word.startswith(piece) for word in name) for piece in typed)
