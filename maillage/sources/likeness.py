"""The published file that an unknown one looks like, for the person whose file lacks a column.

Source cards say the usual columns of their files (`headers`). Nothing is taken on a likeness: it
only makes a refusal say what was expected.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.sources.contract import Sample
from maillage.sources.exports import plain


YEAR_OF_VARIABLE = re.compile(r"(?<=[a-z])\d{2}(?=_)|(?<=[a-z0-9])\d{2}$")
LEAST_LIKENESS = 0.5

Cards = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Likeness:
    """A known file, and how many of its usual columns were found.

    missing  those that were not, as its card writes them
    """

    source: str
    found: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """Found columns among the usual ones, from 0 to 1."""
        return self.found / (self.found + len(self.missing))


def nearest(sample: Sample, cards: Cards) -> Likeness | None:
    """The known file whose columns are most there, or None when none has half of them.

    At least one column that no other source has must be there: « CODGEO » and « LIBGEO » alone
    look like everything.
    """
    headers = [(name, header) for name, card in cards.items() for header in card.get("headers", ())]
    bearers = Counter(_undated(one) for _, columns in _by_source(headers) for one in columns)
    alike = [
        Likeness(
            source,
            sum(_undated(name) in cells for name in header),
            tuple(name for name in header if _undated(name) not in cells),
        )
        for cells in _rows(sample)
        for source, header in headers
        if any(bearers[_undated(name)] == 1 and _undated(name) in cells for name in header)
    ]
    best = max(alike, key=lambda one: (one.share, one.found), default=None)
    return best if best is not None and best.share >= LEAST_LIKENESS else None


def _rows(sample: Sample) -> Iterator[set[str]]:
    """The cells of each row that may be a header: titles may come above it."""
    for table in ([sample.columns], sample.rows, *sample.sheets.values()):
        for row in table:
            yield {_undated(cell) for cell in row if cell.strip()}


def _undated(name: str) -> str:
    """`P21_POP`, `MED19` → `p_pop`, `med`: a column of any vintage."""
    return YEAR_OF_VARIABLE.sub("", plain(name))


def _by_source(headers: list[tuple[str, list[str]]]) -> list[tuple[str, set[str]]]:
    """Every column of a source once, in whichever of its files."""
    merged: dict[str, dict[str, str]] = {}
    for source, header in headers:
        merged.setdefault(source, {}).update({_undated(one): one for one in header})
    return [(source, set(columns.values())) for source, columns in merged.items()]
