"""ANCT and DGCL: priority districts of 2024 (QPV) and France ruralités revitalisation (FRR).

Two files. The list of districts (« listeqp2024-cog2024 », trailing empty columns) gives places —
code, name, commune, year — and NB_QPV by commune; a district that lies in several communes counts
in each. The FRR file of the Observatoire des territoires (codgeo, libgeo, codefrr) gives FRR by
commune: 1 when the commune is classified, 0 when its code is -9999.
"""

from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import CODES, by_commune, counts, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import found, refuse_missing, text_table, year_in_name
from maillage.sources.reading import read_rows


QPV = {"code": ("code_qp",), "name": ("lib_qp",), "communes": ("insee_com",)}
UNCLASSIFIED = "-9999"
FRR_YEAR = 2025


def recognise(sample: Sample) -> Match | None:
    """The list of QPV, or the FRR file."""
    if sample.kind is not FileKind.CSV:
        return None
    return _recognise_frr(sample) or _recognise_qpv(sample)


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table for FRR; places and counts for QPV."""
    if raw.match.details["zoning"] == "frr":
        yield CleanTable("anct_zonages", _frr(raw))
        return
    rows = text_table(raw.sample, raw.match.details["columns"])
    rows = rows.filter(pl.col("code") != "")
    places = pl.DataFrame(
        [
            {"code": code, "name": name, "commune": commune, "year": raw.match.years[0]}
            for code, name, communes in rows.select("code", "name", "communes").rows()
            for commune in dict.fromkeys(CODES.findall(communes.upper().zfill(5)))
        ],
        schema={"code": pl.String, "name": pl.String, "commune": pl.String, "year": pl.Int32},
    )
    yield CleanTable("anct_zonages", places, kind="places")
    yield CleanTable("anct_zonages", counts(places, {"NB_QPV": pl.lit(True)}))


def _frr(raw: RawFile) -> pl.DataFrame:
    rows = located(read_rows(raw), "codgeo")
    return by_commune(
        rows.select(
            "code",
            pl.lit(raw.match.years[0]).alias("year"),
            (~pl.col("codefrr").is_in([UNCLASSIFIED, ""])).cast(pl.Float64).alias("FRR"),
        )
    )


def _recognise_frr(sample: Sample) -> Match | None:
    row = sample.header_row("codgeo", "codefrr")
    if row is None:
        return None
    year = year_in_name(sample) or FRR_YEAR
    return Match(
        source="anct_zonages",
        label=f"France ruralités revitalisation, communes {year}",
        years=(year,),
        geography_year=year,
        details={"zoning": "frr", "header_row": row},
    )


def _recognise_qpv(sample: Sample) -> Match | None:
    names = found(sample, QPV)
    if "code" not in names:
        return None
    missing = [QPV[ours][0] for ours in QPV if ours not in names]
    if missing:
        raise refuse_missing(sample, "la liste des quartiers prioritaires", missing)
    codes = text_table(sample, {"code": names["code"]})["code"]
    # Districts of 2024 are coded QN…, those of 2015 QP….
    year = 2024 if codes.str.starts_with("QN").any() else 2015
    return Match(
        source="anct_zonages",
        label=f"Quartiers prioritaires de la politique de la ville, {year} (ANCT)",
        years=(year,),
        geography_year=year,
        details={"zoning": "qpv", "columns": names},
    )
