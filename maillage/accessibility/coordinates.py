"""Travel times from coordinates alone, when nobody has a matrix: a documented approximation.

Road distance is the great-circle distance times a detour; speed rises with distance (streets, then
roads, then main roads). It knows no river, mountain or motorway: good for a first look at a whole
département, never for the last kilometre. A matrix or a road graph is always better.
Detours around 1.2 to 1.4: Boscoe et al. (2012), https://doi.org/10.1080/00330124.2011.583586.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from maillage.accessibility.matrix import Travel, sides
from maillage.base.errors import RefusedFile, WrongCall
from maillage.sources.own_tables import OwnTable


EARTH_KM = 6371.0088
DETOUR = 1.3
# Road kilometres up to which a speed holds, and this speed in km/h.
SPEEDS = ((2.0, 25.0), (10.0, 45.0), (math.inf, 65.0))
BOUNDS = {"longitude": 180.0, "latitude": 90.0}
POINT_COLUMNS = {"longitude": "en degrés, 4,85 pour Lyon", "latitude": "en degrés, 45,76 pour Lyon"}


@dataclass(frozen=True)
class RoadLike:
    """From kilometres as the crow flies to minutes by car.

    detour  road kilometres for one kilometre as the crow flies
    speeds  (road kilometres up to which it holds, km/h), in order; the last bound is infinite
    """

    detour: float = DETOUR
    speeds: tuple[tuple[float, float], ...] = SPEEDS

    def minutes(self, crow_km: np.ndarray) -> np.ndarray:
        """Minutes by car, increasing with the distance."""
        road = np.asarray(crow_km, dtype=float) * self.detour
        found = np.zeros_like(road)
        start = 0.0
        for end, speed in self.speeds:
            found += np.clip(road - start, 0, end - start) / speed * 60
            start = end
        return found

    def crow_km(self, minutes: float) -> float:
        """The distance as the crow flies that takes these minutes."""
        road, start, left = 0.0, 0.0, minutes
        for end, speed in self.speeds:
            here = min(left, (end - start) / speed * 60)
            road, left, start = road + here * speed / 60, left - here, end
        return road / self.detour


def travel_from_coordinates(
    supply: OwnTable, demand: OwnTable, *, limit: float, road: RoadLike | None = None
) -> Travel:
    """Every pair within `limit` minutes, and the nearest open facility of each place.

    supply  facility, capacity, longitude, latitude (degrees)
    demand  place, people, longitude, latitude

    The matrix is complete within the limit: a place that reaches nothing has a true zero.
    """
    if not 0 < limit < math.inf:
        raise WrongCall(
            "Sans fichier de trajets (--cost) ni réseau (--roads), la durée la plus longue est "
            "nécessaire pour estimer les trajets par les coordonnées.",
            todo="Ajoutez --cost C.csv, ou --limit 60.",
        )
    ways = road or RoadLike()
    places, people, facilities, capacity = sides(supply, demand)
    here, there = _on_the_sphere(demand), _on_the_sphere(supply)
    chord = 2 * math.sin(min(ways.crow_km(limit) / EARTH_KM, math.pi) / 2)
    pairs = cKDTree(here).sparse_distance_matrix(
        cKDTree(there), chord * (1 + 1e-12), output_type="ndarray"
    )
    place, facility, length = pairs["i"], pairs["j"], pairs["v"]
    nearest_place, nearest_facility, nearest_length = _nearest_open(here, there, capacity)
    beyond = nearest_length > chord * (1 + 1e-12)
    place = np.concatenate([place, nearest_place[beyond]])
    facility = np.concatenate([facility, nearest_facility[beyond]])
    length = np.concatenate([length, nearest_length[beyond]])
    crow = 2 * EARTH_KM * np.arcsin(np.clip(length / 2, 0, 1))
    return Travel(places, facilities, people, capacity, place, facility, ways.minutes(crow))


def _nearest_open(
    here: np.ndarray, there: np.ndarray, capacity: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Index of each place, of its nearest facility with some capacity, and the chord between."""
    opened = np.flatnonzero(capacity > 0)
    if not opened.size:
        nothing = np.array([], dtype=np.int64)
        return nothing, nothing, np.array([])
    length, found = cKDTree(there[opened]).query(here)
    return np.arange(len(here)), opened[found], length


def _on_the_sphere(table: OwnTable) -> np.ndarray:
    """Unit vectors of the points of a table. Raises RefusedFile for an impossible coordinate."""
    degrees = {}
    for column, bound in BOUNDS.items():
        values = table.numbers(column)
        wrong = (values.abs() > bound).arg_true()
        if wrong.len():
            row = int(wrong[0])
            raise RefusedFile(
                f"{table.where(row, column)} : « {table.frame[column][row]} » n’est pas une "
                f"{column} en degrés (entre -{bound:.0f} et {bound:.0f}).",
                todo="Convertissez les coordonnées en longitude et latitude (WGS 84).",
            )
        degrees[column] = np.radians(values.to_numpy())
    longitude, latitude = degrees["longitude"], degrees["latitude"]
    _refuse_swapped(table)
    return np.column_stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ]
    )


def _refuse_swapped(table: OwnTable) -> None:
    """A point in metropolitan France once its two columns are exchanged: a common slip."""
    longitude, latitude = table.numbers("longitude"), table.numbers("latitude")
    swapped = longitude.is_between(41, 52) & latitude.is_between(-6, 10)
    if swapped.any():
        row = int(swapped.arg_true()[0])
        point = f"{table.frame['longitude'][row]} et {table.frame['latitude'][row]}"
        raise RefusedFile(
            f"{table.where(row)} : longitude et latitude semblent interverties ({point}).",
            todo="Échangez le nom des deux colonnes, puis relancez."
            if swapped.all()
            else "Échangez les deux nombres de cette ligne, puis relancez.",
        )
