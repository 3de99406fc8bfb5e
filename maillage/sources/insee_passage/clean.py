"""Former commune code → commune today, as a plain table: no date, no share.

Used where no dated event explains a code; a split commune goes to one of its pieces only.
"""

from collections.abc import Iterator

import polars as pl

from maillage.geography.vintages import year_of_list
from maillage.sources.contract import UNDATED, CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.reading import commune_code, read_rows


SOURCE = "insee_passage"
SIGNATURE = ("DEPCOM_HIST", "DEPCOM")


def recognise(sample: Sample) -> Match | None:
    """The historical passage table of the communes."""
    if sample.kind is not FileKind.CSV:
        return None
    row = sample.header_row(*SIGNATURE)
    if row is None or len(sample.header(*SIGNATURE) or ()) != len(SIGNATURE):
        return None
    probe = RawFile(sample, Match(SOURCE, "", (), 0, {"header_row": row}), {})
    year = year_of_list(read_rows(probe)["DEPCOM"].n_unique(), sample.name)
    years, dated = ((), UNDATED) if year is None else ((year,), year)
    label = "Table de passage historique des communes (Insee)"
    return Match(SOURCE, label, years, dated, {"header_row": row})


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """`cog_passage`, as described in `maillage.geography`: only the codes that changed."""
    rows = read_rows(raw).select(
        before=commune_code(pl.col("DEPCOM_HIST")), after=commune_code(pl.col("DEPCOM"))
    )
    changed = rows.filter(pl.col("before") != pl.col("after")).unique(maintain_order=True)
    yield CleanTable("cog_passage", changed, kind="geography")
