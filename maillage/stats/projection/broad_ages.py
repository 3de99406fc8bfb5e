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
# Upper bounds of the sizes of territories that resemble each other, and how many make a class.
SIZES = (2_000.0, 10_000.0, 50_000.0)
FEWEST_ALIKE = 5
# People of its class lent to each territory: they draw its ratios, never its people.
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
    """Ratios between two censuses, of each territory, helped by those of its size.

    before, after  (territories, 7) people by broad age

    Raises WrongCall when the two are closer than five years: they share yearly surveys.
    """
    if years < FEWEST_YEARS:
        raise WrongCall(
            "Deux recensements à moins de cinq ans d’écart partagent des enquêtes annuelles : "
            "leur comparaison n’a pas de sens.",
            todo="Choisissez deux millésimes séparés d’au moins cinq ans.",
        )
    old, new = before.astype(float), after.astype(float)
    base, counted = followed(old, years), new.copy()
    counted[:, 0] = older_children(new, years)
    adults = new[:, PARENTS[0]] + new[:, PARENTS[1]]
    babies = new[:, 0] - counted[:, 0]
    kind = size_classes(new.sum(axis=1))
    cohort = _helped(counted, base, kind, new)
    children = _helped(babies[:, None], adults[:, None], kind, new)[:, 0]
    return Ratios(cohort, children, years)


def size_class(people: float) -> int:
    """Index of the class of size of a territory."""
    return sum(people >= bound for bound in SIZES)


def size_classes(people: np.ndarray) -> np.ndarray:
    """Index of the class of each; territories of a class too thin to compare share one: -1."""
    found = np.array([size_class(one) for one in people])
    thin = [index for index in set(found.tolist()) if (found == index).sum() < FEWEST_ALIKE]
    return np.where(np.isin(found, thin), -1, found)


def _helped(
    parts: np.ndarray, base: np.ndarray, kind: np.ndarray, people: np.ndarray
) -> np.ndarray:
    """parts ÷ base of each territory, drawn towards that of its class by the few it rests on.

    A village borrows from villages: suburbs and the town they surround exchange their young adults,
    so that the ratio of the whole is nobody's.
    """
    found = np.ones_like(base)
    for index in set(kind.tolist()):
        alike = kind == index if index >= 0 else np.ones(len(kind), dtype=bool)
        total = base[alike].sum(axis=0)
        whole = np.divide(parts[alike].sum(axis=0), total, out=np.ones_like(total), where=total > 0)
        # Nobody lives there: nothing to borrow, and no division by zero.
        borrowed = SHRINKAGE * total / max(people[alike].sum(), 1.0)
        rows = kind == index
        mass = base[rows] + borrowed
        mixed = np.divide(
            parts[rows] + borrowed * whole, mass, out=np.ones_like(mass), where=mass > 0
        )
        found[rows] = mixed
    return found


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
