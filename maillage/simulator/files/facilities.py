"""Base permanente des équipements: counts of 2018 (teaching) and of 2024 (all, Melodi's layout)."""

from pathlib import Path

import numpy as np

from maillage.simulator.files.delimited import INSEE, Style, write_table
from maillage.simulator.files.geography import communes_of
from maillage.simulator.files.levels import Grouping, communes, departements, epcis, regions
from maillage.simulator.services import KINDS
from maillage.simulator.territory import DEPARTEMENT, REGION
from maillage.simulator.world import World


MELODI = Style(quoted=True)
YEAR_2024 = "2024"
COLUMNS_2018 = "REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;CANT;INT;RPIC;CL_PELEM;CL_PGE;EP;SECT;NB_EQUIP"
COLUMNS_2024 = (
    "GEO;GEO_OBJECT;FACILITY_DOM;FACILITY_SDOM;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE"
)
# today's code: code of 2018
TEACHING_2018 = {"C107": "C101", "C108": "C104", "C109": "C104", "C201": "C201", "C301": "C301"}
ALL = "_T"


def write_facilities(world: World, folder: Path) -> list[Path]:
    """Two files."""
    return [_write_2018(world, folder), _write_2024(world, folder)]


def _write_2018(world: World, folder: Path) -> Path:
    """One row per commune and combination; X where a column does not apply."""
    grouping = communes_of(world, 2018)
    known = {code: rank for rank, code in enumerate(world.territory.codes)}
    rows: list[list[object]] = []
    for code in grouping.codes:
        for today, before in TEACHING_2018.items():
            count = int(world.services.of(today)[known[code]]) if code in known else 0
            if count:
                rows.append(_teaching(code, today, before, count))
    return write_table(folder / "bpe18_enseignement.csv", COLUMNS_2018.split(";"), rows, INSEE)


def _teaching(code: str, today: str, before: str, count: int) -> list[object]:
    school = today in ("C107", "C108", "C109")
    canteen, alone = "1", "0" if school else "X"
    nursery = "1" if today == "C108" else "0" if school else "X"
    boarding = "X" if school else "0"
    preparing = "0" if today == "C301" else "X"
    place = [REGION, DEPARTEMENT, code, code, 2018, before]
    return [*place, canteen, boarding, alone, nursery, preparing, "0", "PU", count]


def _write_2024(world: World, folder: Path) -> Path:
    """Every level, every kind present, its sub-domain, its domain and the whole."""
    territory = world.territory
    rows: list[list[object]] = []
    for name, grouping in (
        ("COM", communes(territory)),
        ("EPCI", epcis(territory)),
        ("DEP", departements(territory)),
        ("REG", regions(territory)),
    ):
        rows += _level_2024(world, name, grouping)
    return write_table(folder / "DS_BPE_2024_data.csv", COLUMNS_2024.split(";"), rows, MELODI)


def _level_2024(world: World, name: str, grouping: Grouping) -> list[list[object]]:
    first = np.unique(world.territory.cell_commune, return_index=True)[1]
    rank = grouping.of_cell[first]
    totals: dict[tuple[str, str, str], np.ndarray] = {}
    for column, kind in enumerate(KINDS):
        counts = np.bincount(rank, world.services.counts[:, column], minlength=len(grouping.codes))
        for key in _keys(kind):
            totals[key] = totals.get(key, 0) + counts
    return [
        [code, name, *key, "FACILITIES", YEAR_2024, int(values[index])]
        for index, code in enumerate(grouping.codes)
        for key, values in sorted(totals.items())
        if values[index]
    ]


def _keys(kind: str) -> list[tuple[str, str, str]]:
    """The kind, then the wholes it belongs to."""
    domain, sub = kind[0], kind[:2]
    return [(domain, sub, kind), (domain, sub, ALL), (domain, ALL, ALL), (ALL, ALL, ALL)]
