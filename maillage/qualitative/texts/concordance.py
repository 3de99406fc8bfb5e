"""A word in its contexts, and words found together."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from maillage.base.errors import WrongCall
from maillage.qualitative.texts.words import without_accents


ORDER = ("segments", "jaccard", "first", "second")
BLANKS = re.compile(r"\s+")


def keyword_in_context(texts: Sequence[str], wanted: str, *, around: int = 8) -> pl.DataFrame:
    """Every place where a word or an expression is written.

    wanted   « logement », « logement social », « loge* »; case and accents do not matter
    around   words shown on each side
    returns  source (1, 2… the text), start, end (code points of the word), before, word, after

    Raises WrongCall when nothing is looked for.
    """
    shape = _shape(wanted)
    rows = []
    for source, text in enumerate(texts, start=1):
        plain = _same_length(text)
        for found in shape.finditer(plain):
            start, end = found.span()
            before, after = text[:start].split()[-around:], text[end:].split()[:around]
            rows.append((source, start, end, " ".join(before), text[start:end], " ".join(after)))
    names = ["source", "start", "end", "before", "word", "after"]
    types = [pl.Int64] * 3 + [pl.String] * 3
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


def _shape(wanted: str) -> re.Pattern[str]:
    pieces = _same_length(BLANKS.sub(" ", wanted.strip())).split("*")
    if not any(piece.strip() for piece in pieces):
        raise WrongCall("Aucun mot à chercher.", todo="Donnez un mot, par exemple « logement ».")
    inside = r"\w*".join(re.escape(piece).replace(r"\ ", r"\s+") for piece in pieces)
    return re.compile(rf"(?<!\w){inside}(?!\w)")


def _same_length(text: str) -> str:
    """Lower case without accents, each sign at its place."""
    if text.isascii():
        return text.lower()
    signs = [(sign, without_accents(sign.lower())) for sign in text]
    return "".join(plain if len(plain) == 1 else sign for sign, plain in signs)


def together(words_of: Sequence[Sequence[str]], *, min_uses: int = 2) -> pl.DataFrame:
    """Pairs of words of the same segments.

    words_of  the words of each segment
    returns   first, second (alphabetical), segments (both), first_alone, second_alone (segments
              of each), jaccard (segments of both over segments of either), most together first
    """
    held = [sorted(set(each)) for each in words_of]
    alone = Counter(word for each in held for word in each)
    both = Counter(pair for each in held for pair in combinations(each, 2))
    rows = [
        (one, two, count, alone[one], alone[two], count / (alone[one] + alone[two] - count))
        for (one, two), count in both.items()
        if count >= min_uses
    ]
    names = ["first", "second", "segments", "first_alone", "second_alone", "jaccard"]
    types = [pl.String, pl.String, pl.Int64, pl.Int64, pl.Int64, pl.Float64]
    found = pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")
    return found.sort(
        ["segments", "jaccard", "first", "second"], descending=[True, True, False, False]
    )


def together_in_matrix(counts: csr_array, words: Sequence[str], *, min_uses: int) -> pl.DataFrame:
    """The same from a matrix of segments × words, by one sparse product."""
    present = csr_array((counts > 0).astype(float))
    pairs = csr_array(present.T @ present).tocoo()
    alone = np.asarray(present.sum(axis=0))
    row, column = pairs.coords
    kept = (row < column) & (pairs.data >= min_uses)
    one, two, count = row[kept], column[kept], pairs.data[kept]
    found = pl.DataFrame(
        {
            "first": [words[place] for place in one],
            "second": [words[place] for place in two],
            "segments": count.astype(np.int64),
            "first_alone": alone[one].astype(np.int64),
            "second_alone": alone[two].astype(np.int64),
            "jaccard": count / (alone[one] + alone[two] - count),
        }
    )
    return found.sort(
        ["segments", "jaccard", "first", "second"], descending=[True, True, False, False]
    )
