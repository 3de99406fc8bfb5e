"""Census variables of people and families: structure of the population, households, families."""

import numpy as np

from maillage.simulator.census.tabulation import Tabulation, reference_values, within
from maillage.simulator.households import (
    ALONE,
    COUPLE,
    COUPLE_CHILDREN,
    DIVORCED,
    FREE_UNION,
    MARRIED,
    MONO,
    NO_FAMILY,
    PACS,
    SINGLE,
    WIDOWED,
)


BANDS = ("0014", "1529", "3044", "4559", "6074", "7589", "90P")
BROAD = ("0019", "2064", "65P")
GROUPS = range(1, 9)
FAMILY_BANDS = ("1519", "2024", "2539", "4054", "5564", "6579", "80P")


def structure(table: Tabulation) -> None:
    """Theme « Évolution et structure de la population »."""
    age, female = table.world.people.age, table.world.people.female
    bands = (*BANDS[:5], "75P") if table.year == 2010 else BANDS
    table.people("P_POP")
    for band in bands:
        table.people(f"P_POP{band}", within(age, band))
    for letter, sex in (("H", ~female), ("F", female)):
        table.people(f"P_POP{letter}", sex)
        for band in (*BANDS, *BROAD):
            table.people(f"P_{letter}{band}", sex & within(age, band))
    if table.year > 2010:
        _moves(table)
    for name, chosen in _socio_professional(age, female):
        table.people(f"C_{name}", chosen)
        for group in GROUPS:
            table.people(f"C_{name}_CS{group}", chosen & (table.world.work.group == group))


def _socio_professional(age: np.ndarray, female: np.ndarray) -> list[tuple[str, np.ndarray]]:
    adult = age >= 15
    by_age = [(f"POP{band}", within(age, band)) for band in ("1524", "2554", "55P")]
    return [("POP15P", adult), ("H15P", adult & ~female), ("F15P", adult & female), *by_age]


def _moves(table: Tabulation) -> None:
    """Where people lived one year before."""
    age, moved = table.world.people.age, table.world.work.moved
    table.people("P_POP01P", age >= 1)
    for where in range(1, 8):
        table.people(f"P_POP01P_IRAN{where}", (age >= 1) & (moved == where))
    for band in ("0114", "1524", "2554", "55P"):
        chosen = within(age, band)
        table.people(f"P_POP{band}_IRAN2P", chosen & (moved >= 2))
        table.people(f"P_POP{band}_IRAN2", chosen & (moved == 2))
        table.people(f"P_POP{band}_IRAN3P", chosen & (moved >= 3))


def families(table: Tabulation) -> None:
    """Theme « Couples, familles, ménages »."""
    for prefix, of in (("C_MEN", None), ("C_PMEN", table.world.households.size)):
        _household_kinds(table, prefix, of)
    _living_with(table)
    _marital(table)
    group = reference_values(table.world, table.world.work.group)
    for prefix, of in (("C_MEN", None), ("C_PMEN", table.world.households.size)):
        for value in GROUPS:
            table.households(f"{prefix}_CS{value}", group == value, of)
    _family_kinds(table)


def _household_kinds(table: Tabulation, prefix: str, of: np.ndarray | None) -> None:
    """`C_MEN…` counts households, `C_PMEN_MEN…` the people in them."""
    households = table.world.households
    kind, woman = households.kind, households.reference_female
    table.households(prefix, None, of)
    part = "C_MEN" if of is None else "C_PMEN_MEN"
    for name, chosen in (
        ("PSEUL", kind == ALONE),
        ("HSEUL", (kind == ALONE) & ~woman),
        ("FSEUL", (kind == ALONE) & woman),
        ("SFAM", kind == NO_FAMILY),
        ("FAM", kind >= COUPLE),
        ("COUPSENF", kind == COUPLE),
        ("COUPAENF", kind == COUPLE_CHILDREN),
        ("FAMMONO", kind == MONO),
    ):
        table.households(f"{part}{name}", chosen, of)


def _living_with(table: Tabulation) -> None:
    """Who lives alone or in a couple, by age."""
    people, households = table.world.people, table.world.households
    inside = people.household >= 0
    alone = inside & (households.size[np.where(inside, people.household, 0)] == 1)
    table.people("P_POP15P", people.age >= 15)
    for prefix, suffix, chosen in (
        ("POP", "", np.ones(len(people), bool)),
        ("POPMEN", "", inside),
        ("POP", "_PSEUL", alone),
        ("POP", "_COUPLE", people.coupled),
    ):
        for band in FAMILY_BANDS:
            table.people(f"P_{prefix}{band}{suffix}", chosen & within(people.age, band))


def _marital(table: Tabulation) -> None:
    adult, marital = table.world.people.age >= 15, table.world.people.marital
    married = adult & (marital == MARRIED)
    if table.year == 2015:
        table.people("P_POP15P_MARIEE", married)
        table.people("P_POP15P_NONMARIEE", adult & (marital != MARRIED))
    elif table.year == 2010:
        legal = {"MARIE": (MARRIED,), "CELIB": (PACS, FREE_UNION, SINGLE), "VEUF": (WIDOWED,)}
        for name, values in (*legal.items(), ("DIVOR", (DIVORCED,))):
            table.people(f"P_POP15P_{name}", adult & np.isin(marital, values))
    else:
        answers = ("MARIEE", "PACSEE", "CONCUB_UNION_LIBRE", "VEUFS", "DIVORCEE", "CELIBATAIRE")
        for value, name in enumerate(answers):
            table.people(f"P_POP15P_{name}", adult & (marital == value))


def _family_kinds(table: Tabulation) -> None:
    """Families by number of children under 25, and households of one family."""
    households = table.world.households
    kind, woman = households.kind, households.reference_female
    family = kind >= COUPLE
    parts = [("COUPAENF", kind == COUPLE_CHILDREN), ("FAMMONO", kind == MONO)]
    mono = [("HMONO", (kind == MONO) & ~woman), ("FMONO", (kind == MONO) & woman)]
    for name, chosen in (("FAM", family), *parts, *mono, ("COUPSENF", kind == COUPLE)):
        table.households(f"C_{name}", chosen)
    for count, name in enumerate(("0", "1", "2", "3", "4P")):
        same = households.children >= 4 if name == "4P" else households.children == count
        table.households(f"C_NE24F{name}", family & same)
    if table.year == 2021:
        _one_family(table, family)


def _one_family(table: Tabulation, family: np.ndarray) -> None:
    """Every family household of the model holds exactly one family."""
    households = table.world.households
    with_children = households.kind == COUPLE_CHILDREN
    mono, woman = households.kind == MONO, households.reference_female
    kinds = (
        ("1FCOUPSENF", households.kind == COUPLE),
        ("1FCOUPUNIQENFCOUP", with_children & ~households.recomposed),
        ("1FCOUPENF1ADUL", with_children & households.recomposed),
        ("1FMONOH", mono & ~woman),
        ("1FMONOF", mono & woman),
    )
    for total, prefix, of in (
        ("C_MEN-FAM", "C_MEN", None),
        ("C_PMENFAM", "C_PMEN", households.size),
    ):
        table.households(total, family, of)
        for name, chosen in kinds:
            table.households(f"{prefix}{name}", chosen, of)
    table.households("C_FAMTRAD", with_children & ~households.recomposed)
    table.households("C_FAMRECOMP", with_children & households.recomposed)
