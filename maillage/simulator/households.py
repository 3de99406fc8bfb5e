"""Households and the people in them: age, sex, couple, children.

A household starts from its reference person; the rest follows from the course of a life: was there
a partner, how many children were born, when, which have left. Types of household (alone, couple,
monoparental…) are never drawn: they are read from who lives there.
"""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.territory import Territory


YEAR = 2021
REFERENCE, PARTNER, CHILD, OTHER, COLLECTIVE = range(5)
ALONE, NO_FAMILY, COUPLE, COUPLE_CHILDREN, MONO = range(5)
MARRIED, PACS, FREE_UNION, WIDOWED, DIVORCED, SINGLE = range(6)

_BANDS = np.array([18, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 97])
_BAND_WEIGHTS = np.array(
    [3.0, 5.5, 7.0, 8.0, 8.5, 9.0, 9.5, 9.5, 9.0, 8.5, 8.0, 5.8, 4.6, 3.2, 1.6]
)
_COUPLE_AGES = [18, 25, 35, 50, 65, 75, 85, 96]
_COUPLE_CHANCES = [0.08, 0.36, 0.6, 0.58, 0.6, 0.56, 0.36, 0.15]
_CHILDREN_BORN = np.array([0.13, 0.21, 0.42, 0.17, 0.07])


@dataclass
class Households:
    """One value per household.

    cell, kind (ALONE…MONO), size, adults, children (under 25, of the family), recomposed,
    skill (latent, shared by its members), origin (born abroad)
    """

    cell: np.ndarray
    kind: np.ndarray
    size: np.ndarray
    children: np.ndarray
    recomposed: np.ndarray
    skill: np.ndarray
    abroad: np.ndarray
    reference_age: np.ndarray
    reference_female: np.ndarray


@dataclass
class People:
    """One value per person; `household` is -1 for those who live in a collective home."""

    cell: np.ndarray
    household: np.ndarray
    role: np.ndarray
    age: np.ndarray
    female: np.ndarray
    marital: np.ndarray
    coupled: np.ndarray
    abroad: np.ndarray

    def __len__(self) -> int:
        return len(self.age)


def build_households(territory: Territory, seed: int) -> tuple[Households, People]:
    """All households and people of the département on 1 January 2021."""
    rng = np.random.default_rng([seed, 2])
    cell, age = _reference_people(territory, rng)
    life = _courses(territory, cell, age, rng)
    parts = _members(life, rng)
    people = _gathered(parts, life)
    households = _described(life, people, territory, rng)
    collective = _collective_people(territory, people, rng)
    people = _joined(people, collective)
    _marital(people, rng)
    people.abroad = _born_abroad(people, households, rng)
    return households, people


def _reference_people(territory: Territory, rng: np.random.Generator) -> tuple:
    """Cell and age of each reference person; enough households for the population aimed at."""
    target = territory.target[territory.cell_commune] * territory.cell_share
    ageing = territory.of("ageing")
    mean_size = np.clip(2.12 - 0.3 * ageing - 0.06 * territory.of("poverty"), 1.6, 2.8)
    counts = np.maximum(np.round(target / mean_size), 20).astype(int)
    ages = []
    for count, tilt in zip(counts, ageing, strict=True):
        weights = _BAND_WEIGHTS * np.exp(0.8 * tilt * (_BANDS[:-1] - 50) / 25)
        band = rng.choice(len(weights), count, p=weights / weights.sum())
        ages.append(rng.integers(_BANDS[band], _BANDS[band + 1]))
    return np.repeat(np.arange(len(counts)), counts), np.concatenate(ages)


