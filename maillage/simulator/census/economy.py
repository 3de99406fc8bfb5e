"""The economic end of the « dossier complet »: pay, establishments, businesses, tourism, voters.

Employee jobs come from the people who work in each commune; how they are split between sizes of
establishment, how many businesses are created and how many hotels there are is drawn simply.
"""

import numpy as np

from maillage.simulator.files.delimited import plain
from maillage.simulator.files.levels import Grouping, communes
from maillage.simulator.housing import SECOND
from maillage.simulator.work import EMPLOYED, OWN_ACCOUNT
from maillage.simulator.world import World


Block = dict[str, np.ndarray]
PAY_THRESHOLD = 2000  # inhabitants: no pay is published for smaller communes
FLORES = ("AZ", "BE", "FZ", "GU", "GZ", "OQ")
FLORES_SIZES = ("1", "10", "20", "50", "CP")
_SIZE_SHARE = np.array([0.42, 0.17, 0.2, 0.11, 0.10])
_SIZE_MEAN = np.array([3.6, 13.5, 30.0, 68.0, 190.0])
BUSINESS = ("BE", "FZ", "GI", "JZ", "KZ", "LZ", "MN", "OQ", "RU")
_BUSINESS_SHARE = np.array([0.07, 0.14, 0.28, 0.03, 0.03, 0.05, 0.15, 0.15, 0.10])
STARS = ("", "0", "1", "2", "3", "4", "5")


def economy_block(world: World) -> dict[str, list[str]]:
    """From SNHM22 to ELECTEURSLP2022, by commune, in the order of the file."""
    rng = world.rng(23)
    grouping = communes(world.territory)
    columns: dict[str, list[str]] = _pay(world, grouping)
    for block in (
        _establishments(world, grouping, rng),
        _businesses(world, grouping, rng),
        _tourism(world, grouping, rng),
        _voters(world, grouping),
    ):
        columns |= {name: [plain(value) for value in values] for name, values in block.items()}
    return columns


def _pay(world: World, grouping: Grouping) -> dict[str, list[str]]:
    """Mean hourly net pay of employees, for communes of 2,000 inhabitants or more."""
    people, work = world.people, world.work
    cell = grouping.spread(people.cell)
    large = np.bincount(cell, minlength=len(grouping.codes)) >= PAY_THRESHOLD
    employee = (work.activity == EMPLOYED) & (work.status < OWN_ACCOUNT)
    hourly = world.income.pay / np.where(work.part_time, 0.6, 1) / 1600
    ages = {"18": (18, 26), "26": (26, 51), "50": (51, 200)}

    def mean(chosen: np.ndarray) -> list[str]:
        rows = np.flatnonzero(employee & chosen)
        count = np.bincount(cell[rows], minlength=len(large))
        total = np.bincount(cell[rows], hourly[rows], minlength=len(large))
        known = large & (count >= 5)
        return [plain(t / c) if k else "" for t, c, k in zip(total, count, known, strict=True)]

    everyone = np.ones(len(people), bool)
    sexes = (("", everyone), ("F", people.female), ("H", ~people.female))
    columns = {}
    for letter, sex in sexes:
        columns[f"SNHM{letter}22"] = mean(sex)
        for code, group in (("C", 3), ("P", 4), ("E", 5), ("O", 6)):
            columns[f"SNHM{letter}{code}22"] = mean(sex & (work.group == group))
    for letter, sex in sexes:
        for code, (low, high) in ages.items():
            chosen = sex & (people.age >= low) & (people.age < high)
            columns[f"SNHM{letter}{code}22"] = mean(chosen)
    return columns


def _employee_jobs(world: World, grouping: Grouping) -> np.ndarray:
    """Employees working in each commune, by sector of `Work`."""
    work = world.work
    here = (work.activity == EMPLOYED) & (work.status < OWN_ACCOUNT) & (work.place >= 0)
    key = work.place[here].astype(int) * 5 + work.sector[here]
    return np.bincount(key, minlength=len(grouping.codes) * 5).reshape(-1, 5)


def _establishments(world: World, grouping: Grouping, rng: np.random.Generator) -> Block:
    """Flores: establishments and their staff, by sector and size; who depends on residents."""
    staff, count = (_with_trade(part) for part in _by_size(_employee_jobs(world, grouping)))
    population = grouping.total(world.history.population[2021])
    staffless = _with_trade(rng.poisson(np.delete(count.sum(axis=2), 4, axis=1) * 0.22))
    columns: Block = {}
    columns |= _flores("ET", "TOT", "", count.sum(axis=2) + staffless)
    columns |= _flores("ET", "TEF0", "0", staffless)
    merged = np.concatenate([count[:, :, :3], count[:, :, 3:].sum(axis=2, keepdims=True)], axis=2)
    for rank, size in enumerate(FLORES_SIZES[:4]):
        columns |= _flores("ET", f"TEF{size}", size, merged[:, :, rank])
    columns |= _flores("ETP", "TOT", "", staff.sum(axis=2))
    for rank, size in enumerate(FLORES_SIZES):
        columns |= _flores("ETP", f"TEF{size}", size, staff[:, :, rank])
    columns |= _spheres(columns, population, rng)
    return columns


