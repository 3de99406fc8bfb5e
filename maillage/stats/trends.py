"""Is a change between two censuses larger than the noise? Shares, with their margin.

Since 2004 a census figure rests on five yearly surveys: two years less than five apart share
surveys and cannot be compared. Large communes (10,000 people or more) are surveyed at 40 % over the
cycle; small ones entirely, but the complementary questions are read on about a quarter of the
dwellings. People of one dwelling resemble each other, which widens the margin (design effect).
Before 2004 a census counted everybody at once, and read its long questions on about a quarter.
Margins describe chance, never errors of collection nor a question that changed.
Wilson (1927); Newcombe (1998) for the difference of two shares.
"""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from maillage.base.errors import RefusedFile, WrongCall
from maillage.base.french import number, plural
from maillage.sources.own_tables import OwnTable


COLUMNS = {
    "code": "code du territoire",
    "year": "année",
    "numerator": "personnes concernées",
    "denominator": "toutes les personnes",
}
CYCLE = 5
# Of the comparisons where nothing changed, those an interval of 95 % calls a change.
CHANCE = 0.05
ROLLING = 2004
LARGE = 10_000.0
# Part of the dwellings a figure rests on: (exploitation, large commune) → part.
SAMPLED = {
    ("main", False): 1.0,
    ("main", True): 0.4,
    ("complementary", False): 0.25,
    ("complementary", True): 0.4,
}
DESIGN = 2.0
HANDLE_WITH_CARE = 200.0
NORMAL = 1.959963984540054
VERDICTS = {
    "up": "hausse",
    "down": "baisse",
    "unsure": "ne se distingue pas du hasard",
    "too_small": "moins de 200 personnes : à ne pas comparer",
}


@dataclass(frozen=True)
class Change:
    """One territory: two shares (0–1), their gap with its margin, and what can be said."""

    start: float
    end: float
    low: float
    high: float
    verdict: str

    @property
    def gap(self) -> float:
        """The end minus the start."""
        return self.end - self.start


def effective_size(
    people: float, population: float, survey: str, *, year: float = ROLLING
) -> float:
    """People a share really rests on.

    people      the denominator of the share
    population  of the commune: large from 10,000
    survey      main or complementary
    year        of the census: before 2004, large communes were counted like small ones
    """
    part = SAMPLED[survey, population >= LARGE and year >= ROLLING]
    return people * part / (DESIGN if part < 1 else 1.0)


