"""The nearest facility of each place, and the part of a public that lives too far from any.

A place the matrix says nothing about has no time: it is counted apart, never as near or far.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.accessibility.matrix import Travel


@dataclass(frozen=True)
class Beyond:
    """People by distance to the nearest facility.

    share    0–1, of the people whose time is known; null when there is nobody
    people   beyond the minutes
    known    whose time is known
    unknown  of places the matrix says nothing about
    """

    share: float | None
    people: float
    known: float
    unknown: float


def nearest(travel: Travel) -> pl.DataFrame:
    """One row per place, in order: place, facility, minutes; null for a place that
    has no pair, or no way to any facility.

    Facilities without capacity do not count. Of two equally near, the first code.
    """
    open_pairs = (travel.capacity[travel.facility] > 0) & np.isfinite(travel.minutes)
    pairs = pl.DataFrame(
        {
            "_place": travel.place[open_pairs],
            "_facility": travel.facility[open_pairs],
            "minutes": travel.minutes[open_pairs],
        }
    )
    names = travel.facilities.alias("facility").to_frame().with_row_index("_facility")
    best = (
        pairs.join(names.with_columns(pl.col("_facility").cast(pl.Int64)), on="_facility")
        .sort("minutes", "facility")
        .group_by("_place", maintain_order=True)
        .first()
    )
    places = travel.places.alias("place").to_frame().with_row_index("_place")
    return (
        places.with_columns(pl.col("_place").cast(pl.Int64))
        .join(best, on="_place", how="left", maintain_order="left")
        .select("place", "facility", "minutes")
    )


def share_beyond(travel: Travel, minutes: float) -> Beyond:
    """The part of the people who need more than `minutes` to reach the nearest facility."""
    times = nearest(travel)["minutes"]
    endless = np.isinf(travel.minutes)
    nowhere = np.bincount(travel.place[endless], minlength=times.len()) > 0
    known = times.is_not_null().to_numpy() | nowhere
    far = known & ~(times <= minutes).fill_null(False).to_numpy()
    people = float(travel.people[far].sum())
    total = float(travel.people[known].sum())
    share = people / total if total else None
    return Beyond(share, people, total, float(travel.people[~known].sum()))
