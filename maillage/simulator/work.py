"""School, diplomas, work: who is employed, as what, where, and how they get there."""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.households import CHILD, COLLECTIVE, Households, People
from maillage.simulator.territory import Territory


EMPLOYED, UNEMPLOYED, STUDENT, RETIRED, INACTIVE, TOO_YOUNG = range(6)
PERMANENT, FIXED_TERM, TEMPORARY, AIDED, APPRENTICE, OWN_ACCOUNT, EMPLOYER, FAMILY_HELP = range(8)
AGRICULTURE, INDUSTRY, BUILDING, TRADE, PUBLIC = range(5)
NO_TRANSPORT, WALK, BICYCLE, MOTORCYCLE, CAR, PUBLIC_TRANSPORT = range(6)
OTHER_REGION, ABROAD = -1, -2  # places of work outside the département
NO_JOB = -9

# cumulative chances of the 7 levels of diploma, by age of the person
_DIPLOMA_AGES = [20, 30, 45, 60, 75, 90]
_DIPLOMA_STEPS = np.array(
    [
        [0.13, 0.12, 0.16, 0.24, 0.42, 0.66],
        [0.19, 0.16, 0.21, 0.31, 0.55, 0.78],
        [0.40, 0.38, 0.46, 0.60, 0.79, 0.90],
        [0.68, 0.58, 0.64, 0.76, 0.88, 0.95],
        [0.82, 0.72, 0.79, 0.87, 0.94, 0.97],
        [0.93, 0.86, 0.90, 0.94, 0.97, 0.985],
    ]
)
_SCHOOL_AGES = [1, 2, 3, 16, 17, 18, 19, 20, 22, 24, 26, 30, 40, 60]
_SCHOOL = [0, 0.11, 0.985, 0.985, 0.945, 0.78, 0.6, 0.46, 0.3, 0.13, 0.06, 0.02, 0.008, 0.0]


@dataclass
class Work:
    """One value per person, in the order of `People`.

    diploma   0 (none) … 6 (five years after the baccalauréat)
    group     socio-professional group 1…8 from 15 years on, 0 before
    place     commune of work, OTHER_REGION, ABROAD, or NO_JOB
    """

    diploma: np.ndarray
    at_school: np.ndarray
    activity: np.ndarray
    group: np.ndarray
    status: np.ndarray
    part_time: np.ndarray
    sector: np.ndarray
    place: np.ndarray
    transport: np.ndarray
    moved: np.ndarray


def build_work(
    territory: Territory, households: Households, people: People, cars: np.ndarray, seed: int
) -> Work:
    """Everything a person does outside home."""
    rng = np.random.default_rng([seed, 5])
    inside = np.where(people.household >= 0, people.household, 0)
    skill = 0.6 * np.where(people.household >= 0, households.skill[inside], -0.4)
    skill = skill + rng.normal(0, 0.8, len(people))
    at_school = rng.random(len(people)) < np.interp(people.age, _SCHOOL_AGES, _SCHOOL)
    diploma = _diplomas(people, skill)
    activity = _activities(territory, people, skill, at_school, rng)
    group = _groups(territory, people, skill, activity, rng)
    status = _statuses(people, skill, group, at_school, rng)
    place = _workplaces(territory, people, group, activity, rng)
    return Work(
        diploma=diploma,
        at_school=at_school,
        activity=activity,
        group=group,
        status=status,
        part_time=_part_time(people, group, status, rng),
        sector=_sectors(territory, people, group, rng),
        place=place,
        transport=_transports(territory, people, place, cars[inside], rng),
        moved=_moves(people, rng),
    )


def _diplomas(people: People, skill: np.ndarray) -> np.ndarray:
    rank = 1 / (1 + np.exp(-1.7 * skill))
    steps = np.array([np.interp(people.age, _DIPLOMA_AGES, step) for step in _DIPLOMA_STEPS])
    level = (rank > steps).sum(axis=0)
    return np.where(people.age < 18, np.minimum(level, 2), level).astype(np.int8)