def wilson(share: float, size: float, *, deviations: float = NORMAL) -> tuple[float, float]:
    """Interval of a share observed on `size` independent people, at 95 % by default."""
    square = deviations**2
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = deviations / (1 + square / size)
    half *= math.sqrt(share * (1 - share) / size + square / (4 * size**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def change(start: tuple[float, float], end: tuple[float, float]) -> Change:
    """Compare two (share, effective size), by Newcombe's interval of their gap."""
    (before, first), (after, second) = start, end
    low_before, high_before = wilson(before, first)
    low_after, high_after = wilson(after, second)
    gap = after - before
    low = gap - math.hypot(after - low_after, high_before - before)
    high = gap + math.hypot(high_after - after, before - low_before)
    verdict = "up" if low > 0 else "down" if high < 0 else "unsure"
    return Change(before, after, low, high, verdict)


def periods(years: Iterable[int], start: int | None, end: int | None) -> list[tuple[int, int]]:
    """The comparisons to make: the one asked; else from the last census back, step by step.

    Years less than five apart from the last one kept are skipped. Two steps or more are followed
    by the whole period. Raises WrongCall when no two years can be compared.
    """
    if start is not None and end is not None:
        return [(start, end)]
    kept: list[int] = []
    for year in sorted(set(years), reverse=True):
        asked = (start is None or year >= start) and (end is None or year <= end)
        if asked and (not kept or kept[-1] - year >= CYCLE):
            kept.append(year)
    kept.reverse()
    if len(kept) < 2:
        raise WrongCall(
            "Le fichier n’a pas deux années séparées de cinq ans ou plus : rien ne se compare.",
            todo="Ajoutez les lignes d’un recensement plus ancien.",
        )
    steps = list(itertools.pairwise(kept))
    return steps if len(steps) == 1 else [*steps, (kept[0], kept[-1])]


def trends(
    table: OwnTable, *, start: int | None = None, end: int | None = None, survey: str = "main"
) -> pl.DataFrame:
    """One row per period and territory: code, from, to, start, end, gap, low, high, verdict.

    table       code, year, numerator, denominator (≥ 0), and population when the denominator is
                not the whole commune; shares are from 0 to 1
    start, end  two years; without one of them, every step between censuses that can be compared
    survey      main (exhaustive in small communes) or complementary

    Raises WrongCall when years are less than five apart, RefusedFile for a numerator above its
    denominator, a year that is absent. A territory with one year only, or nobody, has no verdict.
    """
    _refuse_options(start, end, survey)
    rows = _rows(table)
    for year in (start, end):
        if year is not None:
            _refuse_absent(table, rows, year)
    codes = rows["code"].unique(maintain_order=True)
    known = {(row["code"], row["year"]): row for row in rows.iter_rows(named=True)}
    parts = []
    for first, last in periods(rows["year"].drop_nulls(), start, end):
        found = [_one(known.get((code, first)), known.get((code, last)), survey) for code in codes]
        years = {"from": [first] * len(codes), "to": [last] * len(codes)}
        parts.append(pl.DataFrame({"code": codes, **years, **_columns(found)}))
    return pl.concat(parts)


def _rows(table: OwnTable) -> pl.DataFrame:
    """The table, typed. Raises RefusedFile for a numerator above its denominator."""
    table.refuse_twice("code", "year")
    size = "population" if "population" in table.frame.columns else "denominator"
    rows = pl.DataFrame(
        {
            "code": table.texts("code"),
            "year": table.years("year"),
            "numerator": table.numbers("numerator", minimum=0, empty=True),
            "denominator": table.numbers("denominator", minimum=0, empty=True),
            "population": table.numbers(size, minimum=0, empty=True),
        }
    )
    above = (rows["numerator"] > rows["denominator"] * (1 + 1e-9)).fill_null(False).arg_true()
    if above.len():
        raise RefusedFile(
            f"{table.where(int(above[0]), 'numerator')} : plus de personnes concernées que de "
            f"personnes.",
            todo="Vérifiez que les deux colonnes ne sont pas interverties.",
        )
    return rows


def _refuse_absent(table: OwnTable, rows: pl.DataFrame, year: int) -> None:
    if year not in rows["year"]:
        raise WrongCall(
            f"« {table.name} » ne contient pas l’année {year} (années présentes : "
            f"{', '.join(map(str, rows['year'].unique().sort()))}).",
            todo="Changez --from ou --to, ou ajoutez les lignes de cette année.",
        )


def _refuse_options(start: int | None, end: int | None, survey: str) -> None:
    if survey not in {"main", "complementary"}:
        raise WrongCall(f"Exploitation « {survey} » inconnue.", todo="Choix : main, complementary.")
    if start is not None and end is not None and start >= end:
        raise WrongCall(
            f"--from {start} vient après --to {end}.",
            todo="Donnez l’année la plus ancienne à --from.",
        )
    if start is not None and end is not None and end - start < CYCLE:
        raise WrongCall(
            f"{start} et {end} sont à moins de cinq ans d’écart : leurs chiffres partagent des "
            f"enquêtes annuelles et ne se comparent pas.",
            todo=f"Comparez {end} à une année d’au plus {end - CYCLE}.",
        )


def _one(
    start: dict[str, object] | None, end: dict[str, object] | None, survey: str
) -> Change | None:
    """The change of one territory; None when one of its two years says nothing."""
    sides = []
    for row in (start, end):
        if row is None:
            return None
        values = [row[name] for name in ("numerator", "denominator", "population")]
        if any(value is None for value in values) or values[1] == 0:
            return None
        part, people, population = (float(str(value)) for value in values)
        year = float(str(row["year"]))
        size = effective_size(people, population, survey, year=year)
        sides.append((part / people, size, people))
    (before, first, few), (after, second, fewer) = sides
    found = change((before, first), (after, second))
    if min(few, fewer) < HANDLE_WITH_CARE:
        return Change(before, after, found.low, found.high, "too_small")
    return found


def _columns(found: list[Change | None]) -> dict[str, pl.Series]:
    numbers = {
        name: pl.Series(
            [None if one is None else getattr(one, name) for one in found], dtype=pl.Float64
        )
        for name in ("start", "end", "gap", "low", "high")
    }
    verdicts = pl.Series([None if one is None else one.verdict for one in found], dtype=pl.String)
    return numbers | {"verdict": verdicts}


def by_chance(table: pl.DataFrame) -> str:
    """How many verdicts chance alone would give: nobody should read one territory among fifty."""
    judged = table.filter(pl.col("verdict").is_in(["up", "down", "unsure"])).height
    found = table.filter(pl.col("verdict").is_in(["up", "down"])).height
    return (
        f"{plural(found, 'changement')} sur "
        f"{plural(judged, 'comparaison')} ; "
        f"le hasard seul en donnerait {_by_chance(judged * CHANCE)}."
    )


def _by_chance(count: float) -> str:
    """« environ 2 »; under one, « moins d’un »."""
    return f"environ {number(round(count))}" if count >= 1 else "moins d’un"
