"""A deprivation index in the manner of the FDep: the first component of a few variables.

Rey et al. (2009), https://doi.org/10.1186/1471-2458-9-33: income, graduates, blue-collar workers,
unemployed. The weights are found in the data, shown, and refused when they contradict what the user
says of a variable. Higher means more deprived; the index compares territories of one table only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile, WrongCall
from maillage.base.french import join_words, number, plural
from maillage.sources.own_tables import OwnTable


FEWEST = 10
FIFTHS = 5
# Under this part of the variance, one axis does not sum the variables up.
ENOUGH = 0.5


@dataclass(frozen=True)
class Deprivation:
    """The index.

    rows     code, index (null when a variable is missing), fifth (1 the least deprived fifth of
             people, 5 the most), one row per territory in order
    weights  variable, direction (worse, better), weight (of the standardised variable, the sum of
             their squares is 1), correlation (with the index)
    share    part of the variance the index sums up
    notes    French sentences
    """

    rows: pl.DataFrame
    weights: pl.DataFrame
    share: float
    notes: tuple[str, ...]


def deprivation(
    table: OwnTable,
    identifier: str,
    worse: Sequence[str],
    better: Sequence[str],
    people: str = "",
) -> Deprivation:
    """Index of the territories of a table.

    worse   variables that grow with deprivation (unemployment, blue-collar workers)
    better  variables that fall with it (income, graduates)
    people  column of inhabitants: weighs means and fifths (none: each territory counts for one)

    Raises RefusedFile or WrongCall in French.
    """
    variables = [*worse, *better]
    if len(variables) < 2 or len(set(variables)) < len(variables):
        raise WrongCall(
            "Un indice de défavorisation résume au moins deux variables différentes.",
            todo="Par exemple --worse chomage --worse ouvriers --better revenu --better diplomes.",
        )
    table.refuse_twice(identifier)
    codes = table.texts(identifier)
    given = np.column_stack([table.numbers(name, empty=True).to_numpy() for name in variables])
    weigh = table.numbers(people, minimum=0).to_numpy() if people else np.ones(len(given))
    kept = ~np.isnan(given).any(axis=1) & (weigh > 0)
    _refuse_unfit(table, given[kept], variables)
    signs = np.array([1.0] * len(worse) + [-1.0] * len(better))
    scaled, direction, share = _first_axis(given[kept], weigh[kept], signs)
    _refuse_contradiction(variables, signs, direction)
    index = scaled @ direction
    rows = _rows(identifier, codes, kept, index, weigh)
    spread = np.sqrt(np.average(index**2, weights=weigh[kept]))
    links = (scaled * index[:, None] * weigh[kept, None]).sum(axis=0) / weigh[kept].sum() / spread
    weights = pl.DataFrame(
        {
            "variable": variables,
            "direction": ["worse"] * len(worse) + ["better"] * len(better),
            "weight": direction,
            "correlation": links,
        }
    )
    return Deprivation(rows, weights, share, _notes(kept, share))


def _refuse_unfit(table: OwnTable, values: np.ndarray, variables: Sequence[str]) -> None:
    if len(values) < FEWEST:
        raise RefusedFile(
            f"« {table.name} » : {plural(len(values), 'territoire')} sans valeur manquante ; il "
            f"en faut au moins {FEWEST} pour trouver des poids.",
            todo="Ajoutez des territoires de comparaison, ou retirez la variable souvent vide.",
        )
    moves = np.ptp(values, axis=0) > 0
    constant = [name for name, varies in zip(variables, moves, strict=True) if not varies]
    if constant:
        raise RefusedFile(
            f"« {table.name} » : la colonne « {constant[0]} » a partout la même valeur.",
            todo="Retirez-la de l’indice.",
        )


def _first_axis(
    values: np.ndarray, weigh: np.ndarray, signs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """Standardised values, the direction of the first axis, its part of the variance."""
    centre = np.average(values, axis=0, weights=weigh)
    spread = np.sqrt(np.average((values - centre) ** 2, axis=0, weights=weigh))
    scaled = (values - centre) / spread
    links = (scaled * weigh[:, None]).T @ scaled / weigh.sum()
    sizes, axes = np.linalg.eigh(links)
    direction = axes[:, -1]
    return scaled, direction * np.sign(direction @ signs), float(sizes[-1] / sizes.sum())


def _refuse_contradiction(
    variables: Sequence[str], signs: np.ndarray, direction: np.ndarray
) -> None:
    wrong = [
        name
        for name, sign, weight in zip(variables, signs, direction, strict=True)
        if sign * weight <= 0
    ]
    if wrong:
        raise WrongCall(
            f"{join_words([f'« {name} »' for name in wrong])} : dans ces données, la variable va "
            f"à l’inverse du sens annoncé. L’indice n’est pas calculé.",
            todo="Vérifiez --worse et --better, ou retirez cette variable.",
        )


def _rows(
    identifier: str, codes: pl.Series, kept: np.ndarray, index: np.ndarray, weigh: np.ndarray
) -> pl.DataFrame:
    """The index in its place, and the fifth of the people each territory falls in."""
    order = np.argsort(index, kind="stable")
    people = weigh[kept][order]
    middle = (np.cumsum(people) - people / 2) / people.sum()
    fifths = np.empty(len(index), dtype=np.int64)
    fifths[order] = np.minimum((middle * FIFTHS).astype(np.int64) + 1, FIFTHS)
    values: list[float | None] = [None] * len(kept)
    groups: list[int | None] = [None] * len(kept)
    for place, value, fifth in zip(np.flatnonzero(kept), index, fifths, strict=True):
        values[place], groups[place] = float(value), int(fifth)
    return pl.DataFrame(
        {
            identifier: codes,
            "index": pl.Series(values, dtype=pl.Float64),
            "fifth": pl.Series(groups, dtype=pl.Int64),
        }
    )


def _notes(kept: np.ndarray, share: float) -> tuple[str, ...]:
    notes = []
    if (~kept).any():
        notes.append(
            f"{plural(int((~kept).sum()), 'territoire')} sans indice, faute d’une variable ou "
            f"d’habitants."
        )
    if share < ENOUGH:
        notes.append(
            f"L’indice ne résume que {number(100 * share)} % de l’information : ces variables ne "
            f"disent pas la même chose, lisez-les plutôt une par une."
        )
    return tuple(notes)
