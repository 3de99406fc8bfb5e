"""Rows about communes: which codes are communes, which are arrondissements, and counts per commune.

A register lists what exists: a commune without any entry has none. That zero is only written by
`complete_with_zeros`, when the card of the source declares the register exhaustive.
"""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from maillage.base.levels import Level
from maillage.sources.municipal import FICTITIOUS
from maillage.sources.reading import commune_code, territories


_CODE = rf"(?:(?:0[1-9]|[1-9]\d|2[AB])\d{{3}}|{FICTITIOUS})"
COMMUNE = rf"^{_CODE}$"
CODES = re.compile(rf"(?<![0-9A-Z]){_CODE}(?![0-9A-Z])")
ARRONDISSEMENT = r"^(751(0[1-9]|1\d|20)|132(0[1-9]|1[0-6])|6938[1-9])$"
ARRONDISSEMENTS = {
    "75056": tuple(f"751{number:02}" for number in range(1, 21)),
    "13055": tuple(f"132{number:02}" for number in range(1, 17)),
    "69123": tuple(f"6938{number}" for number in range(1, 10)),
}


def located(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows whose `column` is the code of a commune or arrondissement, given as `code`.

    The other rows (« non localisé », « Total », « XXXXX », empty) are left out: they are nowhere.
    """
    present = frame.filter(pl.col(column) != "").with_columns(
        commune_code(pl.col(column)).alias("code")
    )
    return present.filter(pl.col("code").str.contains(COMMUNE))


def by_commune(frame: pl.DataFrame, *, geography_lag: int = 0) -> pl.DataFrame:
    """The table of variables of communes and municipal arrondissements, keys first.

    frame          code (see `located`), year (int), numeric columns and their statuses
    geography_lag  years between the data and the Code officiel géographique of their codes
    """
    arrondissement = pl.col("code").str.contains(ARRONDISSEMENT)
    parts = [
        territories(
            frame.filter(pl.col("year") == year, belongs),
            level=level,
            code=pl.col("code"),
            year=int(year),
            geography_year=int(year) + geography_lag,
        )
        for year in frame["year"].unique().sort()
        for level, belongs in (
            (Level.COMMUNE, ~arrondissement),
            (Level.ARRONDISSEMENT_MUNICIPAL, arrondissement),
        )
    ]
    return pl.concat(parts, how="diagonal_relaxed")


def counts(
    places: pl.DataFrame, measures: Mapping[str, pl.Expr], *, geography_lag: int = 0
) -> pl.DataFrame:
    """How many places of each kind a commune has.

    places    commune (null when unknown: such a place is counted nowhere), year
    measures  column name → boolean condition
    """
    known = located(places.with_columns(pl.col("commune").fill_null("")), "commune")
    # A register names now the city, now the arrondissement: the city counts both.
    cities = {part: city for city, parts in ARRONDISSEMENTS.items() for part in parts}
    inside = known.filter(pl.col("code").is_in(list(cities)))
    known = pl.concat([known, inside.with_columns(pl.col("code").replace(cities))])
    # One column of 0 and 1 per measure first: inside a group, a constant would count once.
    flags = known.select(
        "code",
        "year",
        *(condition.cast(pl.Float64).alias(name) for name, condition in measures.items()),
    )
    counted = flags.group_by("code", "year", maintain_order=True).agg(pl.col(list(measures)).sum())
    return by_commune(counted, geography_lag=geography_lag)


def complete_with_zeros(
    table: pl.DataFrame,
    communes: Sequence[str],
    columns: Sequence[str],
    *,
    within: str = "departement",
) -> pl.DataFrame:
    """Add a row of zeros for the communes an exhaustive register does not name.

    table     one file of the register (see `by_commune`)
    communes  every commune code of the table's geography year
    columns   the counts a silence means zero for; the others stay unknown
    within    "departement": only those in which the file names somebody are completed, since an
              extract says nothing of the rest of France; "france": the file is a national list

    Paris, Lyon and Marseille are completed at the level the file uses for them. The three last
    arguments come from `absent: {means: zero, within, columns}` in the card of the source.
    """
    rows = []
    for (year, geography_year), part in table.group_by("year", "geography_year"):
        covered = {_departement(code) for code in part["code"]}
        expected = _expected(communes, set(part["code"]))
        rows += [
            {"level": level, "code": code, "year": year, "geography_year": geography_year}
            for level, code in expected
            if within == "france" or _departement(code) in covered
        ]
    zeros = pl.DataFrame(rows, schema={name: table.schema[name] for name in _keys(table)})
    zeros = zeros.with_columns(pl.lit(0.0).alias(name) for name in columns if name in table.columns)
    return pl.concat([table, zeros], how="diagonal_relaxed")


def _keys(table: pl.DataFrame) -> list[str]:
    return [name for name in ("level", "code", "year", "geography_year") if name in table.columns]


def _expected(communes: Sequence[str], present: set[str]) -> list[tuple[str, str]]:
    """(level, code) of the absent communes, arrondissements standing for their commune if used."""
    divided = {city for city, parts in ARRONDISSEMENTS.items() if present & set(parts)}
    told = present | divided
    whole = [(str(Level.COMMUNE), code) for code in communes if code not in told]
    parts = [
        (str(Level.ARRONDISSEMENT_MUNICIPAL), code)
        for city in sorted(divided & set(communes))
        for code in ARRONDISSEMENTS[city]
        if code not in present
    ]
    return whole + parts


def _departement(code: str) -> str:
    return code[:3] if code.startswith("97") else code[:2]