def _activities(
    territory: Territory,
    people: People,
    skill: np.ndarray,
    at_school: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """EMPLOYED … TOO_YOUNG; apprentices are at school and employed."""
    age, count = people.age, len(people)
    poverty = territory.of("poverty")[people.cell]
    retired = rng.random(count) < np.interp(
        age, [54, 58, 61, 63, 66, 70], [0, 0.03, 0.2, 0.6, 0.95, 0.985]
    )
    alone_with_child = people.female & ~people.coupled & (people.role != CHILD) & (age < 45)
    inactive = 0.055 + 0.045 * people.female + 0.05 * poverty - 0.03 * skill
    inactive = np.where(age > 52, inactive + 0.06, inactive) + 0.05 * alone_with_child
    out = (rng.random(count) < np.clip(inactive, 0.01, 0.5)) | (people.role == COLLECTIVE)
    out |= (age >= 67) & (rng.random(count) < 0.5)
    student = at_school & ((age < 16) | (rng.random(count) < 0.78))
    odds = (
        -2.75 - 0.55 * skill + 0.95 * poverty + np.interp(age, [16, 22, 30, 55], [1.5, 1.0, 0.1, 0])
    )
    jobless = rng.random(count) < 1 / (1 + np.exp(-odds))
    jobless |= (age < 18) & ~at_school & (rng.random(count) < 0.5)
    return np.select(
        [age < 15, student, retired & (age > 50), out, jobless],
        [TOO_YOUNG, STUDENT, RETIRED, INACTIVE, UNEMPLOYED],
        EMPLOYED,
    ).astype(np.int8)


def _groups(
    territory: Territory,
    people: People,
    skill: np.ndarray,
    activity: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Groups 1 (farmers) to 6 (workers) for those who work, 7 retired, 8 other."""
    count = len(people)
    rural = np.clip(0.35 - territory.of("flats")[people.cell], 0, 0.35)
    draw, merit = rng.random(count), skill + rng.normal(0, 0.55, count)
    executive = merit > np.interp(people.age, [20, 35, 60], [1.5, 0.95, 0.9])
    intermediate = merit > np.interp(people.age, [20, 35, 60], [0.55, 0.15, 0.2])
    manual = rng.random(count) < np.where(people.female, 0.17, 0.72)
    job = np.select(
        [draw < 0.075 * rural, draw < 0.075 * rural + 0.07, executive, intermediate, manual],
        [1, 2, 3, 4, 6],
        5,
    )
    never_worked = (activity == UNEMPLOYED) & (people.age < 24) & (rng.random(count) < 0.25)
    return np.select(
        [activity == TOO_YOUNG, activity == RETIRED, (activity >= STUDENT) | never_worked],
        [0, 7, 8],
        job,
    ).astype(np.int8)


def _statuses(
    people: People,
    skill: np.ndarray,
    group: np.ndarray,
    at_school: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Contract of the employed; own account for farmers and most craftspeople."""
    count = len(people)
    draw, other = rng.random(count), rng.random(count)
    independent = (group == 1) | ((group == 2) & (draw < 0.93)) | ((group == 3) & (draw < 0.07))
    kind = np.select([other < 0.58, other < 0.975], [OWN_ACCOUNT, EMPLOYER], FAMILY_HELP)
    fixed = np.interp(people.age, [18, 24, 30, 60], [0.45, 0.24, 0.1, 0.06]) - 0.025 * skill
    temporary = np.where(group == 6, 0.06, 0.008)
    employee = np.select(
        [at_school & (people.age < 30), draw < fixed, draw < fixed + temporary, draw > 0.991],
        [APPRENTICE, FIXED_TERM, TEMPORARY, AIDED],
        PERMANENT,
    )
    return np.where(independent, kind, employee).astype(np.int8)


def _part_time(
    people: People, group: np.ndarray, status: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    chance = np.where(people.female, 0.27, 0.07) + 0.05 * (group == 5) - 0.08 * (group == 3)
    chance = chance + np.where(np.isin(status, (FIXED_TERM, AIDED)), 0.12, 0)
    chance = chance + np.where(people.age > 60, 0.12, 0) + np.where(people.age < 24, 0.08, 0)
    return rng.random(len(people)) < np.clip(chance, 0.01, 0.8)


def _sectors(
    territory: Territory, people: People, group: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Farming, industry, building, trade and services, public and social services."""
    female = people.female
    odds = np.stack(
        [
            np.where(group == 1, 50, np.where(group == 6, 0.25, 0.05)),
            np.where(group == 6, 3.2, np.where(female, 0.7, 1.5)),
            np.where(female, 0.12, np.where(group == 6, 1.9, 0.6)),
            np.where(group == 2, 6.0, np.where(group == 5, 3.2, 3.0)),
            np.where(group == 2, 0.3, np.where(female, 4.6, 1.6)) * np.where(group == 6, 0.35, 1),
        ],
        axis=1,
    )
    odds[:, PUBLIC] *= np.where(group == 1, 0, 1)
    return _drawn(odds, rng).astype(np.int8)


def _drawn(odds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One column index per row, in proportion to the odds."""
    steps = np.cumsum(odds, axis=1)
    draw = rng.random(len(odds)) * steps[:, -1]
    return (draw[:, None] > steps).sum(axis=1)


def _workplaces(
    territory: Territory,
    people: People,
    group: np.ndarray,
    activity: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """At home in the commune, in a neighbouring town (gravity), or far away."""
    place = np.full(len(people), NO_JOB, np.int16)
    workers = np.flatnonzero(activity == EMPLOYED)
    home = territory.cell_commune[people.cell[workers]]
    steps = np.cumsum(_attraction(territory), axis=1)
    draw = rng.random(len(workers))
    chosen = np.empty(len(workers), np.int16)
    for commune in range(len(territory.codes)):
        here = home == commune
        chosen[here] = np.searchsorted(steps[commune], draw[here] * steps[commune, -1])
    stays = np.isin(group[workers], (1, 2)) & (rng.random(len(workers)) < 0.65)
    chosen = np.where(stays, home, chosen)
    far = rng.random(len(workers))
    chosen = np.where(~stays & (far < 0.045), OTHER_REGION, chosen)
    place[workers] = np.where(~stays & (far < 0.004), ABROAD, chosen)
    return place


def _attraction(territory: Territory) -> np.ndarray:
    """Jobs of each commune as seen from each other one, halved every six kilometres."""
    jobs = territory.target * territory.profile[:, 6]
    away = np.hypot(
        *(territory.places[:, None, :] - territory.places[None, :, :]).transpose(2, 0, 1)
    )
    pull = jobs[None, :] * np.exp(-away / 8.5)
    np.fill_diagonal(pull, jobs * 1.9)
    return pull


def _transports(
    territory: Territory,
    people: People,
    place: np.ndarray,
    cars: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Those without a car walk, ride, take the bus or share a car."""
    count = len(people)
    home = territory.cell_commune[people.cell]
    same = place == home
    town = np.clip(territory.of("flats")[people.cell], 0, 0.7)
    odds = np.stack(
        [
            np.where(same, 0.55, 0.04),
            np.where(same, 1.3, 0.02),
            np.where(same, 0.25 + town, 0.03),
            np.full(count, 0.06),
            np.where(cars > 0, 5.5, 1.2),
            np.where(same, 0.9 * town, 0.1 + 0.9 * town) * np.where(cars > 0, 0.6, 2.2),
        ],
        axis=1,
    )
    return _drawn(odds, rng).astype(np.int8)


def _moves(people: People, rng: np.random.Generator) -> np.ndarray:
    """Home a year before: 1 the same, 2 same commune, 3 département, 5 region, 6 and 7 overseas."""
    chance = np.interp(people.age, [1, 18, 24, 32, 50, 75], [0.13, 0.14, 0.3, 0.2, 0.07, 0.025])
    inside = np.where(people.household >= 0, people.household, 0)
    household = rng.random(int(people.household.max()) + 1)[inside]
    draw = rng.random(len(people))
    where = np.select([draw < 0.36, draw < 0.72, draw < 0.955, draw < 0.965], [2, 3, 5, 6], 7)
    return np.where(household < chance, where, 1).astype(np.int8)
