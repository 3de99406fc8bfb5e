"""Sharing a sample between strata, or between the modalities of quotas, to the unit.

Largest remainders: the parts add up exactly. Nobody is asked of a stratum more than it holds, and
what it cannot take goes to the others.
"""

from bisect import bisect_left
from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.surveys.weighting.margins import Margin


Vector = NDArray[np.float64]
SMALLEST_APPETITE = 1e-9


class Share(StrEnum):
    """How the strata share the sample."""

    PROPORTIONAL = "proportional"
    EQUAL = "equal"
    NEYMAN = "neyman"


def allocate(
    populations: Mapping[str, int],
    answers: int,
    *,
    how: str = Share.PROPORTIONAL,
    minimum: int = 0,
    spreads: Mapping[str, float] | None = None,
) -> dict[str, int]:
    """How many to draw in each stratum.

    populations  people of each stratum
    how          proportional to them, equal, or Neyman's: to people × spread
    minimum      at least so many in each stratum (all of it when it holds fewer)
    spreads      standard deviation of what is studied, by stratum, for Neyman's

    Raises WrongCall when the sample is larger than the population, or smaller than the minimums.
    """
    if how not in set(Share):
        raise WrongCall(
            f"La répartition « {how} » n’existe pas.",
            todo=f"Choisissez parmi : {', '.join(Share)}.",
        )
    sizes = np.array(list(populations.values()), dtype=float)
    floors = np.minimum(minimum, sizes)
    _check(answers, sizes, floors)
    found = _filled(_appetites(sizes, how, list(populations), spreads), answers, floors, sizes)
    return dict(zip(populations, found.tolist(), strict=True))


def _appetites(
    sizes: Vector, how: str, names: list[str], spreads: Mapping[str, float] | None
) -> Vector:
    if how == Share.EQUAL:
        return np.ones(len(sizes))
    if how == Share.PROPORTIONAL:
        return sizes
    if spreads is None:
        raise WrongCall(
            "La répartition de Neyman demande la dispersion de chaque strate.",
            todo="Ajoutez --spread COLONNE : une quantité connue de la base de sondage, proche de "
            "ce que vous étudiez.",
        )
    found = sizes * np.array([spreads[name] for name in names])
    return found if found.sum() > 0 else sizes


def _check(answers: int, sizes: Vector, floors: Vector) -> None:
    if not 1 <= answers <= sizes.sum():
        raise WrongCall(
            f"On ne peut pas tirer {plural(answers, 'personne')} parmi {number(sizes.sum())}.",
            todo="Donnez une taille entre 1 et l’effectif de la base de sondage.",
        )
    if answers < floors.sum():
        raise WrongCall(
            f"Le minimum par strate demande {plural(float(floors.sum()), 'personne')}, plus que "
            f"l’échantillon ({number(answers)}).",
            todo="Diminuez --minimum, augmentez --size, ou regroupez des strates.",
        )


def _filled(appetites: Vector, answers: int, floors: Vector, caps: Vector) -> NDArray[np.int64]:
    """Proportional to appetites, but never outside floors and caps; then rounded to the sum."""
    # A stratum without appetite still takes what the full ones cannot.
    wished = np.maximum(appetites, appetites.max() * SMALLEST_APPETITE)

    def given(pace: float) -> Vector:
        return np.clip(pace * wished, floors, caps)

    if answers >= caps.sum():
        return caps.astype(np.int64)
    # The sum grows in straight lines between the paces where a stratum leaves its floor or is full.
    bends = np.unique([0.0, *(floors / wished), *(caps / wished)])
    after = bisect_left(bends, answers, lo=1, key=lambda one: given(one).sum())
    around = bends[after - 1 : after + 1]
    pace = np.interp(answers, [given(one).sum() for one in around], around)
    return rounded(given(pace), answers, caps)


def rounded(wanted: Vector, answers: int, caps: Vector | None = None) -> NDArray[np.int64]:
    """Whole numbers of that sum, by largest remainders, none above its cap."""
    whole = np.floor(wanted + 1e-9).astype(np.int64)
    remainders = np.round(wanted - whole, 9)
    room = np.full(len(wanted), np.inf) if caps is None else caps
    for place in np.argsort(-remainders, kind="stable").tolist() * 2:
        if whole.sum() >= answers:
            break
        if whole[place] < room[place]:
            whole[place] += 1
    return whole


def quotas(margins: list[Margin], answers: int) -> pl.DataFrame:
    """How many answers to obtain of each modality: variable, modality, population, quota."""
    if answers < 1:
        raise WrongCall("Il faut au moins une réponse.", todo="Donnez --size, la taille voulue.")
    rows = []
    for margin in margins:
        if margin.is_quantity:
            raise WrongCall(
                f"« {margin.variable} » est une quantité : elle ne donne pas de quotas.",
                todo="Retirez sa ligne du fichier de marges.",
            )
        parts = np.array(list(margin.totals.values()))
        if parts.sum() <= 0:
            raise WrongCall(
                f"Les effectifs de « {margin.variable} » sont tous nuls.",
                todo="Vérifiez la colonne « total » des marges.",
            )
        wanted = rounded(parts / parts.sum() * answers, answers).tolist()
        rows += [
            (margin.variable, modality, total, quota)
            for (modality, total), quota in zip(margin.totals.items(), wanted, strict=True)
        ]
    return pl.DataFrame(rows, schema=["variable", "modality", "population", "quota"], orient="row")
