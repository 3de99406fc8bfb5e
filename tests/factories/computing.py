"""A few clean rows and the passages they need, on disk, ready to be computed.

Rows are dictionaries: code, and by default level commune, year 2021, geography_year 2021.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from maillage.indicators.cards import Card
from maillage.indicators.compute import Desk, Ranked, compute
from maillage.indicators.engines import Engine
from maillage.indicators.passages import Passages, write_passages
from maillage.indicators.queries import CleanFile


Row = dict[str, Any]
KEYS = {"level": pl.String, "code": pl.String, "year": pl.Int32, "geography_year": pl.Int32}
STATUS = "__status"
MAPPING = {
    "geography_year": pl.Int32,
    "component_level": pl.String,
    "component": pl.String,
    "level": pl.String,
    "code": pl.String,
    "share": pl.Float64,
    "unit": pl.Float64,
    "exact": pl.Boolean,
}


def passage(component: str, target: str, **about: Any) -> Row:
    """`passage("01001", "epci:200")`: a commune of 2021 counts whole in that EPCI of today.

    Both ends are a commune unless they say their level.
    """
    component_level, _, component_code = component.rpartition(":")
    level, _, code = target.rpartition(":")
    return {
        "geography_year": 2021,
        "component_level": component_level or "commune",
        "component": component_code,
        "level": level or "commune",
        "code": code,
        "share": 1.0,
        "unit": 1.0,
        "exact": True,
    } | about


def passages_of(groups: Mapping[str, Sequence[str]], **about: Any) -> list[Row]:
    """Communes that have not changed, by the territory they make up: `{"epci:200": ["01001"]}`.

    The published row of the territory stands for it too.
    """
    codes = sorted({code for members in groups.values() for code in members})
    rows = [passage(code, code, **about) for code in codes]
    for target, members in groups.items():
        rows += [passage(code, target, **about) for code in members]
        rows.append(passage(target, target, **about))
    return rows


def row(code: str, **about: Any) -> Row:
    """One clean row. A variable given as a text is a status: the cell is empty for that reason."""
    level, _, code = code.rpartition(":")
    found: Row = {
        "level": level or "commune",
        "code": code,
        "year": 2021,
        "geography_year": 2021,
    }
    for name, value in about.items():
        if isinstance(value, str):
            found |= {name: None, name + STATUS: value}
        else:
            found[name] = value
    return found


def table(rows: Sequence[Row]) -> pl.DataFrame:
    """Clean rows with the types a reader gives them."""
    names = list(dict.fromkeys(name for each in rows for name in each if name not in KEYS))
    types = {name: pl.String if name.endswith(STATUS) else pl.Float64 for name in names}
    frame = pl.DataFrame(list(rows), schema_overrides=types | KEYS, infer_schema_length=None)
    statuses = [name for name in names if name.endswith(STATUS)]
    return frame.with_columns(
        pl.when(pl.col(name.removesuffix(STATUS)).is_not_null())
        .then(pl.lit("published"))
        .otherwise(pl.col(name))
        .alias(name)
        for name in statuses
    )


def written(rows: Sequence[Row], folder: Path, *, source: str, dataset: str) -> CleanFile:
    """A clean file holding these rows."""
    frame = table(rows)
    path = folder / f"{dataset}-{source}.parquet"
    frame.write_parquet(path)
    return CleanFile(
        dataset=dataset,
        source=source,
        path=path,
        columns=frozenset(frame.columns),
        levels=frozenset(frame["level"]),
    )


def passages_on_disk(rows: Sequence[Row], folder: Path) -> Passages:
    """The passage files an engine joins with."""
    return write_passages(pl.DataFrame(list(rows), schema=MAPPING), folder / "passages")


class Workshop:
    """Computes cards on rows held in a temporary folder: `Workshop(folder, engine).values(…)`."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine

    def values(
        self,
        cards: Card | Sequence[Card],
        rows: Sequence[Row] | Mapping[str, Sequence[Row]],
        passages: Sequence[Row],
    ) -> dict[tuple[str, str, str, int], Row]:
        """(indicator, level, code, year) → what is said of it.

        rows  of the only source, or by « source », or by « dataset/source »: best rank first
        """
        sources = rows if isinstance(rows, Mapping) else {"source": rows}
        files: dict[str, list[Ranked]] = {}
        for rank, (name, lines) in enumerate(sources.items()):
            dataset, _, source = name.rpartition("/")
            dataset = dataset or "fictif"
            file = written(lines, self.folder, source=source, dataset=dataset)
            files.setdefault(dataset, []).append(Ranked(file, rank))
        desk = Desk(files, passages_on_disk(passages, self.folder), self.engine)
        frame = compute([cards] if isinstance(cards, Card) else cards, desk)
        return {
            (each["indicator"], each["level"], each["code"], each["year"]): each
            for each in frame.iter_rows(named=True)
        }
