"""Floating catchments: facilities shared among those who can reach them, then added up.

Two-step (2SFCA, E2SFCA), three-step (3SFCA) and the form of the APL of Drees. None sees beyond the
matrix: what a resident of the next département finds there must be in it, or borders look poor.
Luo & Qi (2009), https://doi.org/10.1016/j.healthplace.2009.06.002 ;
Wan, Zou & Sternberg (2012), https://doi.org/10.1080/13658816.2011.624987 ;
Barlet et al. (Drees, 2012), Études et résultats 795.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.accessibility.decay import Decay
from maillage.accessibility.matrix import Travel


@dataclass(frozen=True)
class Catchment:
    """What a method found.

    access    place, access: capacity per person; null where nothing is known (no pair) or where
              the question has no answer (facilities that nobody at all can reach but this
              empty place)
    shared    capacity that somebody reaches
    unshared  capacity nobody reaches
    unlisted  places the matrix says nothing about
    far       places with pairs, all beyond the limit: their access is a true zero
    """

    access: pl.DataFrame
    shared: float
    unshared: float
    unlisted: int
    far: int


def two_step(travel: Travel, decay: Decay, *, complete: bool = False) -> Catchment:
    """2SFCA (one step of weight 1) and E2SFCA (several weights, or a continuous decay).

    complete  the matrix lists every pair within the limit: a place without pairs then gets 0
    """
    return _shared_out(travel, decay(travel.minutes), travel.people, complete)


def three_step(travel: Travel, decay: Decay, *, complete: bool = False) -> Catchment:
    """3SFCA: people first split themselves between facilities, in proportion of the weights.

    The split looks at every pair given, even beyond the limit, as in PySAL `access`.
    """
    whole = np.asarray(decay.weigh(travel.minutes), dtype=float)
    total = travel.to_places(whole)[travel.place]
    split = np.divide(whole, total, out=np.zeros_like(whole), where=total > 0)
    return _shared_out(travel, decay(travel.minutes) * split, travel.people, complete)


def apl(
    travel: Travel,
    decay: Decay,
    *,
    need: np.ndarray,
    cap: float | None = None,
    complete: bool = False,
) -> Catchment:
    """The form of Drees: demand weighted by age, activity of one professional capped.

    need  standardised people of each place: Σ people of an age × their relative consumption,
          in the order of `travel.places`
    cap   largest activity one facility counts for (None: no cap)

    The result is per standardised person. Not the APL itself: doctors' activity is not public.
    """
    capacity = travel.capacity if cap is None else np.minimum(travel.capacity, cap)
    capped = Travel(
        travel.places,
        travel.facilities,
        need,
        capacity,
        travel.place,
        travel.facility,
        travel.minutes,
    )
    return _shared_out(capped, decay(travel.minutes), need, complete)


def _shared_out(
    travel: Travel, weights: np.ndarray, people: np.ndarray, complete: bool
) -> Catchment:
    """Two sums over the pairs: people in front of each facility, then facilities of each place."""
    demand = travel.to_facilities(weights * people[travel.place])
    reached = demand > 0
    ratio = np.divide(travel.capacity, demand, out=np.zeros_like(demand), where=reached)
    access = travel.to_places(weights * ratio[travel.facility])
    listed = travel.listed
    near = travel.to_places(weights > 0) > 0
    unanswered = np.zeros(listed.size, dtype=bool)
    orphans = ~reached & (travel.capacity > 0)
    if orphans.any():
        # An inhabited place always has a demand: only an empty one can meet such a facility.
        unanswered = travel.to_places((weights > 0) & orphans[travel.facility]) > 0
    known = ~unanswered & (listed | complete)
    values = pl.Series("access", access)
    table = pl.DataFrame({"place": travel.places, "access": values}).with_columns(
        pl.when(pl.Series(known)).then(pl.col("access")).alias("access")
    )
    return Catchment(
        table,
        float(travel.capacity[reached].sum()),
        float(travel.capacity[~reached].sum()),
        int((~listed).sum()),
        int((listed & ~near).sum()),
    )
