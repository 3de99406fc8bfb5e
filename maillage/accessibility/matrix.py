"""The travel matrix: places, facilities and the minutes between them, numbered once.

Only pairs worth knowing are listed (sparse). A place without any pair is not known to be far: its
access is left empty, unless the caller says the matrix lists every pair within its limit.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import number, plural
from maillage.sources.own_tables import OwnTable


SUPPLY_COLUMNS = {"facility": "code de l’équipement", "capacity": "places, heures ou postes"}
DEMAND_COLUMNS = {"place": "code du lieu", "people": "nombre de personnes"}
COST_COLUMNS = {
    "place": "code du lieu",
    "facility": "code de l’équipement",
    "minutes": "durée du trajet",
}


@dataclass(frozen=True)
class Travel:
    """Places, facilities and pairs, as arrays.

    places      codes; people and capacity follow their order and that of facilities
    place       index of the place of each pair
    facility    index of the facility of each pair
    minutes     of each pair
    """

    places: pl.Series
    facilities: pl.Series
    people: np.ndarray
    capacity: np.ndarray
    place: np.ndarray
    facility: np.ndarray
    minutes: np.ndarray

    @property
    def listed(self) -> np.ndarray:
        """For each place, whether the matrix says anything about it."""
        return np.bincount(self.place, minlength=self.places.len()) > 0

    def to_facilities(self, by_pair: np.ndarray) -> np.ndarray:
        """Sum over the pairs of each facility."""
        return np.bincount(self.facility, weights=by_pair, minlength=self.facilities.len())

    def to_places(self, by_pair: np.ndarray) -> np.ndarray:
        """Sum over the pairs of each place."""
        return np.bincount(self.place, weights=by_pair, minlength=self.places.len())


def travel_from_tables(
    supply: OwnTable, demand: OwnTable, cost: OwnTable, *, ignore_unknown: bool = False
) -> Travel:
    """Check three tables and number them.

    supply  facility, capacity (≥ 0)
    demand  place, people (≥ 0)
    cost    place, facility, minutes (≥ 0)
    ignore_unknown  leave aside the pairs whose place or facility is not in the two other tables

    Raises RefusedFile naming the file and the line: negative, empty or unreadable number, repeated
    code or pair, unknown place or facility.
    """
    places, people, facilities, capacity = sides(supply, demand)
    minutes = _minutes(cost)
    place = _indices(cost, "place", places, demand.name, ignore_unknown)
    facility = _indices(cost, "facility", facilities, supply.name, ignore_unknown)
    kept = (place >= 0) & (facility >= 0)
    _refuse_repeated_pairs(cost, place, facility, kept, facilities.len())
    return Travel(
        places,
        facilities,
        people,
        capacity,
        place[kept],
        facility[kept],
        minutes[kept],
    )


def sides(
    supply: OwnTable, demand: OwnTable
) -> tuple[pl.Series, np.ndarray, pl.Series, np.ndarray]:
    """Codes of the places, their people, codes of the facilities, their capacity: checked."""
    supply.refuse_twice("facility")
    demand.refuse_twice("place")
    people = demand.numbers("people", minimum=0).to_numpy()
    capacity = supply.numbers("capacity", minimum=0).to_numpy()
    for table, column, total in ((demand, "people", people), (supply, "capacity", capacity)):
        if not total.any():
            raise RefusedFile(
                f"« {table.name} » : la colonne « {column} » ne contient que des zéros.",
                todo="Il n’y a rien à partager : vérifiez le fichier.",
            )
    places, facilities = demand.texts("place"), supply.texts("facility")
    return places.alias("place"), people, facilities.alias("facility"), capacity


def _minutes(cost: OwnTable) -> np.ndarray:
    """Minutes of each pair; those of a planner are infinite where there is no way."""
    given = cost.frame["minutes"]
    if not given.dtype.is_float():
        return cost.numbers("minutes", minimum=0).to_numpy()
    endless = given.is_infinite() & (given > 0)
    finite = cost.frame.with_columns(minutes=pl.when(~endless).then(given).otherwise(0.0))
    checked = OwnTable(cost.name, finite, cost.lines).numbers("minutes", minimum=0)
    return np.where(endless.to_numpy(), np.inf, checked.to_numpy())


def _indices(
    cost: OwnTable, column: str, codes: pl.Series, owner: str, ignore_unknown: bool
) -> np.ndarray:
    """Index of each code in `codes`, -1 for one that is not there."""
    given = cost.frame[column].cast(pl.String)
    found = _positions(given, codes)
    if found.null_count():  # perhaps only for blanks around the codes
        given = cost.texts(column)
        found = _positions(given, codes)
    unknown = found.is_null()
    if unknown.any() and not ignore_unknown:
        row = int(unknown.arg_true()[0])
        _refuse_unknown(cost, column, row, codes, owner, int(unknown.sum()))
    return found.cast(pl.Int64).fill_null(-1).to_numpy()


def _positions(given: pl.Series, codes: pl.Series) -> pl.Series:
    """Position of each given code among `codes`; an enumeration finds millions of them at once."""
    return given.cast(pl.Enum(codes), strict=False).to_physical()


def _refuse_unknown(
    cost: OwnTable, column: str, row: int, codes: pl.Series, owner: str, count: int
) -> None:
    code = str(cost.frame[column][row]).strip()
    padded = codes.filter(codes.str.strip_chars_start("0") == code.lstrip("0"))
    hint = ""
    if padded.len():
        hint = (
            f" « {padded[0]} » s’y trouve : un tableur a sans doute retiré le zéro de gauche "
            "de l’un des deux fichiers."
        )
    raise RefusedFile(
        f"{cost.where(row, column)} : « {code} » n’est pas dans « {owner} » "
        f"({plural(count, 'ligne')} dans ce cas).{hint}",
        todo=f"Ajoutez-le à « {owner} », ou relancez avec --ignore-unknown pour laisser ces "
        "lignes de côté.",
    )


def _refuse_repeated_pairs(
    cost: OwnTable, place: np.ndarray, facility: np.ndarray, kept: np.ndarray, width: int
) -> None:
    """One number per pair: a repeated one would count its people twice."""
    pairs = np.where(kept, place * width + facility, -1 - np.arange(place.size))
    if pl.Series(pairs).n_unique() == pairs.size:
        return
    order = np.argsort(pairs, kind="stable")
    again = np.flatnonzero(np.diff(pairs[order]) == 0)
    later = int(order[again + 1].min())
    first = int(np.flatnonzero(pairs == pairs[later])[0])
    key = f"« {cost.frame['place'][later]} » et « {cost.frame['facility'][later]} »"
    raise RefusedFile(
        f"{cost.where(later)} : le trajet entre {key} figure déjà {cost.place(first)} "
        f"({number(again.size)} en double dans le fichier).",
        todo="Gardez une seule durée par couple, puis relancez.",
    )
