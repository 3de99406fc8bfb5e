"""Census 2018, communes of more than 2,000 people, columns renamed by whoever re-exported it.

Only the columns whose census variable is certain are taken: totals equal to those published, or
parts that add up to a known total (the seven diplomas, houses and flats among main residences).
Activity and social groups are left out: their age limits cannot be told. So are the percentages.
"""

from collections.abc import Iterator

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.sources.contract import CleanTable, FileKind, Match, RawFile, Sample
from maillage.sources.municipal import commune_codes, level_of
from maillage.sources.reading import numbers, read_rows, territories


YEAR = 2018
GEOGRAPHY_YEAR = 2021
CODE = "code_insee"
VARIABLES = {
    "pop_tot": "P_POP",
    "pop_0_14": "P_POP0014",
    "pop_15_29": "P_POP1529",
    "pop_75p": "P_POP75P",
    "pop_femmes": "P_POPF",
    "pop_18_24": "P_POP1824",
    "pop_scol_18_24": "P_SCOL1824",
    "pop_non_scol_15p": "P_NSCOL15P",
    "pop_dipl_aucun": "P_NSCOL15P_DIPLMIN",
    "pop_dipl_bepc": "P_NSCOL15P_BEPC",
    "pop_dipl_capbep": "P_NSCOL15P_CAPBEP",
    "pop_dipl_bac": "P_NSCOL15P_BAC",
    "pop_dipl_sup2": "P_NSCOL15P_SUP2",
    "pop_dipl_sup34": "P_NSCOL15P_SUP34",
    "pop_dipl_sup": "P_NSCOL15P_SUP5",
    "log_rp": "P_RP",
    "log_proprio": "P_RP_PROP",
    "log_loc": "P_RP_LOC",
    "log_hlm": "P_RP_LOCHLMV",
    "log_sec": "P_RSECOCC",
    "log_maison": "P_RPMAISON",
    "log_appart": "P_RPAPPART",
}
SIGNATURE = (CODE, "pop_tot", "pop_non_scol_15p", "log_rp")


def recognise(sample: Sample) -> Match | None:
    """The column names of that re-export."""
    header = sample.header(*SIGNATURE) if sample.kind is FileKind.CSV else None
    if header is None:
        return None
    missing = [name for name in VARIABLES if name not in header]
    if missing:
        raise RefusedFile(
            f"« {sample.name} » ressemble à l’extrait du recensement 2018 des communes de plus de "
            f"2 000 habitants, mais il lui manque : {', '.join(missing)}.",
            todo="Déposez le fichier entier.",
        )
    return Match(
        source="insee_rp_2000hab",
        label="Recensement 2018, communes de plus de 2 000 habitants (re-export)",
        years=(YEAR,),
        geography_year=GEOGRAPHY_YEAR,
        details={"header_row": sample.header_row(*SIGNATURE)},
    )


def clean(raw: RawFile) -> Iterator[CleanTable]:
    """One row per commune."""
    rows = read_rows(raw, columns=[CODE, *VARIABLES]).rename(VARIABLES)
    rows = rows.with_columns(commune_codes(raw, rows[CODE]))
    table = territories(
        numbers(rows, list(VARIABLES.values()), markers=raw.card["markers"], decimal="."),
        level="commune",
        code=pl.col(CODE),
        year=YEAR,
        geography_year=GEOGRAPHY_YEAR,
    )
    yield CleanTable("insee_rp", table.with_columns(level_of(pl.col("code")).alias("level")))
