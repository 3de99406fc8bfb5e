"""The population of the ages a person chooses: computed on demand, for the territories read.

The card `population_ages` is computed again with other limits; it has no position among peers.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from maillage.base.errors import NoData, WrongCall
from maillage.geography import Territory
from maillage.indicators.cards import Card, card
from maillage.portraits.shelf import Shelf
from maillage.sources.registry import rank


if TYPE_CHECKING:
    from maillage.indicators.compute import Desk

AGES_CARD = "population_ages"
OLDEST = 120
NEEDED = {"passages/sums", "passages/bundles"}


def chosen_card(ages: tuple[int, int]) -> Card:
    """The card with its limits replaced (both included). Raises WrongCall for impossible ages."""
    lowest, highest = ages
    if not 0 <= lowest <= highest <= OLDEST:
        raise WrongCall(
            f"Les âges {lowest} à {highest} ne se suivent pas.", todo="Écrivez par exemple 25-40."
        )
    limits = {"age_min": float(lowest), "age_max": float(highest)}
    return card(AGES_CARD).model_copy(update={"parameters": limits})


def with_chosen_ages(
    rows: pl.DataFrame, ages: tuple[int, int], territories: Iterable[Territory], shelf: Shelf
) -> pl.DataFrame:
    """The same rows, those of the age card replaced by the ages chosen."""
    # Engines load slowly, and only this question needs one.
    from maillage.indicators.compute import compute

    wanted = pl.DataFrame(
        [(str(one.level), one.code) for one in territories],
        schema={"level": pl.String, "code": pl.String},
        orient="row",
    ).unique()
    values = compute([chosen_card(ages)], desk_of(shelf))
    texts = [pl.col(name).cast(pl.String) for name in ("indicator", "level", "code", "status")]
    mine = values.with_columns(*texts, pl.col("source").cast(pl.String)).join(
        wanted, on=["level", "code"], how="semi"
    )
    others = rows.filter(pl.col("indicator") != AGES_CARD)
    return pl.concat([others, mine], how="diagonal_relaxed").with_columns(
        pl.col("peer_class").fill_null(-1)
    )


def desk_of(shelf: Shelf) -> "Desk":
    """The desk of a build already made: its merged files and its passages."""
    import pyarrow.parquet as pq

    from maillage.indicators.compute import Desk, Ranked, by_dataset
    from maillage.indicators.engines import Engine
    from maillage.indicators.passages import passages_in
    from maillage.indicators.queries import CleanFile

    files: list[Ranked] = []
    for table in shelf.manifest.under("merged/").values():
        dataset, source = table.details["dataset"], table.details["source"]
        path = shelf.store.local(table.path)
        file = CleanFile(
            dataset=dataset,
            source=source,
            path=path,
            columns=frozenset(pq.read_schema(path).names),
            levels=frozenset(table.details["levels"]),
            rows=table.rows,
        )
        files.append(Ranked(file, rank(source, dataset)))
    passages = shelf.manifest.under("passages/")
    if not passages.keys() >= NEEDED:
        raise NoData(
            "Les indicateurs ont été construits par une version antérieure de Maillage.",
            todo="Lancez « maillage build », puis recommencez.",
        )
    folders = {shelf.store.local(table.path).parent for table in passages.values()}
    splits = passages["passages/sums"].details["splits"]
    return Desk(by_dataset(files), passages_in(folders.pop(), splits=splits), Engine())
