"""Census variables of school, diplomas, activity, jobs and journeys to work."""

import numpy as np

from maillage.simulator.census.tabulation import Tabulation, within
from maillage.simulator.work import (
    ABROAD,
    EMPLOYED,
    INACTIVE,
    OTHER_REGION,
    OWN_ACCOUNT,
    RETIRED,
    STUDENT,
    UNEMPLOYED,
)


SCHOOL_BANDS = ("0205", "0610", "1114", "1517", "1824", "2529", "30P")
ACTIVE_BANDS = ("1564", "1524", "2554", "5564")
DIPLOMAS = ("DIPLMIN", "BEPC", "CAPBEP", "BAC", "SUP2", "SUP34", "SUP5")
SECTORS = ("AGRI", "INDUS", "CONST", "CTS", "APESAS")


def schooling(table: Tabulation) -> None:
    """Theme « Diplômes, formation »."""
    people, work = table.world.people, table.world.work
    everyone = np.ones(len(people), bool)
    for letter, sex in (("", everyone), ("H", ~people.female), ("F", people.female)):
        for band in SCHOOL_BANDS:
            table.people(f"P_{letter or 'POP'}{band}", sex & within(people.age, band))
        for band in SCHOOL_BANDS:
            chosen = sex & within(people.age, band) & work.at_school
            table.people(f"P_{letter}SCOL{band}", chosen)
    out = (people.age >= 15) & ~work.at_school
    for letter, sex in (("", everyone), ("H", ~people.female), ("F", people.female)):
        table.people(f"P_{letter}NSCOL15P", out & sex)
        for name, levels in _diploma_levels(table.year).items():
            chosen = out & sex & np.isin(work.diploma, levels)
            table.people(f"P_{letter}NSCOL15P_{name}", chosen)


def _diploma_levels(year: int) -> dict[str, tuple[int, ...]]:
    """Headings changed: fewer levels in 2015, other ones in 2010."""
    if year == 2021:
        return {name: (level,) for level, name in enumerate(DIPLOMAS)}
    if year == 2015:
        return {"DIPLMIN": (0, 1), "CAPBEP": (2,), "BAC": (3,), "SUP": (4, 5, 6)}
    return {
        "DIPL0": (0,),
        "CEP": (),
        "BEPC": (1,),
        "CAPBEP": (2,),
        "BAC": (3,),
        "BACP2": (4,),
        "SUP": (5, 6),
    }


def activity(table: Tabulation) -> None:
    """Theme « Population active, emploi et chômage »."""
    people, work = table.world.people, table.world.work
    working_age = within(people.age, "1564")
    active = np.isin(work.activity, (EMPLOYED, UNEMPLOYED))
    _populations(table)
    for name, chosen in (("ACT", active), ("ACTOCC", work.activity == EMPLOYED)):
        _by_sex_and_age(table, name, chosen)
    _unemployment(table, working_age, active)
    table.people("P_INACT1564", working_age & ~active)
    for name, value in (("ETUD", STUDENT), ("RETR", RETIRED), ("AINACT", INACTIVE)):
        table.people(f"P_{name}1564", working_age & (work.activity == value))
    for name, chosen in (("ACT1564", active), ("ACTOCC1564", work.activity == EMPLOYED)):
        table.people(f"C_{name}", chosen & working_age)
        for group in range(1, 7):
            table.people(f"C_{name}_CS{group}", chosen & working_age & (work.group == group))
    jobs(table)
    if table.year == 2021:
        _unemployment_by_sex(table)


def _unemployment(table: Tabulation, working_age: np.ndarray, active: np.ndarray) -> None:
    """By age and diploma in 2021; by sex and age in this place of the file before."""
    people, work = table.world.people, table.world.work
    jobless = work.activity == UNEMPLOYED
    table.people("P_CHOM1564", jobless & working_age)
    if table.year < 2021:
        _unemployment_by_sex(table)
        return
    for band in ACTIVE_BANDS[1:]:
        table.people(f"P_CHOM{band}", jobless & within(people.age, band))
    for name, chosen in (("CHOM", jobless), ("ACT", active)):
        for level, diploma in enumerate(DIPLOMAS):
            table.people(f"P_{name}_{diploma}", chosen & working_age & (work.diploma == level))


def _unemployment_by_sex(table: Tabulation) -> None:
    people = table.world.people
    jobless = table.world.work.activity == UNEMPLOYED
    for letter, sex in (("H", ~people.female), ("F", people.female)):
        for band in ACTIVE_BANDS:
            table.people(f"P_{letter}CHOM{band}", jobless & sex & within(people.age, band))


def _populations(table: Tabulation) -> None:
    people = table.world.people
    table.people("P_POP1564", within(people.age, "1564"))
    if table.year > 2010:
        table.people("P_POP1524", within(people.age, "1524"))
        table.people("P_POP2554", within(people.age, "2554"))
    for letter, sex in (("H", ~people.female), ("F", people.female)):
        for band in ACTIVE_BANDS:
            table.people(f"P_{letter}{band}", sex & within(people.age, band))


def _by_sex_and_age(table: Tabulation, name: str, chosen: np.ndarray) -> None:
    people = table.world.people
    everyone = np.ones(len(people), bool)
    for letter, sex in (("", everyone), ("H", ~people.female), ("F", people.female)):
        for band in ACTIVE_BANDS:
            table.people(f"P_{letter}{name}{band}", chosen & sex & within(people.age, band))


