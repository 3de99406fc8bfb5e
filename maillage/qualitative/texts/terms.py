"""The document-term matrix: which words each segment holds. Always sparse."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from scipy.sparse import csr_array, hstack

from maillage.base.errors import NoData, RefusedFile
from maillage.sources.own_tables import OwnTable


SHOWN_FORMS = 4


@dataclass(frozen=True)
class Terms:
    """Segments × words.

    counts  how many times each segment holds each word
    words   the word of each column
    forms   word → how it is written most often in the texts; empty for a ready matrix
    """

    counts: csr_array
    words: list[str]
    forms: dict[str, list[str]] = field(default_factory=dict)


def terms(found: Sequence[Sequence[tuple[str, str]]], *, min_uses: int) -> Terms:
    """Count the (form, word) pairs of each segment.

    min_uses  a word held by fewer segments is left out: it cannot bring segments together

    Raises NoData when no word is left.
    """
    holders = Counter(word for each in found for word in {word for _, word in each})
    kept = sorted(word for word, count in holders.items() if count >= min_uses)
    if not kept:
        raise NoData(
            f"Aucun mot n’est employé dans au moins {min_uses} segments : "
            "il n’y a rien à comparer.",
            todo="Donnez plus de textes, ou abaissez le seuil avec --min-uses.",
        )
    column = {word: place for place, word in enumerate(kept)}
    counted = [Counter(column[word] for _, word in each if word in column) for each in found]
    ends = np.cumsum([0, *map(len, counted)])
    indices = np.array([place for each in counted for place in sorted(each)], dtype=np.int64)
    data = np.array([each[place] for each in counted for place in sorted(each)], dtype=float)
    counts = csr_array((data, indices, ends), shape=(len(found), len(kept)))
    return Terms(counts, kept, _forms(found, column))


def _forms(
    found: Sequence[Sequence[tuple[str, str]]], column: dict[str, int]
) -> dict[str, list[str]]:
    """The forms of each word, most frequent first."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        for form, word in each:
            if word in column:
                uses[word][form] += 1
    return {
        word: [form for form, _ in sorted(forms.items(), key=lambda one: (-one[1], one[0]))][
            :SHOWN_FORMS
        ]
        for word, forms in sorted(uses.items())
    }


def terms_from_table(table: OwnTable, *, aside: Sequence[str] = ()) -> Terms:
    """A ready matrix: one row per segment, one column of counts per word.

    aside  columns that are not words

    Raises RefusedFile naming the cell that is empty, negative or not a number, or a word in two
    columns.
    """
    names = [name for name in table.frame.columns if name and name not in set(aside)]
    twice = [name for name in names if "_duplicated_" in name]
    if twice:
        word = twice[0].split("_duplicated_")[0]
        raise RefusedFile(
            f"« {table.name} » : le mot « {word} » a deux colonnes.",
            todo="Additionnez-les en une seule, puis relancez.",
        )
    if not names:
        raise RefusedFile(
            f"« {table.name} » n’a aucune colonne de mots.",
            todo="Il faut une colonne par mot et une ligne par segment.",
        )
    columns = [_column(_numbers(table, name)) for name in names]
    return Terms(csr_array(hstack(columns, format="csr")), names)


def _numbers(table: OwnTable, name: str) -> pl.Series:
    """The counts of a word. A column without any number is likely not a word."""
    given = table.frame[name].cast(pl.String).str.replace(",", ".", literal=True)
    if given.cast(pl.Float64, strict=False).null_count() == given.len():
        raise RefusedFile(
            f"« {table.name} » : la colonne « {name} » ne contient aucun nombre.",
            todo=f"Si ce n’est pas un mot, ajoutez --metadata {name} ; sinon, complétez-la.",
        )
    counts = table.numbers(name, minimum=0)
    broken = (counts != counts.round()).arg_true()
    if broken.len():
        row = int(broken[0])
        raise RefusedFile(
            f"{table.where(row, name)} : « {table.frame[name][row]} » n’est pas un nombre entier "
            "d’emplois.",
            todo="Donnez des comptes, non des fréquences, puis relancez.",
        )
    return counts


def _column(values: pl.Series) -> csr_array:
    return csr_array(values.to_numpy().reshape(-1, 1))
