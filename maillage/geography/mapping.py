"""How rows coded in the geography of one year add up into today's territories.

A component (a commune, an IRIS, a municipal arrondissement of that year) contributes its share to
each territory it falls in. An aggregate is whole when the `unit` of its present components add up
to the `unit` of all of them. A commune known to have no inhabitant (the six villages destroyed in
1916) weighs 0: files often have no row for it, and it must not make its département incomplete for
ever.
"""

from collections.abc import Mapping

import polars as pl

from maillage.base.levels import FRANCE_CODE, METROPOLE_CODE, Level
from maillage.geography.passages import Shares
from maillage.geography.zones import DROM, METROPOLE


SCHEMA = {
    "component_level": pl.String,
    "component": pl.String,
    "level": pl.String,
    "code": pl.String,
    "share": pl.Float64,
    "unit": pl.Float64,
    "exact": pl.Boolean,
}
EXACT_SHARE = 1 - 1e-9
PARTS = ("epci", "departement", "region")


def memberships(communes: pl.DataFrame) -> pl.DataFrame:
    """What each commune of today belongs to, itself included: final, level, code.

    communes  code, epci, departement, region, zone
    """
    parts = [communes.select(final="code", level=pl.lit("commune"), code="code")]
    for name in PARTS:
        known = communes.filter(pl.col(name).is_not_null(), pl.col(name) != "")
        parts.append(known.select(final="code", level=pl.lit(name), code=name))
    for level, code, zones in (
        (Level.METROPOLE, METROPOLE_CODE, [METROPOLE]),
        (Level.FRANCE, FRANCE_CODE, [METROPOLE, DROM]),
    ):
        inside = communes.filter(pl.col("zone").is_in(zones))
        parts.append(inside.select(final="code", level=pl.lit(str(level)), code=pl.lit(code)))
    return pl.concat(parts)


def shares_table(shares: Mapping[str, Shares], empty: set[str]) -> pl.DataFrame:
    """The passage as rows: component, final, share, unit (0 where nobody lives any more)."""
    rows = [
        (code, final, share, 0.0 if pieces.keys() <= empty else 1.0)
        for code, pieces in shares.items()
        for final, share in pieces.items()
    ]
    schema = {"component": pl.String, "final": pl.String, "share": pl.Float64, "unit": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def commune_mapping(
    passage: pl.DataFrame, members: pl.DataFrame, doubtful: set[str]
) -> pl.DataFrame:
    """Communes of the year, and the former codes whose date is unknown (unit 0, never exact)."""
    rows = _add_up(passage, members).with_columns(component_level=pl.lit("commune"))
    return rows.with_columns(
        exact=pl.col("exact") & ~pl.col("component").is_in(sorted(doubtful))
    ).select(*SCHEMA)


def _add_up(passage: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Shares of each component in each territory; pieces falling in the same one add up."""
    return (
        passage.join(members, on="final")
        .group_by("component", "level", "code")
        .agg(pl.col("share").sum(), pl.col("unit").first())
        .with_columns(exact=pl.col("share") >= EXACT_SHARE)
        .with_columns(share=pl.when("exact").then(1.0).otherwise("share"))
        .sort("component", "level", "code")
    )


def borough_mapping(boroughs: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Municipal arrondissements: code, commune. One of Paris's twenty weighs 1/20."""
    passage = boroughs.select(
        component="code", final="commune", share=1.0, unit=1 / pl.len().over("commune")
    )
    own = boroughs.select(
        component="code",
        level=pl.lit(str(Level.ARRONDISSEMENT_MUNICIPAL)),
        code="code",
        share=1.0,
        unit=1 / pl.len().over("commune"),
        exact=True,
    )
    rows = pl.concat([own, _add_up(passage, members).select(own.columns)])
    level = str(Level.ARRONDISSEMENT_MUNICIPAL)
    return rows.with_columns(component_level=pl.lit(level)).select(*SCHEMA)


def iris_mapping(
    iris: pl.DataFrame,
    passage: pl.DataFrame,
    members: pl.DataFrame,
    boroughs: pl.DataFrame,
    redrawn: frozenset[str] = frozenset(),
) -> pl.DataFrame:
    """IRIS share the unit of their commune: code, commune (or arrondissement), whole (commune).

    redrawn  codes that may not be the same place today: never exact for themselves
    passage  that of the year of the IRIS reference. A commune without known IRIS is expected under
             its own code followed by 0000, so that a partial reference never makes a false total.
    """
    codes = passage.select(whole="component").unique(maintain_order=True)
    missing = codes.join(iris, on="whole", how="anti", maintain_order="left")
    alone = missing.select(code=pl.col("whole") + "0000", commune="whole", whole="whole")
    every = pl.concat([iris.select("code", "commune", "whole"), alone])
    every = every.with_columns(part=1 / pl.len().over("whole"))
    spread = every.join(passage, left_on="whole", right_on="component").select(
        "final", "share", component="code", unit=pl.col("unit") * pl.col("part")
    )
    rows = [_add_up(spread, members)]
    own = every.select(component="code", code="code", unit="part")
    kept = ~pl.col("code").is_in(sorted(redrawn))
    rows.append(_identity(own, Level.IRIS).with_columns(exact=kept).select(rows[0].columns))
    inside = every.join(boroughs.select(commune="code"), on="commune", how="semi")
    inside = inside.select(component="code", code="commune", unit="part")
    rows.append(_identity(inside, Level.ARRONDISSEMENT_MUNICIPAL).select(rows[0].columns))
    return pl.concat(rows).with_columns(component_level=pl.lit(str(Level.IRIS))).select(*SCHEMA)


def published_mapping(territories: pl.DataFrame, changed_epci: set[str]) -> pl.DataFrame:
    """Rows published for a whole territory stand for it: exact unless its perimeter has changed.

    territories  level, code of the EPCI, départements, régions, métropole and France
    """
    rows = territories.select(
        "level",
        "code",
        component_level="level",
        component="code",
        share=1.0,
        unit=1.0,
        exact=~((pl.col("level") == "epci") & pl.col("code").is_in(sorted(changed_epci))),
    )
    return rows.select(*SCHEMA)


def _identity(rows: pl.DataFrame, level: Level) -> pl.DataFrame:
    return rows.with_columns(level=pl.lit(str(level)), share=1.0, exact=True)