def _courses(
    territory: Territory, cell: np.ndarray, age: np.ndarray, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Partner, sex, children born and age of the mother at the first birth."""
    count = len(age)
    poverty = territory.of("poverty")[cell]
    chance = np.interp(age, _COUPLE_AGES, _COUPLE_CHANCES)
    coupled = rng.random(count) < chance * np.where(age < 60, 1 - 0.32 * poverty, 1)
    alone_female = np.interp(age, [18, 40, 60, 75, 90], [0.48, 0.5, 0.56, 0.7, 0.82])
    female = rng.random(count) < np.where(coupled, 0.3, alone_female)
    gap = np.round(rng.normal(2.2, 3.2, count)).astype(int)
    partner_age = np.clip(np.where(female, age + gap, age - gap), 18, 100)
    mother_age = np.where(female | ~coupled, age, partner_age)
    odds = _CHILDREN_BORN * np.exp(0.25 * np.outer(poverty, np.arange(-2, 3)))
    born = (rng.random((count, 1)) > np.cumsum(odds, 1) / odds.sum(1, keepdims=True)).sum(1)
    return {
        "cell": cell,
        "age": age,
        "female": female,
        "coupled": coupled,
        "partner_age": partner_age,
        "born": born,
        "mother_age": mother_age,
        "first_birth": np.clip(rng.normal(28.2 - 2 * poverty, 4.6, count), 17, 42),
        "custody": rng.random(count) < np.where(coupled, 1, np.where(female, 0.92, 0.17)),
    }


def _members(life: dict[str, np.ndarray], rng: np.random.Generator) -> list[dict]:
    """One block of people per place in the household: reference, partner, children, others."""
    everyone = np.arange(len(life["age"]))
    coupled = np.flatnonzero(life["coupled"])
    other_sex = ~life["female"][coupled]
    same = rng.random(len(coupled)) < 0.008
    blocks = [
        _block(everyone, REFERENCE, life["age"], life["female"]),
        _block(coupled, PARTNER, life["partner_age"][coupled], other_sex ^ same),
    ]
    spacing = np.zeros(len(everyone))
    for rank in range(4):
        child_age = np.floor(life["mother_age"] - life["first_birth"] - spacing).astype(int)
        leaving = np.clip(rng.normal(21.6, 3.2, len(everyone)), 17, 38)
        here = (life["born"] > rank) & (child_age >= 0) & (child_age < leaving) & life["custody"]
        chosen = np.flatnonzero(here)
        blocks.append(_block(chosen, CHILD, child_age[chosen], rng.random(len(chosen)) < 0.488))
        spacing = spacing + 1.2 + rng.gamma(2.2, 1.0, len(everyone))
    blocks.append(_others(life, blocks, rng))
    return blocks


def _others(life: dict[str, np.ndarray], blocks: list[dict], rng: np.random.Generator) -> dict:
    """Flatmates, an old parent, a brother: people outside the family."""
    family = np.zeros(len(life["age"]), bool)
    for block in blocks[1:]:
        family[block["household"]] = True
    chance = np.where(family, 0.014, np.where(life["age"] < 30, 0.14, 0.045))
    chosen = np.flatnonzero(rng.random(len(chance)) < chance)
    age = np.where(
        family[chosen],
        np.clip(life["age"][chosen] + 27, 45, 99),
        np.clip(life["age"][chosen] + rng.integers(-6, 7, len(chosen)), 18, 99),
    )
    return _block(chosen, OTHER, age, rng.random(len(chosen)) < 0.5)


def _block(household: np.ndarray, role: int, age: np.ndarray, female: np.ndarray) -> dict:
    return {
        "household": household,
        "role": np.full(len(household), role, np.int8),
        "age": age,
        "female": female,
    }


def _gathered(blocks: list[dict], life: dict[str, np.ndarray]) -> People:
    """The blocks one after the other, then sorted by household."""
    columns = {key: np.concatenate([block[key] for block in blocks]) for key in blocks[0]}
    order = np.argsort(columns["household"], kind="stable")
    columns = {key: values[order] for key, values in columns.items()}
    household = columns["household"]
    return People(
        cell=life["cell"][household],
        household=household,
        role=columns["role"],
        age=columns["age"].astype(np.int16),
        female=columns["female"],
        marital=np.zeros(len(household), np.int8),
        coupled=life["coupled"][household] & (columns["role"] <= PARTNER),
        abroad=np.zeros(len(household), bool),
    )


def _described(
    life: dict[str, np.ndarray], people: People, territory: Territory, rng: np.random.Generator
) -> Households:
    """What the household is, read from its members."""
    count = len(life["age"])
    size = np.bincount(people.household, minlength=count)
    child = people.role == CHILD
    young = np.bincount(people.household[child & (people.age < 25)], minlength=count)
    with_child = np.bincount(people.household[child], minlength=count) > 0
    coupled = life["coupled"]
    kind = np.select(
        [coupled & with_child, coupled, with_child, size > 1],
        [COUPLE_CHILDREN, COUPLE, MONO, NO_FAMILY],
        ALONE,
    )
    poverty = territory.of("poverty")[life["cell"]]
    return Households(
        cell=life["cell"],
        kind=kind.astype(np.int8),
        size=size,
        children=young,
        recomposed=(kind == COUPLE_CHILDREN) & (rng.random(count) < 0.1 + 0.05 * poverty),
        skill=rng.normal(0, 1, count) - 0.75 * poverty - 0.35 * (kind == MONO),
        abroad=rng.random(count) < np.clip(0.06 + 0.11 * poverty, 0.01, 0.4),
        reference_age=life["age"],
        reference_female=life["female"],
    )


def _collective_people(
    territory: Territory, people: People, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Residents of homes for old people, in communes large enough to have one."""
    old = np.bincount(people.cell[people.age >= 75], minlength=len(territory.cell_share))
    large = territory.target[territory.cell_commune] >= 900
    first = np.unique(territory.cell_commune, return_index=True)[1]
    cells = np.flatnonzero(large & np.isin(np.arange(len(old)), first))
    commune_old = np.bincount(territory.cell_commune, old)
    counts = np.round(commune_old[territory.cell_commune[cells]] * 0.11).astype(int)
    total = int(counts.sum())
    return {
        "cell": np.repeat(cells, counts),
        "age": np.clip(np.round(rng.normal(87, 6.5, total)), 62, 104).astype(np.int16),
        "female": rng.random(total) < 0.73,
    }


def _joined(people: People, collective: dict[str, np.ndarray]) -> People:
    """People of households followed by people of collective homes."""
    count = len(collective["age"])
    no = np.zeros(count, bool)
    return People(
        cell=np.concatenate([people.cell, collective["cell"]]),
        household=np.concatenate([people.household, np.full(count, -1)]),
        role=np.concatenate([people.role, np.full(count, COLLECTIVE, np.int8)]),
        age=np.concatenate([people.age, collective["age"]]),
        female=np.concatenate([people.female, collective["female"]]),
        marital=np.zeros(len(people) + count, np.int8),
        coupled=np.concatenate([people.coupled, no]),
        abroad=np.zeros(len(people) + count, bool),
    )


def _marital(people: People, rng: np.random.Generator) -> None:
    """Married, pacsé, free union; widowed, divorced, single (15 and over)."""
    count = len(people)
    draw = rng.random(count)
    married = np.interp(people.age, [18, 30, 40, 60, 75], [0.08, 0.36, 0.56, 0.78, 0.92])
    union = np.select(
        [draw < married, draw < married + 0.38 * (1 - married)], [MARRIED, PACS], FREE_UNION
    )
    widowed = np.interp(people.age, [40, 60, 75, 90], [0.01, 0.12, 0.5, 0.82])
    widowed = widowed * np.where(people.female, 1, 0.55)
    divorced = np.interp(people.age, [25, 45, 60, 80], [0.0, 0.34, 0.42, 0.16])
    apart = np.select([draw < widowed, draw < widowed + divorced], [WIDOWED, DIVORCED], SINGLE)
    apart = np.where(people.role == CHILD, SINGLE, apart)
    couple_order = np.where(people.coupled, people.household, 0)
    shared = _same_for_couple(union, people, couple_order)
    people.marital = np.where(people.coupled, shared, apart).astype(np.int8)


def _same_for_couple(union: np.ndarray, people: People, household: np.ndarray) -> np.ndarray:
    """Both members of a couple have the answer of the reference person."""
    answer = np.zeros(int(people.household.max()) + 1, union.dtype)
    reference = people.role == REFERENCE
    answer[people.household[reference]] = union[reference]
    return answer[household]


def _born_abroad(people: People, households: Households, rng: np.random.Generator) -> np.ndarray:
    """Immigrants: adults of households of foreign origin, few children."""
    inside = people.household >= 0
    origin = inside & households.abroad[np.where(inside, people.household, 0)]
    chance = np.where(people.role == CHILD, 0.12, np.where(people.age > 25, 0.85, 0.5))
    return origin & (rng.random(len(people)) < chance)
