"""Cnaf files: beneficiaries by IRIS and by commune, childcare places and coverage.

By commune everything is rounded to 5, as on the portal; by IRIS a count under 5 is an empty cell.
Benefits come from the income of each household; the Caf is the only scheme (no MSA).
"""

from pathlib import Path

import numpy as np

from maillage.simulator.files.delimited import PORTAL, WINDOWS, write_table
from maillage.simulator.files.levels import Grouping, communes, departements, epcis, iris, iris_type
from maillage.simulator.households import ALONE, CHILD, COUPLE, COUPLE_CHILDREN, NO_FAMILY
from maillage.simulator.housing import SOCIAL_TENANT
from maillage.simulator.work import STUDENT
from maillage.simulator.world import World


YEARS = range(2020, 2025)
COMMUNE_COLUMNS = (
    "dtreffre;numcomdo;nomcom;indfoy_ndur;indnbp_ndur;indfoy_rsa;indmtt_rsa;indfoy_ppa;indmtt_ppa;"
    "indfoy_af;indfoy_ndural;indfoy_ndurpaje"
)
IRIS_COLUMNS = (
    "CODGEO;NOTE;A;PERCOU;AI;AM;ACSSENF;ACAVENF;AC3ENF;ENF;ENF_2;ENF_3_5;ENF_6_10;ENF_11_14;ENF_15_17;"
    "ENF_18_24;A_ETUD;A_NETUD_24;AAL;AAPL;AAAH;APPA;ARSAS"
)
CHILD_AGES = ((0, 2), (3, 5), (6, 10), (11, 14), (15, 17), (18, 24))
SMALLEST = 5
# upper limit of each band of quotient familial, in euros a month
QUOTIENTS = (
    (400, "Moins de 400 euros"),
    (800, "Entre 400 et 799 euros"),
    (1200, "Entre 800 et 1199 euros"),
    (1600, "Entre 1200 et 1599 euros"),
    (2000, "Entre 1600 et 1999 euros"),
    (4000, "Entre 2000 et 3999 euros"),
)
LAST_QUOTIENT = "4000 euros ou plus"
TOWN = 10_000  # childcare is published by commune above this size only


def write_caf(world: World, folder: Path) -> list[Path]:
    """Nine files."""
    return [
        _write_iris(world, folder),
        _write_communes(world, folder),
        _write_quotients(world, folder),
        *(path for level in _levels(world) for path in _write_childcare(world, folder, level)),
    ]


def beneficiaries(world: World) -> np.ndarray:
    """Households that receive something from the Caf."""
    income = world.income
    return (income.family + income.rsa + income.aah + income.ppa + income.housing_aid) > 0


def _write_communes(world: World, folder: Path) -> Path:
    """One row per commune and December."""
    grouping = communes(world.territory)
    measures = _measures(world, grouping)
    rows = []
    for year in YEARS:
        trend = 1 + 0.004 * (year - 2021)
        for rank, (code, label) in enumerate(zip(grouping.codes, grouping.labels, strict=True)):
            cells = [_rounded(name, values[rank] * trend) for name, values in measures.items()]
            rows.append([f"{year}-12-31", code, label, *cells])
    return write_table(folder / "s_ben_com_f.csv", COMMUNE_COLUMNS.split(";"), rows, PORTAL)


def _measures(world: World, grouping: Grouping) -> dict[str, np.ndarray]:
    """Column of the file → one value per commune."""
    income, households = world.income, world.households
    rank = grouping.spread(households.cell)
    served = beneficiaries(world)

    def total(of: np.ndarray) -> np.ndarray:
        return np.bincount(rank, of, minlength=len(grouping.codes))

    return {
        "indfoy_ndur": total(served),
        "indnbp_ndur": total(served * households.size),
        "indfoy_rsa": total(income.rsa > 0),
        "indmtt_rsa": total(income.rsa / 12),
        "indfoy_ppa": total(income.ppa > 0),
        "indmtt_ppa": total(income.ppa / 12),
        "indfoy_af": total((income.family > 0) & (households.children >= 2)),
        "indfoy_ndural": total(income.housing_aid > 0),
        "indfoy_ndurpaje": total(_with_infant(world) & served),
    }