def _by_size(jobs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Staff and number of establishments: communes × sectors × sizes; too few jobs stay small."""
    staff = np.floor(jobs[:, :, None] * _SIZE_SHARE)
    staff[:, :, 1:] *= staff[:, :, 1:] >= _SIZE_MEAN[1:]
    staff[:, :, 0] = jobs - staff[:, :, 1:].sum(axis=2)
    return staff, np.ceil(staff / _SIZE_MEAN)


def _flores(prefix: str, total: str, size: str, values: np.ndarray) -> Block:
    """One line of the table: total, then sectors; trade is a part of market services."""
    found = {f"{prefix}{total}22": np.delete(values, FLORES.index("GZ"), axis=1).sum(axis=1)}
    return found | {
        f"{prefix}{name}{size}22": part for name, part in zip(FLORES, values.T, strict=True)
    }


def _with_trade(values: np.ndarray) -> np.ndarray:
    """Trade (GZ) after market services (GU), of which it is a third."""
    return np.insert(values, FLORES.index("GZ"), np.floor(values[:, 3] * 0.34), axis=1)


def _spheres(columns: Block, population: np.ndarray, rng: np.random.Generator) -> Block:
    """Establishments working for residents or for elsewhere, public ones among them; employers."""
    found: Block = {}
    for prefix in ("ET", "ETP"):
        total, public = columns[f"{prefix}TOT22"], columns[f"{prefix}OQ22"]
        resident = np.floor(total - 0.8 * columns[f"{prefix}BE22"] - columns[f"{prefix}AZ22"])
        found[f"{prefix}PRES22"] = resident
        found[f"{prefix}NPRES22"] = total - resident
        found[f"{prefix}PRESPUB22"] = np.minimum(np.floor(public * 0.4), resident)
        found[f"{prefix}NPRESPUB22"] = np.floor((total - resident) * 0.03)
    found["ETASSMAT22"] = rng.poisson(population * 0.013)
    found["ETAUTRES22"] = rng.poisson(population * 0.035)
    return found


def _businesses(world: World, grouping: Grouping, rng: np.random.Generator) -> Block:
    """Sirene: businesses, establishments and creations; sole traders are part of creations."""
    population = grouping.total(world.history.population[2021])
    units = _drawn(population * 0.072, rng)
    columns = _sirene("ENN", "21", units) | _sirene(
        "ETN", "21", units + _drawn(population * 0.012, rng)
    )
    created = {
        year: _drawn(population * np.interp(year, [12, 17, 23], [0.006, 0.0075, 0.0105]), rng)
        for year in range(12, 24)
    }
    sole = {year: rng.binomial(values, 0.68) for year, values in created.items()}
    premises = {year: values + _drawn(population * 0.001, rng) for year, values in created.items()}
    for prefix, values in (("ENC", created), ("ENCI", sole)):
        columns |= _sirene(prefix, "23", values[23])
        columns |= {f"{prefix}TOT{year}": values[year].sum(axis=1) for year in range(22, 11, -1)}
    for year in range(23, 11, -1):
        columns |= _sirene("ETC", str(year), premises[year])
    return columns


def _drawn(mean: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Counts by commune and activity."""
    return rng.poisson(mean[:, None] * _BUSINESS_SHARE)


def _sirene(prefix: str, year: str, values: np.ndarray) -> Block:
    found = {f"{prefix}TOT{year}": values.sum(axis=1)}
    return found | {
        f"{prefix}{name}{year}": part for name, part in zip(BUSINESS, values.T, strict=True)
    }


def _tourism(world: World, grouping: Grouping, rng: np.random.Generator) -> Block:
    """Hotels and camp sites where there are second homes or a town."""
    population = grouping.total(world.history.population[2021])
    cells = world.spare.cell[world.spare.why == SECOND]
    second = np.bincount(grouping.spread(cells), minlength=len(population))
    hotels = rng.poisson(
        (population / 2600 + second / 320)[:, None] * [0.28, 0.06, 0.22, 0.3, 0.12, 0.02]
    )
    camps = rng.poisson((second / 160)[:, None] * [0.2, 0.1, 0.22, 0.3, 0.15, 0.03])
    rooms = hotels * rng.integers(9, 34, hotels.shape)
    pitches = camps * rng.integers(25, 110, camps.shape)
    yearly = np.floor(pitches * 0.3)
    columns: Block = {}
    for prefix, values in (
        ("HT", hotels), ("HTCH", rooms), ("CPG", camps), ("CPGE", pitches),
        ("CPGEL", yearly), ("CPGEO", pitches - yearly),
    ):  # fmt: skip
        table = np.column_stack([values.sum(axis=1), values])
        columns |= {f"{prefix}{star}24": part for star, part in zip(STARS, table.T, strict=True)}
    for prefix, mean in (("VV", 0.0008), ("RT", 0.0005), ("AJCS", 0.0002)):
        places = rng.poisson(second * mean)
        units = places * 24
        columns |= {f"{prefix}24": places, f"{prefix}UH24": units, f"{prefix}LIT24": units * 3}
    return columns


def _voters(world: World, grouping: Grouping) -> Block:
    """Adults on the electoral roll."""
    people = world.people
    adults = people.cell[(people.age >= 18) & ~people.abroad]
    count = np.bincount(grouping.spread(adults), minlength=len(grouping.codes))
    shares = {2024: 0.975, 2020: 0.955, 2021: 0.96, 2022: 0.97}
    return {f"ELECTEURSLP{year}": np.round(count * share) for year, share in shares.items()}