def jobs(table: Tabulation) -> None:
    """Jobs counted at the place of work. Workers from outside the département are not simulated."""
    people, work = table.world.people, table.world.work
    employed = work.activity == EMPLOYED
    employee, woman = work.status < OWN_ACCOUNT, people.female
    table.jobs("P_EMPLT", employed)
    table.people("P_ACTOCC", employed)
    table.people("P_ACT15P", employed | (work.activity == UNEMPLOYED))
    for name, kind in (("SAL", employee), ("NSAL", ~employee)):
        table.jobs(f"P_EMPLT_{name}", kind & employed)
        table.jobs(f"P_EMPLT_F{name}", kind & employed & woman)
        table.jobs(f"P_EMPLT_{name}TP", kind & employed & work.part_time)
    table.jobs("C_EMPLT", employed)
    for group in range(1, 7):
        table.jobs(f"C_EMPLT_CS{group}", employed & (work.group == group))
    for rank, sector in enumerate(SECTORS):
        table.jobs(f"C_EMPLT_{sector}", employed & (work.sector == rank))
    table.jobs("C_EMPLT_F", employed & woman)
    _sectors(table, "F", employed & woman)
    table.jobs("C_EMPLT_SAL", employed & employee)
    for suffix, chosen in (("SAL", employee), ("FSAL", employee & woman), ("NSAL", ~employee)):
        _sectors(table, suffix, employed & chosen)
    _sectors(table, "FNSAL", employed & ~employee & woman)


def _sectors(table: Tabulation, suffix: str, chosen: np.ndarray) -> None:
    for rank, sector in enumerate(SECTORS):
        table.jobs(f"C_{sector}LT_{suffix}", chosen & (table.world.work.sector == rank))


def conditions(table: Tabulation) -> None:
    """Theme « Caractéristiques de l'emploi »."""
    people, work = table.world.people, table.world.work
    employed = work.activity == EMPLOYED
    employee = employed & (work.status < OWN_ACCOUNT)
    own = employed & (work.status >= OWN_ACCOUNT)
    part = work.part_time
    for name, chosen in (
        ("ACTOCC", employed),
        ("SAL", employee),
        ("NSAL", own),
        ("ACTOCC15P_TP", employed & part),
    ):
        table.people(f"P_{name}" if name.endswith("TP") else f"P_{name}15P", chosen)
    table.people("P_SAL15P_TP", employee & part)
    table.people("P_HSAL15P_TP", employee & part & ~people.female)
    table.people("P_FSAL15P_TP", employee & part & people.female)
    table.people("P_NSAL15P_TP", own & part)
    for letter, sex in (("H", ~people.female), ("F", people.female)):
        _statuses(table, letter, sex)
    for letter, sex in (("H", ~people.female), ("F", people.female)):
        for suffix, kind in (("", employee), ("_TP", employee & part)):
            for band in ACTIVE_BANDS:
                chosen = kind & sex & within(people.age, band)
                table.people(f"P_{letter}SAL{band}{suffix}", chosen)
    _places(table, employed)
    if table.year > 2010:
        _journeys(table, employed)


def _statuses(table: Tabulation, letter: str, sex: np.ndarray) -> None:
    work = table.world.work
    employed = (work.activity == EMPLOYED) & sex
    table.people(f"P_{letter}ACTOCC15P", employed)
    table.people(f"P_{letter}SAL15P", employed & (work.status < OWN_ACCOUNT))
    for rank, name in enumerate(("CDI", "CDD", "INTERIM", "EMPAID", "APPR")):
        table.people(f"P_{letter}SAL15P_{name}", employed & (work.status == rank))
    table.people(f"P_{letter}NSAL15P", employed & (work.status >= OWN_ACCOUNT))
    for rank, name in enumerate(("INDEP", "EMPLOY", "AIDFAM"), start=OWN_ACCOUNT):
        table.people(f"P_{letter}NSAL15P_{name}", employed & (work.status == rank))


def _places(table: Tabulation, employed: np.ndarray) -> None:
    """In the commune, in the département, further; the région has one département only."""
    territory, work = table.world.territory, table.world.work
    same = work.place == territory.cell_commune[table.world.people.cell]
    far = np.isin(work.place, (OTHER_REGION, ABROAD))
    table.people("P_ACTOCC15P_ILT1", employed & same)
    table.people("P_ACTOCC15P_ILT2P", employed & ~same)
    table.people("P_ACTOCC15P_ILT2", employed & ~same & ~far)
    table.put("P_ACTOCC15P_ILT3", np.zeros(table.cells))
    table.people("P_ACTOCC15P_ILT4", employed & (work.place == OTHER_REGION))
    table.people("P_ACTOCC15P_ILT5", employed & (work.place == ABROAD))


def _journeys(table: Tabulation, employed: np.ndarray) -> None:
    """Bicycles and motorcycles were one answer in 2015."""
    transport = table.world.work.transport
    recent = {
        "PASTRANS": (0,),
        "MARCHE": (1,),
        "VELO": (2,),
        "2ROUESMOT": (3,),
        "VOITURE": (4,),
        "COMMUN": (5,),
    }
    before = {"PASTRANS": (0,), "MARCHE": (1,), "2ROUES": (2, 3), "VOITURE": (4,), "COMMUN": (5,)}
    for name, values in (recent if table.year == 2021 else before).items():
        table.people(f"P_ACTOCC15P_{name}", employed & np.isin(transport, values))
