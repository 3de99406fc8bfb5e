"""The Etalab extract of FINESS: a first row of metadata, no header, two kinds of rows.

`structureet` rows describe the establishments, `geolocalisation` rows give the coordinates of some.
"""

import csv
from collections.abc import Iterator

import polars as pl

from maillage.sources.contract import Sample


STRUCTURE = {
    "finess": 1,
    "name": 3,
    "long_name": 4,
    "commune": 12,
    "departement": 13,
    "telephone": 16,
    "category": 18,
    "category_label": 19,
}
POSITION = {"x": 2, "y": 3, "projection": 4}


def etalab_date(sample: Sample) -> str:
    """The date of the extract (« 2026-05-12 »), or "" when the file is not one."""
    first = sample.rows[0] if sample.rows else ()
    if len(first) < 4 or [cell.lower() for cell in first[:2]] != ["finess", "etalab"]:
        return ""
    return first[3]


def etalab_table(sample: Sample) -> pl.DataFrame:
    """The establishments as text, with their coordinates where there are some."""
    structures: list[dict[str, str]] = []
    positions: dict[str, dict[str, str]] = {}
    for row in _rows(sample):
        if row[:1] == ["structureet"] and len(row) > STRUCTURE["category_label"]:
            structures.append({name: row[index].strip() for name, index in STRUCTURE.items()})
        elif row[:1] == ["geolocalisation"] and len(row) > POSITION["projection"]:
            positions[row[1]] = {name: row[index].strip() for name, index in POSITION.items()}
    nowhere = dict.fromkeys(POSITION, "")
    rows = [structure | positions.get(structure["finess"], nowhere) for structure in structures]
    return pl.DataFrame(rows, schema=dict.fromkeys((*STRUCTURE, *POSITION), pl.String))


def _rows(sample: Sample) -> Iterator[list[str]]:
    with sample.path.open(encoding=sample.encoding, newline="") as stream:
        yield from csv.reader(stream, delimiter=";")