def _write_quotients(world: World, folder: Path) -> Path:
    """Households served by band of quotient familial; a band that holds nobody has no line."""
    grouping, households = communes(world.territory), world.households
    served = beneficiaries(world)
    parts = 2 + 0.5 * households.children + 0.5 * (households.children >= 3)
    quotient = np.where(world.income.disposable > 0, world.income.disposable / 12 / parts, 0)
    band = np.searchsorted([limit for limit, _ in QUOTIENTS], quotient, side="right")
    key = (grouping.spread(households.cell) * (len(QUOTIENTS) + 1) + band)[served]
    size = len(grouping.codes) * (len(QUOTIENTS) + 1)
    homes = np.bincount(key, minlength=size)
    people = np.bincount(key, households.size[served], minlength=size)
    labels = [*(label for _, label in QUOTIENTS), LAST_QUOTIENT]
    rows = []
    for place in np.flatnonzero(homes >= 3):
        rank, step = divmod(int(place), len(labels))
        head = ["2023-12-31", grouping.codes[rank], grouping.labels[rank], labels[step]]
        counts = [_rounded("indfoy", homes[place]), _rounded("indnbp", people[place])]
        rows.append([*head, *counts])
    header = ["dtreffre", "numcomdo", "nomcom", "qf_400", "indfoy_ndur", "indnbp_ndur"]
    return write_table(folder / "ndur_s_qf_400_com_f.csv", header, rows, PORTAL)


def _with_infant(world: World) -> np.ndarray:
    people = world.people
    infants = people.household[(people.age < 3) & (people.role == CHILD)]
    return np.bincount(infants, minlength=len(world.households.size)) > 0


def _rounded(name: str, value: float) -> int:
    """Households and people to 5, euros to 100: the Cnaf rounds 7 to 5 and 12 to 10."""
    step = 100 if "mtt" in name else 5
    return int(step * round(value / step))


def _write_iris(world: World, folder: Path) -> Path:
    grouping = iris(world.territory)
    columns = _iris_measures(world, grouping)
    rows = []
    for rank, code in enumerate(grouping.codes):
        if iris_type(code) == "H":
            counts = [int(values[rank]) for values in columns]
            rows.append([code, 0, *("" if count < SMALLEST else count for count in counts)])
    return write_table(folder / "data_CAF_2020_IRIS.csv", IRIS_COLUMNS.split(";"), rows, WINDOWS)


def _iris_measures(world: World, grouping: Grouping) -> list[np.ndarray]:
    """The 21 columns after NOTE, for every IRIS."""
    households, count = world.households, len(grouping.codes)
    served = beneficiaries(world)
    rank = grouping.spread(households.cell)
    parts = [np.bincount(rank[served & chosen], minlength=count) for chosen in _kinds(world)]
    covered = np.bincount(rank[served], households.size[served], minlength=count)
    benefits = [np.bincount(rank[served & chosen], minlength=count) for chosen in _benefits(world)]
    return [parts[0], covered, *parts[1:], *_children(world, grouping, served), *benefits]


def _kinds(world: World) -> list[np.ndarray]:
    """All, men alone, women alone, couples without, with, with three children or more."""
    households = world.households
    woman, kind = households.reference_female, households.kind
    single = np.isin(kind, (ALONE, NO_FAMILY))
    parents = np.isin(kind, (COUPLE_CHILDREN,))
    many = parents & (households.children >= 3)
    everyone = np.ones(len(kind), bool)
    return [everyone, single & ~woman, single & woman, kind == COUPLE, parents, many]


