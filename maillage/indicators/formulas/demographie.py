"""Population change between censuses, and rates on the mean population.

Definitions of INSEE. Rates are returned in the unit of their card: percent per year, or per 1,000.
Nothing is guessed: a territory without the earlier census has no value.
"""

import polars as pl

from maillage.base.statuses import Status
from maillage.indicators.ages import cover
from maillage.indicators.formulas.years import TERRITORY, years_before


PERCENT = 100
PER_THOUSAND = 1000


def taux_annuel_moyen(
    frame: pl.DataFrame, columns: dict[str, str], *, minimum_years: float = 5
) -> pl.DataFrame:
    """Mean annual change: (end / start)^(1/n) − 1, in percent; numerator end, denominator start.

    The start is the latest earlier row, at least `minimum_years` before, that has a population.
    """
    population = columns["population"]
    starts = frame.filter(pl.col(population).is_not_null()).select(
        TERRITORY, pl.col("year").alias("_start"), pl.col(population).alias("_before")
    )
    latest = (pl.col("year") - minimum_years).floor().cast(frame.schema["year"])
    frame = frame.sort("year")
    earlier = frame.select(TERRITORY, latest.alias("_latest")).join_asof(
        starts.sort("_start"),
        left_on="_latest",
        right_on="_start",
        by=TERRITORY,
        check_sortedness=False,
        coalesce=False,
    )
    joined = frame.with_columns(earlier["_start"], earlier["_before"])
    return _annual_change(joined, population).drop("_start", "_before")


def taux_solde_naturel(frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
    """The part of the mean annual change due to births minus deaths, in percent.

    INSEE: change × (births − deaths) / (end − start). When the population did not move, the limit
    of that formula: (births − deaths) / (years × population). Numerator births minus deaths,
    denominator the population at the start. The period is that of the previous inter-census row.
    """
    return _balances(frame, columns, natural=True)


def taux_solde_migratoire(frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
    """The rest of the mean annual change: arrivals minus departures, and errors of measure."""
    return _balances(frame, columns, natural=False)


def rapport_population_moyenne(frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
    """Events of the year per 1,000 inhabitants of its mean population.

    The mean of 1 January and of the following 1 January when both are known, else the one known.
    """
    people = frame[columns["population"]]
    following = years_before(frame, columns["population"], -1)
    mean = pl.select(pl.coalesce((people + following) / 2, people)).to_series()
    events = pl.col(columns["evenements"])
    return frame.with_columns(
        pl.when(mean > 0).then(events / mean * PER_THOUSAND).alias("value"),
        events.alias("numerator"),
        mean.alias("denominator"),
    )


def population_par_ages(
    frame: pl.DataFrame, columns: dict[str, str], *, age_min: float = 25, age_max: float = 39
) -> pl.DataFrame:
    """People aged `age_min` to `age_max` included; « estimated » when a band had to be cut."""
    known = frame.select(
        pl.col(column).is_not_null().alias(role) for role, column in columns.items()
    )
    value, guessed = pl.lit(None, dtype=pl.Float64), pl.lit(value=False)
    # The bands to add depend only on which ones a row has: a handful of patterns, not of rows.
    numbers = known.select(
        pl.sum_horizontal(pl.col(role).cast(pl.Int64) * 2**bit for bit, role in enumerate(columns))
    ).to_series()
    for number in numbers.unique().sort():
        held = [role for bit, role in enumerate(columns) if number >> bit & 1]
        shares = cover(held, int(age_min), int(age_max))
        if shares is None:
            continue
        people = pl.sum_horizontal(pl.col(columns[name]) * part for name, part in shares.items())
        here = pl.col("_bands") == number
        value = pl.when(here).then(people).otherwise(value)
        guessed = guessed | (here & any(part < 1 for part in shares.values()))
    nothing = pl.lit(None, dtype=pl.Float64)
    return (
        frame.with_columns(numbers.alias("_bands"))
        .with_columns(
            value.alias("value"),
            nothing.alias("numerator"),
            nothing.alias("denominator"),
            pl.when(guessed).then(pl.lit(str(Status.ESTIMATED))).alias("status"),
        )
        .drop("_bands")
    )


def _annual_change(joined: pl.DataFrame, population: str) -> pl.DataFrame:
    years = pl.col("year") - pl.col("_start")
    growth = (pl.col(population) / pl.col("_before")) ** (1 / years) - 1
    return joined.with_columns(
        pl.when(pl.col("_before") > 0).then(growth * PERCENT).alias("value"),
        pl.col(population).alias("numerator"),
        pl.col("_before").alias("denominator"),
    )


def _balances(frame: pl.DataFrame, columns: dict[str, str], *, natural: bool) -> pl.DataFrame:
    """Split the change since the previous census of the same series into its two balances."""
    start, end = pl.col("_before"), pl.col(columns["population"])
    excess = pl.col(columns["naissances"]) - pl.col(columns["deces"])
    census = frame.filter(excess.is_not_null()).sort(TERRITORY, "year")
    same = pl.col(TERRITORY) == pl.col(TERRITORY).shift()
    periods = census.with_columns(
        pl.when(same).then(pl.col("year").shift()).alias("_start"),
        pl.when(same).then(end.shift()).alias("_before"),
    )
    joined = pl.concat([periods, frame.filter(excess.is_null())], how="diagonal")
    changed = _annual_change(joined, columns["population"])
    years = pl.col("year") - pl.col("_start")
    still = excess / (years * start) * PERCENT
    rate = pl.when(end == start).then(still).otherwise(pl.col("value") * excess / (end - start))
    count = excess if natural else end - start - excess
    return changed.with_columns(
        (rate if natural else pl.col("value") - rate).alias("value"),
        count.alias("numerator"),
        start.alias("denominator"),
    ).drop("_start", "_before")
