"""Exports of open-data portals: one table, as CSV or Parquet, under technical names or labels.

The portals of Cnaf, Dares or the ministries write `code_commune`, « Code commune » or
`CODE_COMMUNE` according to the button that was pressed. Everything is read as text.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import FileKind, Match, RawFile, Sample
from maillage.sources.reading import read_rows


YEAR = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)")


def header(sample: Sample) -> tuple[str, ...]:
    """The column names of a CSV (first row) or Parquet file, as written; empty for another kind."""
    if sample.kind is FileKind.PARQUET:
        return sample.columns
    if sample.kind is FileKind.CSV and sample.rows:
        return tuple(cell.strip() for cell in sample.rows[0])
    return ()


def plain(name: str) -> str:
    """« Tranche d'âge » → `tranche_d_age`: how portals turn a label into a technical name."""
    text = unicodedata.normalize("NFKD", name.replace("’", "'").lower())
    return re.sub(r"[^a-z0-9]+", "_", text.encode("ascii", "ignore").decode()).strip("_")


def found(sample: Sample, wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Our name → the name written in the file, for the wanted columns that are there.

    wanted  our name → its accepted technical names, the preferred one first
    """
    written = {plain(name): name for name in reversed(header(sample)) if name}
    pairs = {
        ours: next((written[name] for name in names if name in written), None)
        for ours, names in wanted.items()
    }
    return {ours: name for ours, name in pairs.items() if name is not None}


def is_below_commune(sample: Sample) -> bool:
    """Whether the rows are parts of communes: an IRIS or a priority district column is there."""
    return any(part in plain(name) for name in header(sample) for part in ("iris", "qpv"))


def text_table(sample: Sample, names: Mapping[str, str]) -> pl.DataFrame:
    """Columns of the file as text under our names; an absent value is "".

    names  our name → the name written in the file (see `found`)
    """
    if sample.kind is FileKind.PARQUET:
        return _parquet_text(sample, names)
    if sample.encoding != "utf-8":
        frame = read_rows(RawFile(sample, Match("", "", (), 0), {}), header_row=0)
        return frame.select(pl.col(theirs).alias(ours) for ours, theirs in names.items())
    return _csv_text(sample, names)


def years_of(values: pl.Series) -> list[int]:
    """The years that begin the texts of a column (« 2023-12-31 », « 2024-T4 », « 2021-2022 »)."""
    found_years = values.str.extract(r"^((?:19|20)\d{2})").drop_nulls().unique().sort()
    return [int(year) for year in found_years]


def year_in_name(sample: Sample) -> int | None:
    """The year written in the name of the file, or of the archive it comes from."""
    for name in (sample.name, sample.origin):
        years = [int(match.group()) for match in YEAR.finditer(name.replace("_", " "))]
        if len(set(years)) == 1:
            return years[0]
    return None


def refuse_without_year(sample: Sample, *, example: str) -> RefusedFile:
    """The refusal of a file that nowhere says which year it describes."""
    return RefusedFile(
        f"« {sample.name} » ne dit son année ni dans son contenu ni dans son nom.",
        todo=f"Rendez au fichier son nom d’origine, par exemple « {example} ».",
    )


def refuse_missing(sample: Sample, what: str, missing: Sequence[str]) -> RefusedFile:
    """The refusal of a file that is clearly a known one, with columns missing."""
    return RefusedFile(
        f"« {sample.name} » ressemble à {what}, mais il y manque "
        f"{'la colonne' if len(missing) == 1 else 'les colonnes'} "
        f"{', '.join(f'« {name} »' for name in missing)}.",
        todo="Téléchargez de nouveau le fichier complet à l’adresse indiquée par "
        "« maillage sources ».",
    )


def _parquet_text(sample: Sample, names: Mapping[str, str]) -> pl.DataFrame:
    frame = pl.read_parquet(sample.path, columns=list(names.values()))
    return frame.select(
        _as_text(theirs, frame.schema[theirs]).fill_null("").str.strip_chars().alias(ours)
        for ours, theirs in names.items()
    )


def _as_text(name: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.List):
        return pl.col(name).list.eval(pl.element().cast(pl.String)).list.join(";")
    return pl.col(name).cast(pl.String)


def _csv_text(sample: Sample, names: Mapping[str, str]) -> pl.DataFrame:
    """Only the wanted columns are kept in memory: some registers weigh more than a gigabyte."""
    lazy = pl.scan_csv(
        sample.path, separator=sample.separator, infer_schema=False, truncate_ragged_lines=True
    )
    try:
        written = {name.strip().strip("\ufeff"): name for name in lazy.collect_schema()}
        return lazy.select(
            pl.col(written[theirs]).fill_null("").str.strip_chars().alias(ours)
            for ours, theirs in names.items()
        ).collect(engine="streaming")
    except pl.exceptions.PolarsError as problem:
        raise RefusedFile(
            f"« {sample.name} » : les lignes ne se lisent pas comme un tableau "
            f"(séparateur « {sample.separator} »).",
            todo="Téléchargez de nouveau le fichier et déposez-le sans l’ouvrir dans un tableur.",
        ) from problem
