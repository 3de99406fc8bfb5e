"""The file of a cohort-component projection: one row per age group (and sex), checked.

Columns: age (lower bound; the last ends with +), people, person_years (of the life table),
fertility (births per woman and year), migrants (net, of one period) or migration_rate (net migrants
per person present), and sex (F, H) when men are projected too.
"""

import numpy as np
import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.french import number
from maillage.sources.own_tables import OwnTable
from maillage.stats.projection.cohorts import BOYS_PER_GIRL, RADIX, People, Rates


COLUMNS = {
    "age": "premier âge du groupe : 0, 5, … 85+",
    "people": "habitants du groupe",
    "person_years": "années vécues dans le groupe, de la table de mortalité",
    "fertility": "naissances par femme et par an",
}
FEWEST = 2_000
SAFE = 50_000
# No population of today loses half of its children in their first years.
MOST_LOST = 0.5


def read_people(table: OwnTable, *, radix: float = RADIX, boys: float = BOYS_PER_GIRL) -> People:
    """The people and rates of a file.

    Raises RefusedFile for groups out of order or of unequal widths, a life table that grows, and
    fewer than 2,000 people: chance would then weigh more than rates.
    """
    if "sex" not in table.frame.columns:
        ages, women, rates = _side(table, radix, boys)
        _refuse_small(table, float(women.sum()))
        return People(ages, women, rates)
    sexes = table.texts("sex").str.to_uppercase().replace("M", "H")
    odd = (~sexes.is_in(["F", "H"])).arg_true()
    if odd.len():
        raise RefusedFile(
            f"{table.where(int(odd[0]), 'sex')} : « {sexes[int(odd[0])]} » n’est ni F ni H.",
            todo="Corrigez la cellule, puis relancez.",
        )
    ages, women, rates = _side(_rows(table, sexes == "F"), radix, boys)
    men_ages, men, men_rates = _side(_rows(table, sexes == "H"), radix, boys)
    if men_ages != ages:
        raise RefusedFile(
            f"« {table.name} » : les femmes et les hommes n’ont pas les mêmes groupes d’âges.",
            todo="Donnez les mêmes groupes aux deux sexes.",
        )
    _refuse_small(table, float(women.sum() + men.sum()))
    return People(ages, women, rates, men, men_rates)


def _rows(table: OwnTable, kept: pl.Series) -> OwnTable:
    lines = None if table.lines is None else table.lines.filter(kept)
    return OwnTable(table.name, table.frame.filter(kept), lines)


def _side(table: OwnTable, radix: float, boys: float) -> tuple[list[str], np.ndarray, Rates]:
    """Ages, people and rates of one sex."""
    table.refuse_twice("age")
    ages = table.texts("age").to_list()
    width = _width(table, ages)
    people = table.numbers("people", minimum=0).to_numpy()
    years = table.numbers("person_years", minimum=0).to_numpy()
    _refuse_growing(table, years)
    if not MOST_LOST < years[0] / (width * radix) <= 1 + 1e-9:
        raise RefusedFile(
            f"{table.where(0, 'person_years')} : {number(years[0], decimals=1)} années vécues "
            f"avant {number(width)} ans ne vont pas avec une table de {number(radix)} naissances.",
            todo="Donnez la racine de votre table avec --radix (souvent 100000, parfois 1).",
        )
    fertility = table.numbers("fertility", minimum=0).to_numpy()
    return ages, people, Rates(years, fertility, _migrants(table, people), width, radix, boys)


def _migrants(table: OwnTable, people: np.ndarray) -> np.ndarray:
    if "migration_rate" in table.frame.columns:
        return np.asarray(table.numbers("migration_rate").to_numpy() * people)
    if "migrants" in table.frame.columns:
        return table.numbers("migrants").to_numpy()
    raise RefusedFile(
        f"« {table.name} » : il manque la colonne « migrants » (solde de la période) ou « "
        f"migration_rate » (solde par habitant).",
        todo="Ajoutez l’une des deux ; écrivez 0 partout pour une population fermée.",
    )


def _width(table: OwnTable, ages: list[str]) -> float:
    """Years of every group but the last, open, one."""
    starts = [age.rstrip("+").split("-")[0].strip() for age in ages]
    wrong = [row for row, start in enumerate(starts) if not start.isdigit()]
    if wrong:
        raise RefusedFile(
            f"{table.where(wrong[0], 'age')} : « {ages[wrong[0]]} » n’est pas un âge.",
            todo="Écrivez le premier âge de chaque groupe : 0, 5, … 85+.",
        )
    bounds = [int(start) for start in starts]
    steps = {after - before for before, after in zip(bounds, bounds[1:], strict=False)}
    if len(bounds) < 3 or bounds[0] != 0 or len(steps) != 1 or min(steps) < 1:
        raise RefusedFile(
            f"« {table.name} » : les groupes d’âges ne se suivent pas ({', '.join(ages[:6])}…).",
            todo="Il faut des groupes de même largeur, dans l’ordre, à partir de 0 ; pour des "
            "groupes larges, utilisez « maillage project --method hamilton-perry ».",
        )
    return float(steps.pop())


def _refuse_growing(table: OwnTable, years: np.ndarray) -> None:
    """Fewer and fewer people are alive: a life table cannot grow, but in its open group."""
    growing = np.flatnonzero(np.diff(years[:-1]) > 0)
    if growing.size or not years.all():
        row = int(growing[0]) + 1 if growing.size else int(np.flatnonzero(years == 0)[0])
        raise RefusedFile(
            f"{table.where(row, 'person_years')} : une table de mortalité ne peut ni remonter ni "
            f"s’annuler.",
            todo="Vérifiez que les lignes sont dans l’ordre des âges.",
        )


def _refuse_small(table: OwnTable, people: float) -> None:
    if people < FEWEST:
        raise RefusedFile(
            f"« {table.name} » : {number(people)} habitants. Sous {number(FEWEST)} habitants, le "
            f"hasard pèse plus que les taux : aucune projection n’est faite.",
            todo="Regroupez des communes, ou projetez l’intercommunalité.",
        )
