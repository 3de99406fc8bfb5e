"""Elementary context units: a text cut in pieces of about the same length, at its own pauses.

A strong stop is preferred to a weak one, a near one to a far one. Pieces are slices of the text as
typed: what is read is always what was said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from maillage.base.errors import WrongCall
from maillage.base.french import number
from maillage.qualitative.texts.words import Word, words


SMALLEST, LARGEST = 5, 1000
# How far from the wanted length a cut may fall, as a part of it.
SLACK = 0.4
BLANKS = re.compile(r"\s+")
STOPS = (("\n\n", 7.0), (".", 6.0), ("?", 6.0), ("!", 6.0), ("…", 6.0), ("\n", 5.0))
PAUSES = ((";", 4.0), (":", 4.0), (",", 2.0))
NO_PAUSE = 0.3


@dataclass(frozen=True)
class Piece:
    """A slice of one text: `text[start:end]`, in code points."""

    start: int
    end: int


def pieces(text: str, *, size: int) -> list[Piece]:
    """Cut a text in pieces of about `size` words. A text without word gives no piece."""
    found = list(words(text))
    if not found:
        return []
    cuts, done = [], 0
    while len(found) - done > size * (1 + SLACK):
        done = _best_cut(text, found, done, size)
        cuts.append(done)
    starts = [0, *(found[cut].start for cut in cuts)]
    ends = [*starts[1:], len(text)]
    return [_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _best_cut(text: str, found: Sequence[Word], done: int, size: int) -> int:
    """Index of the first word of the next piece."""
    low, high = max(int(size * (1 - SLACK)), 1), int(size * (1 + SLACK))
    # Neither piece may be left with a crumb.
    high = min(high, len(found) - done - low)
    choices = range(done + low, max(done + high, done + low) + 1)

    def worth(cut: int) -> float:
        pause = _pause(text[found[cut - 1].end : found[cut].start])
        return pause * (1 - abs(cut - done - size) / (size + 1))

    return max(choices, key=worth)


def _pause(between: str) -> float:
    """How strong the pause between two words is."""
    marks = [weight for mark, weight in (*STOPS, *PAUSES) if mark in between]
    return max(marks, default=NO_PAUSE)


def _trimmed(text: str, start: int, end: int) -> Piece:
    """The same slice without its outer blanks. A guillemet that opens the next one stays here."""
    inside = text[start:end]
    return Piece(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()))


def segment_table(texts: Sequence[str], *, size: int) -> pl.DataFrame:
    """Every piece of every text: segment, source (1, 2… the row of the text), start, end, text.

    Raises WrongCall for a length no one could want.
    """
    if not SMALLEST <= size <= LARGEST:
        raise WrongCall(
            f"Longueur des segments : {number(size)} mots. Elle va de {SMALLEST} à {LARGEST}.",
            todo="Une longueur de 40 mots convient à la plupart des textes.",
        )
    rows = [
        (source, piece.start, piece.end, BLANKS.sub(" ", text[piece.start : piece.end]))
        for source, text in enumerate(texts, start=1)
        for piece in pieces(text, size=size)
    ]
    names = {"source": pl.Int64, "start": pl.Int64, "end": pl.Int64, "text": pl.String}
    return pl.DataFrame(rows, schema=names, orient="row").with_row_index("segment", offset=1)