def _children(world: World, grouping: Grouping, served: np.ndarray) -> list[np.ndarray]:
    """Children under 25 of the households served: all, then by age."""
    people = world.people
    child = (people.role == CHILD) & served[np.maximum(people.household, 0)]
    place = grouping.spread(people.cell)
    ages = [child & (people.age >= low) & (people.age <= high) for low, high in CHILD_AGES]
    chosen = [np.any(ages, axis=0), *ages]
    return [np.bincount(place[rows], minlength=len(grouping.codes)) for rows in chosen]


def _benefits(world: World) -> list[np.ndarray]:
    """Students, other young people, housing, social tenants, AAH, activity bonus, RSA."""
    income = world.income
    student = _student_reference(world)
    young = (world.households.reference_age < 25) & ~student
    housing = income.housing_aid > 0
    social = housing & (world.homes.tenure == SOCIAL_TENANT)
    return [student, young, housing, social, income.aah > 0, income.ppa > 0, income.rsa > 0]


def _student_reference(world: World) -> np.ndarray:
    people = world.people
    reference = (people.role == 0) & (world.work.activity == STUDENT)
    return np.bincount(people.household[reference], minlength=len(world.households.size)) > 0


def _levels(world: World) -> list[tuple[str, str, str, Grouping]]:
    """Suffix of the columns, columns of code and label, territories."""
    territory = world.territory
    return [
        ("com", "numcom", "nomcom", communes(territory)),
        ("epci", "numepci", "nomepci", epcis(territory)),
        ("dep", "numdep", "nomdep", departements(territory)),
    ]


def _write_childcare(
    world: World, folder: Path, level: tuple[str, str, str, Grouping]
) -> list[Path]:
    """`txcouv_pe_…` (places for 100 children under three) and `nbpla_pe_…` (places)."""
    suffix, code_name, label_name, grouping = level
    places, children, large = _places(world, grouping, only_towns=suffix == "com")
    names = ("eaje", "prescol", "am_ind", "gad_ind")
    rates_header = [f"txcouv_{suffix}", *(f"txcouv_{name}_{suffix}" for name in names)]
    places_header = [f"tot_offre_{suffix}", *(f"pl_{name}_{suffix}" for name in names)]
    rates: list[list[object]] = []
    counts: list[list[object]] = []
    for year in YEARS:
        trend = 1 - 0.012 * (year - 2021)
        for rank in large:
            place = [year, grouping.codes[rank], grouping.labels[rank]]
            values = [places[name][rank] * (trend if name == "am_ind" else 1) for name in names]
            whole = [sum(values), *values]
            rates.append([*place, *(round(100 * value / children[rank], 1) for value in whole)])
            counts.append([*place, *(round(value) for value in whole)])
    head = ["annee", code_name, label_name]
    return [
        write_table(folder / f"txcouv_pe_{suffix}.csv", [*head, *rates_header], rates, PORTAL),
        write_table(folder / f"nbpla_pe_{suffix}.csv", [*head, *places_header], counts, PORTAL),
    ]


def _places(
    world: World, grouping: Grouping, *, only_towns: bool
) -> tuple[dict[str, np.ndarray], np.ndarray, list[int]]:
    """Places by mode, children under three, and which territories are published."""
    services, territory = world.services, world.territory
    first = np.unique(territory.cell_commune, return_index=True)[1]
    rank = grouping.of_cell[first]
    count = len(grouping.codes)
    by_mode = {
        "eaje": services.creche_places,
        "prescol": services.early_school,
        "am_ind": services.assistant_places,
        "gad_ind": services.home_places,
    }
    places = {name: np.bincount(rank, values, minlength=count) for name, values in by_mode.items()}
    children = np.maximum(np.bincount(rank, services.under_three, minlength=count), 1)
    population = np.bincount(rank, territory.target, minlength=count)
    return places, children, [i for i in range(count) if not only_towns or population[i] > TOWN]
