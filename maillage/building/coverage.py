"""Files that should list every commune and do not: extracts, or files cut on the way.

An extract is legitimate, and merges with others: it is told, never refused.
"""

from collections.abc import Mapping

import polars as pl

from maillage.base.french import number, plural
from maillage.base.levels import Level
from maillage.building.cleaning import readable
from maillage.building.workplace import Workplace
from maillage.geography import Geography
from maillage.sources import registry
from maillage.store.manifest import TableEntry


# Lists of the same year differ by a few communes; a file cut on the way lacks more.
NEARLY_ALL = 0.99


def partial_files(
    merged: Mapping[str, TableEntry], geography: Geography, place: Workplace
) -> list[str]:
    """One French sentence for each source that covers every commune, when its files do not.

    Told of the newest geography year of its files, for the widest of its tables.
    """
    held: dict[str, tuple[int, int]] = {}
    for table in merged.values():
        source = table.details["source"]
        if registry.source_card(source).get("covers") != str(Level.COMMUNE):
            continue
        if str(Level.COMMUNE) in table.details["levels"]:
            held[source] = max(held.get(source, (0, 0)), _communes_in(table, place))
    told = []
    for source, (year, found) in sorted(held.items()):
        expected = _communes_of_france(geography, year)
        if found < NEARLY_ALL * expected:
            told.append(
                f"{registry.source_card(source)['label']} : {plural(found, 'commune')} sur "
                f"{number(expected)}. C’est un extrait, ou un fichier coupé : les totaux qui "
                "demandent les autres communes sont dits non disponibles."
            )
    return told


def _communes_of_france(geography: Geography, year: int) -> int:
    """Those of the départements: files of the whole country leave out the other territories."""
    inside = geography.mapping(year).filter(
        pl.col("component_level") == str(Level.COMMUNE), pl.col("level") == str(Level.FRANCE)
    )
    return inside["component"].n_unique()


def _communes_in(table: TableEntry, place: Workplace) -> tuple[int, int]:
    """The newest geography year of a table, and how many communes it has there."""
    year = max(table.details["geography_years"])
    rows = pl.scan_parquet(readable(table, place)).filter(
        pl.col("geography_year") == year, pl.col("level") == str(Level.COMMUNE)
    )
    return year, rows.select(pl.col("code").n_unique()).collect().item()
