"""From a table of territories to classes ready for a map, with their profile and how sure they are.

Territories lacking a variable are not classified and are counted; nothing is ever filled in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile, WrongCall
from maillage.base.french import join_words, number, plural
from maillage.sources.own_tables import OwnTable
from maillage.stats.typology.components import Components, principal_components
from maillage.stats.typology.describing import class_names, profile
from maillage.stats.typology.grouping import (
    MOST_CLASSES,
    by_size,
    consolidate,
    cut,
    suggested_number,
    ward_tree,
)
from maillage.stats.typology.stability import Progress, stability, stability_word


AXES = 5
DRAWS = 50
ROWS_PER_CLASS = 5
SAME = 0.98


@dataclass(frozen=True)
class Choices:
    """What the user may choose.

    classes  their number (None: the largest relative fall of inertia)
    axes     components kept to measure resemblance
    draws    resampled tables for the stability (0: not measured)
    logs     variables compared by their logarithm
    labels   variable → its name in words, for the profile and the names of classes
    """

    classes: int | None = None
    axes: int = AXES
    draws: int = DRAWS
    seed: int = 1
    logs: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Typology:
    """The classes and what is known of them.

    rows        id, class (null when not classified), name: one row per territory, in order
    classes     class, name, size, stability, stability_word
    profile     see `describing.profile`
    components  the axes
    unplaced    territories lacking a variable
    notes       French sentences worth reading first
    """

    rows: pl.DataFrame
    classes: pl.DataFrame
    profile: pl.DataFrame
    components: Components
    unplaced: int
    notes: tuple[str, ...]


def make_typology(
    table: OwnTable,
    identifier: str,
    variables: Sequence[str],
    choices: Choices,
    *,
    progress: Progress | None = None,
) -> Typology:
    """Standardise, find the axes, group, consolidate, name, and measure the stability.

    Raises RefusedFile or WrongCall in French: repeated identifier, constant variable, text in a
    number column, logarithm of zero, too few rows for so many classes.
    """
    table.refuse_twice(identifier)
    codes = table.texts(identifier)
    given = np.column_stack([table.numbers(name, empty=True).to_numpy() for name in variables])
    kept = ~np.isnan(given).any(axis=1)
    values = given[kept]
    _refuse_unfit(table, values, variables, kept, choices.classes)
    scaled = _with_logs(table, values, variables, choices.logs)
    axes = min(choices.axes, len(variables))
    found = principal_components(scaled, axes=axes)
    tree = ward_tree(found.coordinates)
    wanted = choices.classes or suggested_number(tree)
    groups = by_size(consolidate(found.coordinates, cut(tree, wanted)))
    words = [choices.labels.get(name, name) for name in variables]
    described = profile(values, groups, words)
    sure = (
        stability(
            scaled, groups, axes=axes, draws=choices.draws, seed=choices.seed, progress=progress
        )
        if choices.draws
        else None
    )
    named = class_names(described)
    rows = _rows(identifier, codes, kept, groups, named)
    notes = _notes(scaled, variables, kept)
    classes = _classes(groups, named, sure)
    return Typology(rows, classes, described, found, int((~kept).sum()), notes)


def _refuse_unfit(
    table: OwnTable,
    values: np.ndarray,
    variables: Sequence[str],
    kept: np.ndarray,
    classes: int | None,
) -> None:
    if len(variables) < 2:
        raise WrongCall(
            "Une typologie a besoin d’au moins deux variables.", todo="Ajoutez --by COLONNE."
        )
    fewest = ROWS_PER_CLASS * 3
    if len(values) < fewest:
        raise RefusedFile(
            f"« {table.name} » : {plural(len(values), 'territoire')} sans valeur manquante (sur "
            f"{number(len(kept))}) ; il en faut au moins {fewest}.",
            todo="Retirez la variable la plus souvent vide, ou comparez plus de territoires.",
        )
    if classes is not None and not 2 <= classes <= max(2, len(values) // 2):
        raise WrongCall(
            f"{classes} classes pour {plural(len(values), 'territoire')} : il en faut au moins 2, "
            f"et au plus un pour deux territoires.",
            todo="Changez -k.",
        )
    varies = np.ptp(values, axis=0) > 0
    constant = [name for name, moves in zip(variables, varies, strict=True) if not moves]
    if constant:
        raise RefusedFile(
            f"« {table.name} » : la colonne « {constant[0]} » a partout la même valeur.",
            todo="Retirez-la des variables (--by).",
        )


def _with_logs(
    table: OwnTable, values: np.ndarray, variables: Sequence[str], logs: Sequence[str]
) -> np.ndarray:
    scaled = values.copy()
    for name in logs:
        if name not in variables:
            raise WrongCall(
                f"--log « {name} » n’est pas une des variables.",
                todo="Donnez à --log le nom d’une colonne de --by.",
            )
        index = list(variables).index(name)
        if (values[:, index] <= 0).any():
            raise RefusedFile(
                f"« {table.name} », colonne « {name} » : le logarithme demande des valeurs "
                f"strictement positives.",
                todo="Retirez --log pour cette colonne.",
            )
        scaled[:, index] = np.log(values[:, index])
    return scaled


def _rows(
    identifier: str,
    codes: pl.Series,
    kept: np.ndarray,
    groups: np.ndarray,
    named: dict[int, str],
) -> pl.DataFrame:
    numbers = np.zeros(len(kept), dtype=np.int64)
    numbers[kept] = groups
    table = pl.DataFrame({identifier or "id": codes, "class": numbers})
    return table.with_columns(
        pl.when(pl.Series(kept)).then(pl.col("class")).alias("class")
    ).with_columns(
        pl.col("class").replace_strict(named, default=None, return_dtype=pl.String).alias("name")
    )


def _classes(groups: np.ndarray, named: dict[int, str], sure: np.ndarray | None) -> pl.DataFrame:
    counts = np.bincount(groups)[1:]
    found = None if sure is None else [float(value) for value in sure]
    return pl.DataFrame(
        {
            "class": list(named),
            "name": list(named.values()),
            "size": counts,
            "stability": pl.Series(found or [None] * len(named), dtype=pl.Float64),
            "stability_word": pl.Series(
                [stability_word(value) for value in found] if found else [None] * len(named),
                dtype=pl.String,
            ),
        }
    )


def _notes(scaled: np.ndarray, variables: Sequence[str], kept: np.ndarray) -> tuple[str, ...]:
    notes = []
    missing = int((~kept).sum())
    if missing:
        notes.append(f"{plural(missing, 'territoire')} sans classe, faute d’au moins une variable.")
    links = np.corrcoef(scaled.T)
    twins = np.argwhere(np.triu(np.abs(links) > SAME, k=1))
    if twins.size:
        pair = [f"« {variables[index]} »" for index in twins[0]]
        notes.append(
            f"{join_words(pair)} disent la même chose (corrélation de "
            f"{number(links[tuple(twins[0])], decimals=2)}) : leur sujet compte double."
        )
    if len(variables) > MOST_CLASSES * 3:
        notes.append(
            "Plus de trente variables : la classe dit surtout laquelle a le plus de doublons."
        )
    return tuple(notes)
