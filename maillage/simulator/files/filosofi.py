"""Filosofi: standards of living, poverty, composition of income, with Insee's secrecy.

2021 by commune and IRIS, and by type of household at every level; 2019 by commune, EPCI,
département and région. Medians and rates are
computed from the people of each territory, never from medians of smaller ones. Secrecy: nothing
under 50 households or 100 people; only the median under 1,000 households and 2,000 people; a rate
of poverty by age or tenure needs 200 households of that kind; poverty is never written under 5 %.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from maillage.simulator.files.delimited import INSEE, INSEE_WINDOWS, Style, comma, write_table
from maillage.simulator.files.geography import communes_of
from maillage.simulator.files.levels import (
    Grouping,
    communes,
    departements,
    epcis,
    iris,
    iris_type,
    regions,
)
from maillage.simulator.households import COUPLE, COUPLE_CHILDREN, MONO, NO_FAMILY
from maillage.simulator.housing import OWNER
from maillage.simulator.income import POVERTY_LINE
from maillage.simulator.world import World


MELODI = Style(quoted=True)
SECRET = "s"
FEWEST = (50, 100)  # households, people: nothing below
MEDIAN_ONLY = (1000, 2000)  # the median alone when both are below
SUBGROUP = 200
LOWEST_POVERTY = 5.0
AGES = ((0, 30), (30, 40), (40, 50), (50, 60), (60, 75), (75, 200))
SHARES = (
    "PACT",
    "PTSA",
    "PCHO",
    "PBEN",
    "PPEN",
    "PPAT",
    "PPSOC",
    "PPFAM",
    "PPMINI",
    "PPLOGT",
    "PIMPOT",
)
DECILES = (1, 2, 3, 4, 6, 7, 8, 9)
COMMUNE_2021 = (
    "NBMENFISC NBPERSMENFISC MED PIMP TP60 TP60AGE1 TP60AGE2 TP60AGE3 TP60AGE4 TP60AGE5 TP60AGE6 "
    "TP60TOL1 TP60TOL2 PACT PTSA PCHO PBEN PPEN PPAT PPSOC PPFAM PPMINI PPLOGT PIMPOT D1 D9 RD"
)
DISTRIBUTION_2019 = (
    "CODGEO;LIBGEO;NBMEN19;NBPERS19;NBUC19;Q119;Q219;Q319;Q3_Q1;D119;D219;D319;D419;D619;D719;D819;"
    "D919;RD;S80S2019;GI19;PACT19;PTSA19;PCHO19;PBEN19;PPEN19;PPAT19;PPSOC19;PPFAM19;PPMINI19;"
    "PPLOGT19;PIMPOT19"
)
# Melodi's codes: a man alone, a woman alone, a couple without then with children, a single parent,
# several families or people without ties.
TYPES = ("110", "111", "221_FILOSOFI", "222_FILOSOFI", "21", "3")
BY_TYPE_2021 = (
    "FILOSOFI_MEASURE;GEO;GEO_OBJECT;TPH_FISCAL;UNIT_MEASURE;CONF_STATUS;OBS_STATUS;UNIT_MULT;"
    "TIME_PERIOD;OBS_VALUE"
)
IRIS_2021 = (
    "IRIS;DISP_TP6021;DISP_INCERT21;DISP_Q121;DISP_MED21;DISP_Q321;DISP_EQ21;DISP_D121;DISP_D221;"
    "DISP_D321;DISP_D421;DISP_D621;DISP_D721;DISP_D821;DISP_D921;DISP_RD21;DISP_S80S2021;DISP_GI21;"
    "DISP_PACT21;DISP_PTSA21;DISP_PCHO21;DISP_PBEN21;DISP_PPEN21;DISP_PPAT21;DISP_PPSOC21;"
    "DISP_PPFAM21;DISP_PPMINI21;DISP_PPLOGT21;DISP_PIMPOT21;DISP_NOTE21"
)


@dataclass(frozen=True)
class FiscalHouseholds:
    """The fiscal households of one territory, or of one year: rows picked from the world."""

    standard: np.ndarray
    size: np.ndarray
    units: np.ndarray
    age: np.ndarray
    kind: np.ndarray  # TYPES, of the person alone or of the family
    owner: np.ndarray
    taxed: np.ndarray
    parts: np.ndarray  # households × SHARES, euros
    disposable: np.ndarray

    def pick(self, rows: np.ndarray) -> "FiscalHouseholds":
        """Some of them."""
        values = [getattr(self, name)[rows] for name in self.__dataclass_fields__]
        return FiscalHouseholds(*values)

    @property
    def people(self) -> int:
        """How many people live in them."""
        return int(self.size.sum())

    def quantile(self, *levels: float) -> list[float]:
        """Quantiles of standard of living among people."""
        order = np.argsort(self.standard, kind="stable")
        cumulated = np.cumsum(self.size[order])
        places = np.searchsorted(cumulated, np.array(levels) * cumulated[-1])
        return [float(value) for value in self.standard[order][np.minimum(places, len(order) - 1)]]

    def poverty(self) -> float:
        """Percentage of people under the poverty line, never under 5."""
        poor = self.size[self.standard < POVERTY_LINE].sum()
        return max(100 * float(poor) / self.people, LOWEST_POVERTY)

    def shares(self) -> list[float]:
        """Percentages of disposable income."""
        return [float(100 * total / self.disposable.sum()) for total in self.parts.sum(axis=0)]


def fiscal_households(world: World, *, year: int) -> tuple[FiscalHouseholds, np.ndarray]:
    """Fiscal households of the département that year, and the cell of each."""
    income, households = world.income, world.households
    rows = np.flatnonzero(income.fiscal & (income.disposable > 0))
    past = world.rng(21).lognormal(-0.05, 0.05, len(income.units)) if year == 2019 else 1.0
    earned = income.wages + income.own_work + income.unemployment
    benefits = income.family + income.minima + income.housing_aid
    parts = np.column_stack(
        [
            earned, income.wages, income.unemployment, income.own_work, income.pensions,
            income.wealth, benefits, income.family, income.minima, income.housing_aid,
            -income.taxes,
        ]
    )  # fmt: skip
    everyone = FiscalHouseholds(
        standard=income.standard * past,
        size=households.size,
        units=income.units,
        age=households.reference_age,
        kind=_types(world),
        owner=world.homes.tenure == OWNER,
        taxed=income.taxes > 0.097 * income.disposable,
        parts=parts,
        disposable=income.disposable,
    )
    return everyone.pick(rows), households.cell[rows]


def write_filosofi(world: World, folder: Path) -> list[Path]:
    """The seven files."""
    territory = world.territory
    written = [_write_communes_2021(world, folder), _write_iris_2021(world, folder)]
    for name, grouping in (
        ("COM", communes_of(world, 2019)),
        ("EPCI", epcis(territory)),
        ("DEP", departements(territory)),
        ("REG", regions(territory)),
    ):
        written.append(_write_2019(world, folder / f"FILO2019_DISP_{name}.csv", grouping))
    return [*written, _write_by_type_2021(world, folder)]


def communes_2021(world: World, grouping: Grouping) -> list[list[str]]:
    """The 27 cells of each commune, secrets included."""
    return [_commune_cells(group) for group in _groups(world, grouping, 2021)]


def filosofi_block(world: World) -> dict[str, list[str]]:
    """The same cells for today's communes, as the « dossier complet » repeats them."""
    columns = zip(*communes_2021(world, communes(world.territory)), strict=True)
    names = [f"{name}21" for name in COMMUNE_2021.split()]
    return {name: list(cells) for name, cells in zip(names, columns, strict=True)}


