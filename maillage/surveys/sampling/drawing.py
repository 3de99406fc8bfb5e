"""Drawing people from a list: at random or at regular steps, in the whole list or by stratum.

The same list, the same request and the same seed give the same people. Each drawn line says how
many its stratum holds, how many were drawn, and the weight that follows.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import modalities_of, need_columns, numbers_of, where
from maillage.surveys.sampling.allocation import Share, allocate


POPULATION, DRAWN, WEIGHT = "stratum_population", "stratum_sample", "initial_weight"


@dataclass(frozen=True)
class Draw:
    """answers: how many; strata: column, or "" for a single draw; how: the share between strata;
    minimum: in each; spread: column of a quantity, for Neyman's share; systematic: at regular
    steps along the order of the columns `order` (that of the list when empty); seed: of the chance.
    """

    answers: int
    strata: str = ""
    how: str = Share.PROPORTIONAL
    minimum: int = 0
    spread: str = ""
    systematic: bool = False
    order: tuple[str, ...] = ()
    seed: int = 0


def draw(listed: OwnTable, request: Draw) -> pl.DataFrame:
    """The drawn lines, in the order of the list, with population, sample and weight of each.

    Raises WrongCall for an absent column, an empty stratum name, an impossible size.
    """
    need_columns(
        listed, [name for name in (request.strata, request.spread, *request.order) if name]
    )
    strata = _strata(listed, request)
    populations = {name: int(count) for name, count in _counts(strata).items()}
    shares = allocate(
        populations,
        request.answers,
        how=request.how,
        minimum=request.minimum,
        spreads=_spreads(listed, request, strata),
    )
    ranks = _ranks(listed, request)
    chance = np.random.default_rng(request.seed)
    chosen: list[int] = []
    for name, wanted in shares.items():
        rows = (strata == name).arg_true().to_numpy()
        rows = rows[np.argsort(ranks[rows], kind="stable")]
        pick = _regular if request.systematic else _at_random
        chosen += rows[pick(len(rows), wanted, chance)].tolist()
    return _with_weights(listed.frame, strata, shares, populations)[sorted(chosen)]


def _strata(listed: OwnTable, request: Draw) -> pl.Series:
    if not request.strata:
        return pl.Series([""] * listed.frame.height, dtype=pl.String)
    cells = modalities_of(listed, request.strata)
    empty = (cells == "").arg_true().to_list()
    if empty:
        raise WrongCall(
            f"{where(listed, request.strata, empty)} : la strate n’est pas dite.",
            todo="Complétez la cellule, ou retirez la ligne de la base de sondage.",
        )
    return cells


def _counts(strata: pl.Series) -> dict[str, int]:
    """People of each stratum, in alphabetical order: the draw does not depend on the list's."""
    return dict(strata.value_counts().sort(strata.name).iter_rows())


def _spreads(listed: OwnTable, request: Draw, strata: pl.Series) -> dict[str, float] | None:
    if not request.spread:
        return None
    values = pl.DataFrame({"stratum": strata, "value": numbers_of(listed, request.spread)})
    found = values.group_by("stratum").agg(pl.col("value").std().fill_null(0.0))
    return dict(found.iter_rows())


def _ranks(listed: OwnTable, request: Draw) -> NDArray[np.int64]:
    """Place of each line in the order asked; numbers are ordered as numbers."""
    frame = listed.frame
    if not request.order:
        return np.arange(frame.height)
    keys: list[pl.Expr] = []
    for name in request.order:
        text = pl.col(name).cast(pl.String)
        keys += [text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False), text]
    order = frame.select(pl.arg_sort_by(keys, nulls_last=True, maintain_order=True)).to_series()
    ranks = np.empty(frame.height, dtype=np.int64)
    ranks[order.to_numpy()] = np.arange(frame.height)
    return ranks


def _at_random(people: int, wanted: int, chance: np.random.Generator) -> NDArray[np.int64]:
    return chance.choice(people, size=wanted, replace=False)


def _regular(people: int, wanted: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """One in so many, from a start at random: steps need not be whole numbers."""
    if not wanted:
        return np.array([], dtype=np.int64)
    step = people / wanted
    return np.floor(chance.uniform(0, step) + step * np.arange(wanted)).astype(np.int64)


def _with_weights(
    frame: pl.DataFrame, strata: pl.Series, shares: dict[str, int], populations: dict[str, int]
) -> pl.DataFrame:
    taken = [name for name in (POPULATION, DRAWN, WEIGHT) if name in frame.columns]
    if taken:
        raise WrongCall(
            f"La base de sondage a déjà une colonne « {taken[0]} ».",
            todo="Renommez-la : la commande écrit la sienne.",
        )
    people = strata.replace_strict(populations, return_dtype=pl.Int64)
    drawn = strata.replace_strict(shares, return_dtype=pl.Int64)
    return frame.with_columns(
        people.alias(POPULATION), drawn.alias(DRAWN), (people / drawn).alias(WEIGHT)
    )
