"""IRIS that a data file gives and the list of their year does not have.

Files of one year are not all in the same geography: an IRIS may have been drawn again since.
"""

from collections.abc import Mapping

import polars as pl

from maillage.base.french import plural
from maillage.base.levels import Level
from maillage.building.cleaning import readable
from maillage.building.workplace import Workplace
from maillage.geography import Geography
from maillage.store.manifest import TableEntry


# Codes named in a notice; the others are only counted.
NAMED = 5


def iris_strangers(
    merged: Mapping[str, TableEntry], geography: Geography, place: Workplace
) -> dict[str, dict[int, list[str]]]:
    """Key of the merged table → geography year → codes absent from the list of that year."""
    found: dict[str, dict[int, list[str]]] = {}
    for key, table in sorted(merged.items()):
        if str(Level.IRIS) not in table.details["levels"]:
            continue
        given = (
            pl.scan_parquet(readable(table, place))
            .filter(pl.col("level") == str(Level.IRIS))
            .select("geography_year", "code")
            .unique()
            .collect()
        )
        for year in table.details["geography_years"]:
            codes = given.filter(pl.col("geography_year") == year)["code"]
            absent = geography.unknown_iris(codes, year)
            if absent:
                found.setdefault(key, {})[year] = absent
    return found


def notices(strangers: Mapping[str, Mapping[int, list[str]]]) -> list[str]:
    """One French sentence per file and year: which codes, and what becomes of them."""
    told = []
    for key, years in sorted(strangers.items()):
        source = key.rpartition("/")[2]
        for year, codes in sorted(years.items()):
            named = ", ".join(codes[:NAMED]) + ("…" if len(codes) > NAMED else "")
            told.append(
                f"{source}, géographie {year} : {plural(len(codes), 'code')} d’IRIS hors de la "
                f"liste de référence ({named}). Les IRIS de ces communes ont pu être redessinés : "
                "leurs valeurs sont dites estimées."
            )
    return told