def _groups(world: World, grouping: Grouping, year: int) -> list[FiscalHouseholds]:
    everyone, cells = fiscal_households(world, year=year)
    rank = grouping.spread(cells)
    order = np.argsort(rank, kind="stable")
    ends = np.searchsorted(rank[order], np.arange(len(grouping.codes) + 1))
    return [everyone.pick(order[ends[i] : ends[i + 1]]) for i in range(len(grouping.codes))]


def _below(group: FiscalHouseholds, limits: tuple[int, int], *, both: bool) -> bool:
    under = (len(group.size) < limits[0], group.people < limits[1])
    return all(under) if both else any(under)


def _commune_cells(group: FiscalHouseholds) -> list[str]:
    count = len(COMMUNE_2021.split())
    if _below(group, FEWEST, both=False):
        return [SECRET] * count
    (median,) = group.quantile(0.5)
    head = [str(len(group.size)), str(group.people), _tens(median)]
    if _below(group, MEDIAN_ONLY, both=True):
        return head + [SECRET] * (count - 3)
    first, last = group.quantile(0.1, 0.9)
    taxed = comma(round(100 * float(group.taxed.mean())))
    shares = [comma(share) for share in group.shares()]
    return [
        *head,
        taxed,
        *_poverty_cells(group),
        *shares,
        _tens(first),
        _tens(last),
        comma(last / first),
    ]


def _poverty_cells(group: FiscalHouseholds) -> list[str]:
    """All, six ages of the reference person, owners, tenants: whole percentages."""
    kinds = [(group.age >= low) & (group.age < high) for low, high in AGES]
    kinds += [group.owner, ~group.owner]
    cells = [comma(round(group.poverty()))]
    for kind in kinds:
        part = group.pick(np.flatnonzero(kind))
        cells.append(SECRET if len(part.size) < SUBGROUP else comma(round(part.poverty())))
    return cells


def _tens(value: float) -> str:
    """Euros, rounded to ten."""
    return str(int(round(value, -1)))


def _write_communes_2021(world: World, folder: Path) -> Path:
    grouping = communes(world.territory)  # geography of 2024
    header = ["CODGEO", *(f"{name}21" for name in COMMUNE_2021.split())]
    cells = communes_2021(world, grouping)
    rows = [[code, *row] for code, row in zip(grouping.codes, cells, strict=True)]
    return write_table(folder / "cc_filosofi_2021_COM.csv", header, rows, INSEE)


