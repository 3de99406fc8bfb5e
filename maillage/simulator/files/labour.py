"""Job-seekers by commune (Dares) and young people neither employed nor studying (Insee)."""

from pathlib import Path

import numpy as np

from maillage.simulator.files.delimited import INSEE_WINDOWS, PORTAL, comma, write_table
from maillage.simulator.files.geography import communes_of
from maillage.simulator.files.levels import Grouping, communes, epcis
from maillage.simulator.work import EMPLOYED, STUDENT, UNEMPLOYED
from maillage.simulator.world import World


SEEKERS = "Date;Code commune;Commune;Catégorie;Sexe;Tranche d'âge;Nombre de demandeurs d'emploi"
SEEKER_YEARS = range(2019, 2025)
YOUNG_YEARS = (2008, 2013, 2018)
SECRET_BELOW = 5
_AGES = {
    "Total": (15, 200),
    "Moins de 25 ans": (15, 24),
    "De 25 à 49 ans": (25, 49),
    "50 ans et plus": (50, 200),
}


def write_labour(world: World, folder: Path) -> list[Path]:
    """Three files."""
    young = folder / "neet_communes_2018.csv"
    return [
        _write_seekers(world, folder),
        _write_young(world, young, communes_of(world, 2018)),
        _write_young(world, folder / "neet_epci_2018.csv", epcis(world.territory)),
    ]


def _write_seekers(world: World, folder: Path) -> Path:
    """Categories A, B, C, mean of the fourth quarter, rounded to 5; more than the census counts."""
    grouping = communes(world.territory)
    counts = _seekers(world, grouping)
    rows = []
    for year in SEEKER_YEARS:
        trend = np.interp(year, [2019, 2020, 2021, 2024], [1.09, 1.12, 1.0, 0.94])
        for rank, (code, label) in enumerate(zip(grouping.codes, grouping.labels, strict=True)):
            for (sex, age), values in counts.items():
                value = int(5 * round(values[rank] * 1.32 * trend / 5))
                rows.append([f"{year}-T4", code, label, "ABC", sex, age, value])
    return write_table(
        folder / "dares_defm_communales-brutes.csv", SEEKERS.split(";"), rows, PORTAL
    )


def _seekers(world: World, grouping: Grouping) -> dict[tuple[str, str], np.ndarray]:
    """Sex and age → unemployed people of the census by commune."""
    people = world.people
    jobless = world.work.activity == UNEMPLOYED
    place = grouping.spread(people.cell)
    everyone = np.ones(len(people), bool)
    found = {}
    for sex, chosen in (("Total", everyone), ("Femmes", people.female), ("Hommes", ~people.female)):
        for age, (low, high) in _AGES.items():
            rows = jobless & chosen & (people.age >= low) & (people.age <= high)
            found[sex, age] = np.bincount(place[rows], minlength=len(grouping.codes))
    return found


def _write_young(world: World, path: Path, grouping: Grouping) -> Path:
    """Percentage of 15-24 year-olds without job or training; empty where too few are counted."""
    people, activity = world.people, world.work.activity
    young = (people.age >= 15) & (people.age <= 24)
    outside = young & (activity != EMPLOYED) & (activity != STUDENT)
    place, count = grouping.spread(people.cell), len(grouping.codes)
    total = np.bincount(place[young], minlength=count)
    part = np.bincount(place[outside], minlength=count)
    rows = []
    for rank, (code, label) in enumerate(zip(grouping.codes, grouping.labels, strict=True)):
        for year in YOUNG_YEARS:
            trend = np.interp(year, YOUNG_YEARS, [0.94, 1.08, 1.0])
            share = 100 * part[rank] / max(total[rank], 1) * trend
            cell = comma(min(share, 100), 2) if total[rank] >= SECRET_BELOW else ""
            rows.append([code, label, year, cell])
    return write_table(path, ["codgeo", "libgeo", "an", "part_non_inseres"], rows, INSEE_WINDOWS)
