"""Reading one file as the commands do: opened, recognised by its content, cleaned with its card."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import polars as pl

from maillage.sources.contract import CleanTable, Match, RawFile, Sample
from maillage.sources.opening import samples
from maillage.sources.registry import source_card


def sample_of(path: Path, workdir: Path) -> Sample:
    """The only sample of a file, or the first of an archive."""
    return samples(path, workdir=workdir)[0]


def written(folder: Path, text: str, *, name: str = "fichier.csv", encoding: str = "utf-8") -> Path:
    """A small fictitious file holding this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def recognised(source: str, path: Path, workdir: Path) -> Match | None:
    """What one source takes the file for."""
    return import_module(f"maillage.sources.{source}.clean").recognise(sample_of(path, workdir))


def cleaned(source: str, path: Path, workdir: Path) -> list[CleanTable]:
    """The tables of one file, read by one source."""
    module = import_module(f"maillage.sources.{source}.clean")
    sample = sample_of(path, workdir)
    match = module.recognise(sample)
    assert match is not None, f"{source} does not recognise {path.name}"
    assert match.source == source
    raw = RawFile(sample=sample, match=match, card=source_card(source))
    return [replace(table, frame=table.frame.lazy().collect()) for table in module.clean(raw)]


def cell(
    tables: list[CleanTable], dataset: str, where: Mapping[str, object], column: str
) -> object:
    """The one value of a column of a dataset for a code, year, level…; None when it is absent."""
    found: list[object] = []
    for table in tables:
        frame = table.frame
        assert isinstance(frame, pl.DataFrame)
        if table.dataset != dataset or column not in frame.columns:
            continue
        rows = frame.filter([pl.col(key) == value for key, value in where.items()])
        found += rows[column].to_list()
    assert len(found) <= 1, found
    return found[0] if found else None