def _types(world: World) -> np.ndarray:
    """The rank in TYPES of each household, of its only person or of its family."""
    households = world.households
    alone = np.where(households.reference_female, 1, 0)
    ranks = {COUPLE: 2, COUPLE_CHILDREN: 3, MONO: 4, NO_FAMILY: 5}
    kinds = [households.kind == kind for kind in ranks]
    return np.select(kinds, list(ranks.values()), default=alone)


def _write_by_type_2021(world: World, folder: Path) -> Path:
    """Median and poverty of each type of household, at every level, in Melodi's layout."""
    territory = world.territory
    rows: list[list[object]] = []
    for name, grouping in (
        ("COM", communes(territory)),
        ("EPCI", epcis(territory)),
        ("DEP", departements(territory)),
        ("REG", regions(territory)),
    ):
        for code, group in zip(grouping.codes, _groups(world, grouping, 2021), strict=True):
            for rank, kind in enumerate(TYPES):
                part = group.pick(np.flatnonzero(group.kind == rank))
                rows += _type_rows(code, name, kind, part)
    path = folder / "DS_FILOSOFI_MEN_TP_NIVVIE_2021_data.csv"
    return write_table(path, BY_TYPE_2021.split(";"), rows, MELODI)


def _type_rows(code: str, level: str, kind: str, part: FiscalHouseholds) -> list[list[object]]:
    """Two observations, confidential under the households a rate of a part needs."""
    hidden = len(part.size) < SUBGROUP
    state = ["C" if hidden else "F", "A", 0, "2021"]
    median = "" if hidden else _tens(part.quantile(0.5)[0])
    poverty = "" if hidden else str(round(part.poverty()))
    return [
        ["MED_SL", code, level, kind, "EUR_YR", *state, median],
        ["PR_MD60", code, level, kind, "PT", *state, poverty],
    ]


def _write_2019(world: World, path: Path, grouping: Grouping) -> Path:
    """Empty cells are secrets in the files of that year."""
    groups = _groups(world, grouping, 2019)
    rows = []
    for code, label, group in zip(grouping.codes, grouping.labels, groups, strict=True):
        rows.append([code, label, *_cells_2019(group)])
    return write_table(path, DISTRIBUTION_2019.split(";"), rows, INSEE_WINDOWS)


def _cells_2019(group: FiscalHouseholds) -> list[str]:
    if _below(group, FEWEST, both=False):
        return [""] * 29
    head = [str(len(group.size)), str(group.people), comma(float(group.units.sum()))]
    if _below(group, MEDIAN_ONLY, both=True):
        return [*head, "", _tens(group.quantile(0.5)[0]), *[""] * 24]
    first, median, third = group.quantile(0.25, 0.5, 0.75)
    deciles = group.quantile(*(decile / 10 for decile in DECILES))
    ratio, gini = _inequality(group)
    return [
        *head,
        *(_tens(value) for value in (first, median, third, third - first, *deciles)),
        comma(deciles[-1] / deciles[0]),
        comma(ratio, 3),
        comma(gini, 3),
        *(comma(share) for share in group.shares()),
    ]


def _inequality(group: FiscalHouseholds) -> tuple[float, float]:
    """S80/S20 and Gini of the standard of living of people."""
    order = np.argsort(group.standard, kind="stable")
    people = np.cumsum(group.size[order]) / group.people
    money = np.cumsum((group.standard * group.size)[order])
    lorenz = money / money[-1]
    share = np.interp([0.2, 0.8], people, lorenz)
    area = np.trapezoid(np.concatenate([[0], lorenz]), np.concatenate([[0], people]))
    return float((1 - share[1]) / share[0]), float(1 - 2 * area)


def _write_iris_2021(world: World, folder: Path) -> Path:
    """Only towns cut into IRIS are in this file."""
    grouping = iris(world.territory)
    rows = []
    for code, group in zip(grouping.codes, _groups(world, grouping, 2021), strict=True):
        if iris_type(code) == "H":
            rows.append([code, *_iris_cells(group)])
    return write_table(
        folder / "BASE_TD_FILO_IRIS_2021_DISP.csv", IRIS_2021.split(";"), rows, INSEE
    )


def _iris_cells(group: FiscalHouseholds) -> list[str]:
    first, median, third = group.quantile(0.25, 0.5, 0.75)
    deciles = group.quantile(*(decile / 10 for decile in DECILES))
    ratio, gini = _inequality(group)
    return [
        comma(round(group.poverty())),
        "1" if len(group.size) > 1000 else "2",
        *(_tens(value) for value in (first, median, third)),
        comma((third - first) / median, 2),
        *(_tens(value) for value in deciles),
        comma(deciles[-1] / deciles[0]),
        comma(ratio),
        comma(gini, 3),
        *(comma(share) for share in group.shares()),
        "0",
    ]
