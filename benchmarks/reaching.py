"""(d) E2SFCA of the whole of France: our two sums beside PySAL `access`.

35,000 places, 60,000 facilities, two million pairs under twenty minutes, drawn at random.
"""

import time
from pathlib import Path

import numpy as np
import polars as pl


PLACES, FACILITIES, PAIRS = 34_945, 60_000, 2_186_039
MEASURES = ("ours", "ours_from_tables", "by_access")
LARGEST_GAP = 1e-12
WEIGHTS = {10.0: 1.0, 15.0: 2 / 3, 20.0: 1 / 3}


def prepare(folder: Path, size: float = 1.0) -> Path:
    """Write supply, demand and cost as Parquet, once; `size` is the part of France wanted."""
    target = folder / "reaching"
    if (target / "cost.parquet").is_file():
        return target
    target.mkdir(parents=True, exist_ok=True)
    draw = np.random.default_rng(2027)
    places, facilities, links = (round(each * size) for each in (PLACES, FACILITIES, PAIRS))
    demand = pl.DataFrame(
        {
            "place": [f"{index:05}" for index in range(places)],
            "people": np.round(draw.lognormal(6, 1.3, places)) + 1,
        }
    )
    supply = pl.DataFrame(
        {
            "facility": [f"F{index:06}" for index in range(facilities)],
            "capacity": draw.integers(1, 6, facilities).astype(float),
        }
    )
    pairs = np.unique(draw.integers(0, places * facilities, links))
    cost = pl.DataFrame(
        {
            "place": demand["place"].gather(pairs // facilities),
            "facility": supply["facility"].gather(pairs % facilities),
            "minutes": draw.uniform(0, 22, pairs.size),
        }
    )
    demand.write_parquet(target / "demand.parquet")
    supply.write_parquet(target / "supply.parquet")
    cost.write_parquet(target / "cost.parquet")
    return target


def _ours(folder: str) -> tuple[pl.DataFrame, float, float]:
    """Access, seconds of the checks and numbering, seconds of the method."""
    from maillage.accessibility import steps, travel_from_tables, two_step
    from maillage.sources.own_tables import OwnTable

    tables = [
        OwnTable(name, pl.read_parquet(Path(folder) / f"{name}.parquet"))
        for name in ("supply", "demand", "cost")
    ]
    start = time.perf_counter()
    travel = travel_from_tables(*tables)
    ready = time.perf_counter()
    found = two_step(travel, steps(WEIGHTS))
    return found.access, ready - start, time.perf_counter() - ready


def ours(folder: str) -> float:
    """The method on a numbered matrix, as every year and every kind of service reuses it."""
    return _ours(folder)[2]


def ours_from_tables(folder: str) -> float:
    """The same, with the checks of every line and the numbering of the codes."""
    _, checks, method = _ours(folder)
    return checks + method


def _by_access(folder: str) -> tuple[object, float]:
    from access import Access
    from access.access import weights

    supply, demand, cost = (
        pl.read_parquet(Path(folder) / f"{name}.parquet").to_pandas()
        for name in ("supply", "demand", "cost")
    )
    model = Access(
        demand_df=demand,
        demand_index="place",
        demand_value="people",
        supply_df=supply,
        supply_index="facility",
        supply_value="capacity",
        cost_df=cost,
        cost_origin="place",
        cost_dest="facility",
        cost_name="minutes",
    )
    start = time.perf_counter()
    model.enhanced_two_stage_fca(weight_fn=weights.step_fn(WEIGHTS))
    return model.access_df["e2sfca_capacity"], time.perf_counter() - start


def by_access(folder: str) -> float:
    """`enhanced_two_stage_fca` of PySAL access, its data frames loaded; its answer is ours."""
    theirs, seconds = _by_access(folder)
    mine, _, _ = _ours(folder)
    gap = mine.to_pandas().set_index("place")["access"].sub(theirs).abs().max()
    assert gap < LARGEST_GAP, gap
    return seconds
