"""Projection where only broad ages are published (0–14, 15–29 … 90+): Hamilton and Perry's ratios.

Each broad group is followed from one census to the next: the people it holds, divided by those who,
born in the right years, were counted before. Single years inside a group are spread by a monotone
curve through the published totals. Children come from the number of adults of 15 to 44.
Hamilton & Perry (1962); Smith, Tayman & Swanson, *A Practitioner's Guide* (2013), ch. 8.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from maillage.base.errors import WrongCall


# The groups of the « dossier complet »; the last is open and spread up to 105 years.
BOUNDS = (0, 15, 30, 45, 60, 75, 90)
OLDEST = 105
PARENTS = (1, 2)
FEWEST_YEARS = 5
# People counted of the reference area given to a small one: shrinks its ratios, never its people.
SHRINKAGE = 10_000.0


@dataclass(frozen=True)
class Ratios:
    """How groups follow each other over `years`.

    cohort    for each group, people ÷ those counted `years` before in the same generations
    children  children under `years` ÷ adults of 15 to 44, at the end
    """

    cohort: np.ndarray
    children: np.ndarray
    years: float


def followed(groups: np.ndarray, years: float) -> np.ndarray:
    """For each group, the people who will be of its ages in `years`: (…, 7) → (…, 7)."""
    edges, curve = _counted_below(groups)
    low = np.maximum(edges[:-1] - years, 0)
    high = np.append(edges[1:-1] - years, OLDEST)
    return np.asarray(curve(high) - curve(low))


def older_children(groups: np.ndarray, years: float) -> np.ndarray:
    """People of the first group who are `years` old or more."""
    _, curve = _counted_below(groups)
    return np.asarray(groups[..., 0] - curve(years))


def _counted_below(groups: np.ndarray) -> tuple[np.ndarray, PchipInterpolator]:
    """Bounds of the groups, and the curve of the people younger than an age."""
    edges = np.array([*BOUNDS, OLDEST], dtype=float)
    nobody = np.zeros((*groups.shape[:-1], 1))
    below = np.concatenate([nobody, np.cumsum(groups, axis=-1)], axis=-1)
    return edges, PchipInterpolator(edges, below, axis=-1)


def ratios(before: np.ndarray, after: np.ndarray, years: float) -> Ratios:
    """Ratios between two censuses, of each territory and of their total (the last row).

    before, after  (territories, 7) people by broad age

    Raises WrongCall when the two are closer than five years: they share yearly surveys.
    """
    if years < FEWEST_YEARS:
        raise WrongCall(
            "Deux recensements à moins de cinq ans d’écart partagent des enquêtes annuelles : leur "
            "comparaison n’a pas de sens.",
            todo="Choisissez deux millésimes séparés d’au moins cinq ans.",
        )
    old = np.vstack([before, before.sum(axis=0)])
    new = np.vstack([after, after.sum(axis=0)])
    base = followed(old, years)
    counted = new.copy()
    counted[:, 0] = older_children(new, years)
    whole = counted[-1] / base[-1]
    # A territory keeps its own ratio in proportion of the people it rests on.
    weight = base / (base + SHRINKAGE * base[-1] / base[-1].sum())
    own = np.divide(counted, base, out=np.ones_like(base), where=base > 0)
    cohort = weight * own + (1 - weight) * whole
    adults = new[:, PARENTS[0]] + new[:, PARENTS[1]]
    babies = new[:, 0] - counted[:, 0]
    share = adults / (adults + SHRINKAGE * adults[-1] / new[-1].sum())
    fertility = np.divide(babies, adults, out=np.zeros_like(adults), where=adults > 0)
    children = share * fertility + (1 - share) * babies[-1] / adults[-1]
    cohort[-1], children[-1] = whole, babies[-1] / adults[-1]
    return Ratios(cohort[:-1], children[:-1], years)


def advance(groups: np.ndarray, found: Ratios, years: float) -> np.ndarray:
    """People by broad age `years` later: (territories, 7) → (territories, 7).

    `years` may differ a little from those of the ratios (censuses five, then six years apart): a
    ratio over five years becomes its power 6/5, and children are in proportion of the years.
    """
    longer = years / found.years
    after = followed(groups, years) * found.cohort**longer
    adults = after[:, PARENTS[0]] + after[:, PARENTS[1]]
    after[:, 0] += adults * found.children * longer
    return np.asarray(after)
