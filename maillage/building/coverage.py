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

    Told of the newest geography year of its files, for the widest of its tables, beside the number
    of communes of today.
    """
    widest: dict[str, TableEntry] = {}
    for table in merged.values():
        source = table.details["source"]
        if registry.source_card(source).get("covers") not in table.details["levels"]:
            continue
        if source not in widest or table.rows > widest[source].rows:
            widest[source] = table
    held = {source: _communes_in(table, place) for source, table in widest.items()}
    expected = geography.communes_count
    return [
        f"{registry.source_card(source)['label']} : {plural(found, 'commune')} sur "
        f"{number(expected)}. C’est un extrait, ou un fichier coupé : les totaux qui "
        "demandent les autres communes sont dits non disponibles."
        for source, found in sorted(held.items())
        if found < NEARLY_ALL * expected
    ]


def _communes_in(table: TableEntry, place: Workplace) -> int:
    """How many communes a table has in the newest of its geography years."""
    year = max(table.details["geography_years"])
    rows = pl.scan_parquet(readable(table, place)).filter(
        pl.col("geography_year") == year, pl.col("level") == str(Level.COMMUNE)
    )
    count: int = rows.select(pl.col("code").n_unique()).collect().item()
    return count
