"""ANCT: the State programmes each commune is in (« ngeo-anct-cogAAAA »).

One row per commune and year. One column per programme found in the file, `id_pvd` → PVD: PVD
(Petites villes de demain), TI (Territoires d'industrie), CRTE, ACV and ACV2 (Action cœur de ville),
AMI and AMM (Avenir montagnes), FABP (Fabriques prospectives), HABINCLUS (Habitat inclusif), CITE
(Cités éducatives), CDE (Cités de l'emploi), FS (France services), VA (Villages d'avenir), SITE.
1 when the commune is in the programme, 0 otherwise: the file lists every commune.
"""

import re
from collections.abc import Iterable

import polars as pl

from maillage.sources.communes import by_commune, located
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.exports import refuse_missing, refuse_without_year, year_in_name
from maillage.sources.reading import read_rows


PROGRAMME = re.compile(r"^id_(\w+)$")
COG = re.compile(r"cog((?:19|20)\d{2})")
# Villages d'avenir and the second generation of Action cœur de ville date the 2023 list.
LISTS = {frozenset({"id_va", "id_acv2", "id_site"}): 2023}


def recognise(sample: Sample) -> Match | None:
    """A CSV of communes whose header holds several `id_<programme>` columns."""
    header = sample.header("insee_com", "id_pvd", "id_crte")
    if sample.kind is not FileKind.CSV or header is None:
        return None
    if "id_acv" not in header:
        raise refuse_missing(sample, "la liste des programmes de l’ANCT par commune", ["id_acv"])
    year = _year(sample, header)
    if year is None:
        raise refuse_without_year(sample, example="ngeo-anct-cog2023.csv")
    return Match(
        source="anct_programmes",
        label=f"Programmes de l’ANCT par commune, {year}",
        years=(year,),
        geography_year=year,
        details={"header_row": sample.header_row("insee_com", "id_pvd", "id_crte")},
    )


def clean(raw: RawFile) -> Iterable[CleanTable]:
    """One table of 0 and 1 by commune."""
    rows = located(read_rows(raw), "insee_com")
    programmes = {name: match for name in rows.columns if (match := PROGRAMME.match(name))}
    flags = rows.select(
        "code",
        pl.lit(raw.match.years[0]).alias("year"),
        *(
            (pl.col(name) != "").cast(pl.Float64).alias(match[1].upper())
            for name, match in programmes.items()
        ),
    )
    yield CleanTable("anct_programmes", by_commune(flags))


def _year(sample: Sample, header: tuple[str, ...]) -> int | None:
    named = COG.search(sample.name) or COG.search(sample.origin)
    if named:
        return int(named[1])
    by_content = (year for marks, year in LISTS.items() if marks <= set(header))
    return year_in_name(sample) or next(by_content, None)
