"""Find a territory from what a person types: codes, names with mistakes, initials."""

from bisect import bisect_left

import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from maillage.base.levels import Level
from maillage.geography.words import full_key, is_acronym, short_key


# Columns that `searchable` adds and `Index` reads.
KEYS = ("full_key", "short_key")
LEVEL_ORDER = {
    str(Level.EPCI): 0,
    str(Level.COMMUNE): 0,
    str(Level.DEPARTEMENT): 1,
    str(Level.REGION): 2,
    str(Level.METROPOLE): 3,
    str(Level.FRANCE): 3,
    str(Level.ARRONDISSEMENT_MUNICIPAL): 4,
}
EXACT, WHOLE, START, CLOSE, INSIDE, INITIALS, ALIKE = range(7)
LEAST_LIKENESS = 78.0
# One wrong letter makes another word of a shorter one.
SHORTEST_MISTAKEN = 4
ACRONYM_LENGTHS = range(3, 9)
POSTAL_CODE_LENGTH = 5
AFTER_EVERY_LETTER = "\uffff"

Ranks = dict[int, tuple[float, ...]]


def searchable(territories: pl.DataFrame) -> pl.DataFrame:
    """The same rows with the keys their names are found by (null for the IRIS)."""
    named = territories["name"].to_list()
    found = [level in LEVEL_ORDER for level in territories["level"]]
    return territories.with_columns(
        pl.Series(
            key, [make(name) if kept else None for name, kept in zip(named, found, strict=True)]
        )
        for key, make in zip(KEYS, (full_key, short_key), strict=True)
    )


class Index:
    """Names, codes and postal codes of every territory but the IRIS."""

    def __init__(self, territories: pl.DataFrame) -> None:
        rows = territories.filter(pl.col("full_key").is_not_null()).with_row_index("at")
        self._levels: list[str] = rows["level"].to_list()
        self._codes: list[str] = rows["code"].to_list()
        self._full: list[str] = rows["full_key"].to_list()
        self._short: list[str] = rows["short_key"].to_list()
        self._people: list[int] = rows["population"].fill_null(-1).to_list()
        spelled = rows.select("at", word=pl.col("full_key").str.split(" "))
        pairs = spelled.explode("word", empty_as_null=False).unique().sort("word", "at")
        self._words: list[str] = pairs["word"].to_list()
        self._bearers: list[int] = pairs["at"].to_list()
        numbers = pl.concat(
            [
                rows.select("at", number="code"),
                rows.select("at", number="postal_codes")
                .drop_nulls()
                .explode("number", empty_as_null=False),
            ]
        ).unique()
        groups = numbers.group_by("number").agg("at")
        self._numbered: dict[str, list[int]] = dict(groups.iter_rows())

    def find(self, text: str, *, limit: int) -> list[tuple[str, str]]:
        """Level and code of the best answers, the best first."""
        query = full_key(text)
        if not query or limit < 1:
            return []
        number = text.strip().upper()
        ranks = self._by_number(number) or self._mixed(query) or self._by_name(query)
        ranks = ranks or self._by_number(f"{number:0>{POSTAL_CODE_LENGTH}}")
        ranks = ranks or self._by_initials(query) or self._alike(short_key(text), limit)
        best = sorted(ranks, key=lambda at: (*ranks[at], *self._order(at)))
        return [(self._levels[at], self._codes[at]) for at in best[:limit]]

    def _order(self, at: int) -> tuple[int, int, str]:
        return LEVEL_ORDER[self._levels[at]], -self._people[at], self._codes[at]

    def _by_number(self, number: str) -> Ranks:
        """Bearers of a code or of a postal code, the code first.

        A spreadsheet takes the first zero away: `find` looks for « 7042 » as « 07042 » too.
        """
        return {
            at: (EXACT, 0.0 if self._codes[at] == number else 1.0)
            for at in self._numbered.get(number, [])
        }

    def _mixed(self, query: str) -> Ranks:
        """« 07700 bourg »: among the communes of the postal code, those that bear the name."""
        words = query.split()
        numbers = [word for word in words if word.isdigit() and len(word) == POSTAL_CODE_LENGTH]
        if not numbers:
            return {}
        found = self._by_number(numbers[0])
        name = " ".join(word for word in words if word not in numbers)
        named = self._beginning(short_key(name).split()) if name else set(found)
        return {at: rank for at, rank in found.items() if at in named} or found

    def _by_name(self, query: str) -> Ranks:
        short = short_key(query)
        found: Ranks = {
            at: (self._closeness(at, query, short), 0.0) for at in self._beginning(short.split())
        }
        if any(rank[0] == WHOLE for rank in found.values()):
            return found
        return self._close(short) | found

    def _close(self, short: str) -> Ranks:
        """Names one mistake away: « Renes » also means Rennes, though Renescure begins so."""
        if len(short) < SHORTEST_MISTAKEN:
            return {}
        near = process.extract(
            short, self._short, scorer=OSA.distance, processor=None, limit=None, score_cutoff=1
        )
        return {at: (CLOSE, 0.0) for _, _, at in near}

    def _closeness(self, at: int, query: str, short: str) -> float:
        if query == self._full[at] or short == self._short[at]:
            return WHOLE
        started = self._full[at].startswith(query) or self._short[at].startswith(short)
        return START if started else INSIDE

    def _beginning(self, pieces: list[str]) -> set[int]:
        """Territories each piece of text begins a word of."""
        found: set[int] | None = None
        for piece in pieces:
            first = bisect_left(self._words, piece)
            last = bisect_left(self._words, piece + AFTER_EVERY_LETTER)
            bearers = set(self._bearers[first:last])
            found = bearers if found is None else found & bearers
        return found or set()

    def _by_initials(self, query: str) -> Ranks:
        if " " in query or len(query) not in ACRONYM_LENGTHS:
            return {}
        return {
            at: (INITIALS, 0.0)
            for at, level in enumerate(self._levels)
            if level == Level.EPCI and is_acronym(query, self._full[at].split())
        }

    def _alike(self, short: str, limit: int) -> Ranks:
        """Names within a few typing mistakes."""
        near = process.extract(
            short,
            self._short,
            scorer=fuzz.ratio,
            processor=None,
            limit=limit,
            score_cutoff=LEAST_LIKENESS,
        )
        return {at: (ALIKE, -score) for _, score, at in near}
