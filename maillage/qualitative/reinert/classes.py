"""From texts to classes one can name: the whole way, and what is written of it.

The names proposed are the words that distinguish a class, nothing more: naming is for people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from maillage.base.errors import NoData
from maillage.qualitative.reinert.double import Crossing, cross
from maillage.qualitative.reinert.plane import Plane, plane
from maillage.qualitative.reinert.profiles import (
    NOTABLE,
    modality_profiles,
    notable,
    typical_segments,
    word_profiles,
)
from maillage.qualitative.reinert.splitting import partition_chi2
from maillage.qualitative.reinert.tree import Node, Rules, Tree, grow
from maillage.qualitative.texts.lemmas import content_words, lemmatiser
from maillage.qualitative.texts.segments import segment_table
from maillage.qualitative.texts.terms import Terms, terms


WORDS_SHOWN = 40
WORDS_UNDER = 15
WORDS_IN_A_NAME = 4
MODALITIES_SHOWN = 15
Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Reading:
    """How texts are read before being compared.

    size        words of a segment, about
    lemmatise   simplemma, spacy or none
    min_uses    a word held by fewer segments is left out
    """

    size: int = 40
    lemmatise: str = "simplemma"
    min_uses: int = 3


@dataclass(frozen=True)
class Classes:
    """Segments, their class, and what distinguishes each class.

    segments   segment, source, text (absent for a ready matrix), then the metadata
    metadata   names of the metadata columns of `segments`
    crossing   when two classifications were crossed; `tree` is then the first one
    """

    segments: pl.DataFrame
    terms: Terms
    tree: Tree
    metadata: tuple[str, ...] = ()
    crossing: Crossing | None = None

    @property
    def labels(self) -> np.ndarray:
        """Class of each segment, 0 for none."""
        return self.tree.labels if self.crossing is None else self.crossing.labels

    @property
    def simple(self) -> "Classes":
        """The first classification alone: the one the tree tells."""
        return replace(self, crossing=None)

    @property
    def numbers(self) -> list[int]:
        """The classes, in order."""
        return sorted(set(self.labels[self.labels > 0].tolist()))

    @cached_property
    def words(self) -> pl.DataFrame:
        """Words by class: see `word_profiles`."""
        return word_profiles(self.terms.counts, self.terms.words, self.labels)

    @cached_property
    def modalities(self) -> pl.DataFrame:
        """Modalities by class: see `modality_profiles`."""
        return modality_profiles(self.segments.select(self.metadata), self.labels)

    @cached_property
    def plane(self) -> Plane:
        """The factorial plane of classes, words and modalities."""
        given = self.segments.select(self.metadata) if self.metadata else None
        return plane(self.terms.counts, self.terms.words, self.labels, given)

    def name(self, number: int) -> str:
        """« proportionnelle, député, sénateur, élu »: what a person can start from."""
        strong = notable(self.words, number, most=WORDS_IN_A_NAME)
        return ", ".join(self.terms.forms.get(word, [word])[0] for word in strong["word"])

    def size(self, number: int) -> int:
        """Number of segments of a class."""
        return int((self.labels == number).sum())


def read_texts(
    texts: Sequence[str], metadata: pl.DataFrame, reading: Reading
) -> tuple[pl.DataFrame, Terms]:
    """Cut texts in segments and count their words.

    metadata  one row per text, kept with each of its segments; may have no column

    Raises NoData when no text holds a word.
    """
    cut = segment_table(texts, size=reading.size)
    if cut.is_empty():
        raise NoData(
            "Aucun texte ne contient de mot.", todo="Vérifiez la colonne donnée avec --text."
        )
    found = content_words(cut["text"], lemmatiser(reading.lemmatise))
    segments = cut
    if metadata.width:
        numbered = metadata.with_columns(pl.int_range(1, pl.len() + 1).alias("source"))
        segments = cut.join(numbered, on="source", how="left", maintain_order="left")
    return segments, terms(found, min_uses=reading.min_uses)


def classify(
    segments: pl.DataFrame,
    counted: Terms,
    rules: Rules,
    *,
    double: bool = False,
    metadata: Sequence[str] = (),
    told: Told | None = None,
) -> Classes:
    """Classify segments whose words are counted.

    double  cross two classifications, of segments and of segments put together: only what both
            agree on is classified
    """

    def tell(done: int, total: int) -> None:
        if told is not None:
            told("Classification", done, total)

    tree = grow(counted.counts, rules, progress=tell)
    crossing = cross(segments, counted.counts, tree, rules) if double else None
    return Classes(segments, counted, tree, tuple(metadata), crossing)


def segments_out(classes: Classes) -> pl.DataFrame:
    """The segments with their class (empty when they have none) and its proposed name."""
    names = {number: classes.name(number) for number in classes.numbers}
    label, near = pl.Series("class", classes.labels), pl.Series("nearest_class", nearest(classes))
    named = label.replace_strict(names, default=None, return_dtype=pl.String).alias("name")
    given = classes.segments
    front = [name for name in ("segment", "source") if name in given.columns]
    shown = pl.select(pl.when(one > 0).then(one).alias(one.name) for one in (label, near))
    shown = shown.with_columns(named, pl.Series("branch", classes.tree.branches, pl.String))
    return given.select(front).hstack(shown).hstack(given.drop(front))


def splits_out(classes: Classes) -> pl.DataFrame:
    """The words each split was made on: rank, branch, word."""
    rows = [
        (node.rank, path, classes.terms.words[place])
        for path, node in _paths("0", classes.tree.root)
        for place in node.words
    ]
    names = {"rank": pl.Int64, "branch": pl.String, "word": pl.String}
    return pl.DataFrame(rows, schema=names, orient="row").sort("rank", maintain_order=True)


def _paths(path: str, node: Node) -> list[tuple[str, Node]]:
    """The classes that were split, with their branch."""
    if not node.children:
        return []
    below = [
        found
        for side, child in enumerate(node.children, start=1)
        for found in _paths(f"{path}.{side}", child)
    ]
    return [(path, node), *below]


def nearest(classes: Classes) -> np.ndarray:
    """The class whose vocabulary each segment shares most, 0 when it shares none.

    The sum of the signed χ² of the words it holds, over the words notable in the class. A segment
    too short to found a class is placed by it; that of a classified one may differ from its class.
    """
    column = {word: place for place, word in enumerate(classes.terms.words)}
    weights = np.zeros((len(column), len(classes.numbers)))
    strong = classes.words.filter(pl.col("chi2").abs() >= NOTABLE)
    at = {number: place for place, number in enumerate(classes.numbers)}
    rows = [column[word] for word in strong["word"]]
    weights[rows, [at[number] for number in strong["class"]]] = strong["chi2"].to_numpy()
    scores = (classes.terms.counts > 0).astype(float) @ weights
    best = np.array(classes.numbers)[scores.argmax(axis=1)]
    return np.where(scores.max(axis=1) > 0, best, 0)


def described(classes: Classes) -> dict[str, Any]:
    """Everything about the classes, ready for JSON."""
    labels = classes.labels
    content: dict[str, Any] = {
        "schema_version": "1.0",
        "segments": int(labels.size),
        "classified": int((labels > 0).sum()),
        "without_words": int((classes.terms.counts.sum(axis=1) == 0).sum()),
        "words": len(classes.terms.words),
        "classes_asked": classes.tree.asked,
        "heights": [node.chi2 for node in classes.tree.splits],
        "tree": _branch(classes, classes.tree.root),
        "classes": [_class(classes, number) for number in classes.numbers],
        "plane": {
            "inertia": classes.plane.inertia,
            "points": classes.plane.points.filter(pl.col("kind") != "word").to_dicts(),
        },
    }
    if classes.crossing is not None:
        simple = classes.simple
        content["crossing"] = classes.crossing.described()
        # The numbers of the tree are those of the first classification.
        content["tree_classes"] = [
            {"class": one, "name": simple.name(one), "size": simple.size(one)}
            for one in simple.numbers
        ]
    return content


def _branch(classes: Classes, node: Node) -> dict[str, Any]:
    """A class and those below it. `chi2` is that of its split on `words_used`, `chi2_all_words`
    that of the same two sides on every word of the matrix.
    """
    if not node.children:
        return {"class": node.number, "size": node.size}
    one, two = node.children
    rows = np.concatenate([one.rows, two.rows])
    first = np.arange(rows.size) < one.size
    return {
        "size": node.size,
        "rank": node.rank,
        "chi2": node.chi2,
        "chi2_before_exchanges": node.axis_chi2,
        "moves": node.moves,
        "words_used": int(node.words.size),
        "chi2_all_words": partition_chi2(_present(classes, rows), first),
        "set_aside": node.size - one.size - two.size,
        "groups_set_aside": [
            {"size": int(rows.size), "words": _shared_words(classes, rows)} for rows in node.aside
        ],
        "children": [_branch(classes, child) for child in node.children],
    }


def _shared_words(classes: Classes, rows: np.ndarray) -> list[str]:
    """The words most segments of a small group hold."""
    held = np.asarray(_present(classes, rows).sum(axis=0))
    best = np.argsort(-held, kind="stable")[:WORDS_IN_A_NAME]
    return [classes.terms.words[place] for place in best if held[place] > 0]


def _present(classes: Classes, rows: np.ndarray) -> Any:
    return (classes.terms.counts[rows] > 0).astype(float)


def _class(classes: Classes, number: int) -> dict[str, Any]:
    words = classes.words
    size = classes.size(number)
    typical = typical_segments(classes.terms.counts, classes.terms.words, classes.labels, words)
    mine = typical.filter(pl.col("class") == number)
    return {
        "class": number,
        "name": classes.name(number),
        "size": size,
        "share": size / int((classes.labels > 0).sum()),
        "words": _rows(notable(words, number, most=WORDS_SHOWN), classes.terms),
        "words_under": _rows(notable(words, number, most=WORDS_UNDER, over=False), classes.terms),
        "modalities": notable(classes.modalities, number, most=MODALITIES_SHOWN)
        .drop("class")
        .to_dicts(),
        "modalities_under": notable(classes.modalities, number, most=MODALITIES_SHOWN, over=False)
        .drop("class")
        .to_dicts(),
        "typical_segments": [
            {"score": row["score"], **_excerpt(classes, row["row"])} for row in mine.to_dicts()
        ],
    }


def _rows(profiles: pl.DataFrame, counted: Terms) -> list[dict[str, Any]]:
    rows = profiles.drop("class").to_dicts()
    return [{**row, "forms": counted.forms.get(row["word"], [])} for row in rows]


def _excerpt(classes: Classes, row: int) -> dict[str, Any]:
    found = classes.segments.row(row, named=True)
    return {name: found[name] for name in ("segment", "source", "text") if name in found}
