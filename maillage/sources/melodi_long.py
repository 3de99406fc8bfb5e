"""Melodi, INSEE's long format: one line per observation, whatever the statistics.

Read from the downloadable CSV (`GEO;GEO_OBJECT;…;TIME_PERIOD;OBS_VALUE`) or from a JSON answer of
the API (`2025-COM-07042`), and turned into one row per territory and year. Only annual observations
of the levels Maillage knows are kept. An observation marked confidential, or without its measure in
JSON, is secret; a missing one is unavailable. Nothing is computed.
"""

import json
import re
from collections.abc import Iterable, Sequence

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.base.levels import FRANCE_CODE, METROPOLE_CODE, Level
from maillage.base.statuses import Status
from maillage.sources.contract import KEYS, STATUS_SUFFIX, FileKind, RawFile, Sample
from maillage.sources.streaming import collected, scanned


LEVELS = {
    "COM": Level.COMMUNE,
    "ARM": Level.ARRONDISSEMENT_MUNICIPAL,
    "IRIS": Level.IRIS,
    "EPCI": Level.EPCI,
    "DEP": Level.DEPARTEMENT,
    "REG": Level.REGION,
    "FRANCE": Level.FRANCE,
}
FRANCE_CODES = {"F": FRANCE_CODE, "FE": FRANCE_CODE, "FM": METROPOLE_CODE}
WIDTHS = {
    Level.COMMUNE: 5,
    Level.ARRONDISSEMENT_MUNICIPAL: 5,
    Level.DEPARTEMENT: 2,
    Level.REGION: 2,
}
SIGNATURE = frozenset({"GEO", "GEO_OBJECT", "TIME_PERIOD", "OBS_VALUE"})
NOT_DIMENSIONS = SIGNATURE | {
    *("FREQ", "UNIT_MEASURE", "UNIT_MULT", "CONF_STATUS", "OBS_STATUS", "DECIMALS"),
    *("GEO_REF", "OBS_STATUS_FR", "OBS_MEASURE"),
    *("level", "code", "year", "geography_year", "value", "status", "column"),
}
TOTALS = ("_T", "_Z", "")
CONFIDENTIAL = ("C", "D", "N", "S")
ANNUAL = r"^\d{4}$"
MANY_COLUMNS = 5000
PREFIXED_GEO = r"^(?P<cog>\d{4})-(?P<object>[A-Z]+)-(?P<code>\w+)$"
NAMED_DATASET = re.compile(r"(?P<name>D[SD]_[A-Z_]+?)(?:_\d{4})?(?:_CSV|_data|_FR|\.|$)")
NAMED_GEOGRAPHY = re.compile(r"geo(?P<year>20\d\d)", re.IGNORECASE)


def dimensions(sample: Sample) -> frozenset[str]:
    """Names of the columns of a Melodi file, or of the fields of an answer; empty otherwise."""
    if sample.kind is FileKind.JSON and '"observations"' in sample.text:
        return frozenset(re.findall(r'"([A-Z][A-Z0-9_]+)"\s*:', sample.text))
    header = frozenset(cell.strip() for cell in (sample.rows[0] if sample.rows else ()))
    return header if header >= SIGNATURE else frozenset()


def breakdowns(names: Iterable[str]) -> frozenset[str]:
    """The dimensions that split a measure (age, sex…), out of the names of a file or answer."""
    return frozenset(
        name
        for name in names
        if name not in NOT_DIMENSIONS and not name.endswith("_MEASURE") and name[:9] != "OBS_VALUE"
    )


def periods(sample: Sample) -> tuple[int, ...]:
    """Every year of a file, whatever its order; those of the beginning of an answer."""
    if sample.kind is FileKind.JSON:
        found = re.findall(r'"TIME_PERIOD"\s*:\s*"(\d{4})', sample.text)
    else:
        every = scanned(sample).select(pl.col("TIME_PERIOD").str.slice(0, 4).unique())
        found = collected(sample, every)["TIME_PERIOD"].to_list()
    return tuple(sorted({int(year) for year in found if re.match(ANNUAL, year)}))


def geography_year(sample: Sample, *, lag: int) -> int:
    """COG year: prefix of the codes, else « geo2025 » in the name, else `lag` years later."""
    if found := re.search(r'"GEO"\s*:\s*"(\d{4})-', sample.text):
        return int(found[1])
    if named := NAMED_GEOGRAPHY.search(f"{sample.origin} {sample.name}"):
        return int(named["year"])
    return max(periods(sample), default=0) + lag


def dataset_name(sample: Sample) -> str:
    """`DS_POPULATIONS_REFERENCE`, from the answer or from the names of the file and archive."""
    if found := re.search(r'"identifier"\s*:\s*"([A-Z0-9_]+)"', sample.text):
        return found[1]
    for name in (sample.name, sample.origin):
        if named := NAMED_DATASET.search(name):
            return named["name"]
    return ""


def observations(raw: RawFile) -> pl.DataFrame:
    """level, code, year, geography_year, value, status, then the dimensions as text."""
    rows = _from_json(raw) if raw.sample.kind is FileKind.JSON else _from_csv(raw)
    rows = rows.filter(
        pl.col("TIME_PERIOD").str.contains(ANNUAL), pl.col("GEO_OBJECT").is_in(LEVELS)
    )
    if not rows.height:
        raise RefusedFile(
            f"« {raw.sample.name} » ne contient aucune donnée annuelle de commune, "
            "d’intercommunalité, de département ou de région.",
            todo="Choisissez un jeu de données local et annuel du catalogue Melodi.",
        )
    return _with_keys(_with_values(raw, rows), raw.match.geography_year)


def pivoted(raw: RawFile, rows: pl.DataFrame, column: pl.Expr) -> pl.DataFrame:
    """One row per territory and year, one column per value of `column`, with its statuses.

    Repeated identical observations collapse; contradictory ones raise RefusedFile.
    """
    cells = rows.select(*KEYS, column.alias("column"), "value", "status").unique(
        maintain_order=True
    )
    twice = cells.filter(pl.struct("level", "code", "year", "column").is_duplicated())
    if twice.height:
        first = twice.row(0, named=True)
        raise RefusedFile(
            f"« {raw.sample.name} » : « {first['code']} » a deux valeurs différentes de "
            f"« {first['column']} » pour {first['year']}.",
            todo="Déposez le fichier tel que publié, ou signalez-le à son producteur.",
        )
    values = cells.pivot(on="column", index=list(KEYS), values="value")
    marked = cells.filter(~pl.col("status").is_in([Status.PUBLISHED, Status.UNAVAILABLE]))
    wanted = marked["column"].unique().to_list()
    if not wanted:
        return values
    statuses = cells.filter(pl.col("column").is_in(wanted)).pivot(
        on="column", index=list(KEYS), values="status"
    )
    statuses = statuses.rename({name: name + STATUS_SUFFIX for name in wanted})
    return values.join(statuses, on=list(KEYS), how="left", maintain_order="left")


def variable_name(names: Sequence[str]) -> pl.Expr:
    """`PMUN`, or `POP__AGE_Y_LT15__SEX_F`: the measure, then every dimension not a total."""
    measures = sorted(name for name in names if name.endswith("_MEASURE"))
    first = pl.concat_str(measures, separator="__") if measures else pl.lit("VALUE")
    parts = [
        pl.when(pl.col(name).is_in(TOTALS))
        .then(pl.lit(""))
        .otherwise("__" + name + "_" + pl.col(name))
        for name in sorted(breakdowns(names))
    ]
    return pl.concat_str([first, *parts]).str.replace_all(r"\W", "_")


def _from_csv(raw: RawFile) -> pl.DataFrame:
    rows = scanned(raw.sample).filter(pl.col("GEO_OBJECT").is_in(LEVELS))
    return collected(raw.sample, rows)


def _from_json(raw: RawFile) -> pl.DataFrame:
    try:
        answer = json.loads(raw.path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise RefusedFile(
            f"« {raw.sample.name} » est une réponse Melodi incomplète.",
            todo="Relancez la requête et enregistrez la réponse entière.",
        ) from problem
    rows = [_flat(observation) for observation in answer["observations"]]
    if not rows:
        raise RefusedFile(
            f"« {raw.sample.name} » est une réponse Melodi sans aucune observation.",
            todo="Vérifiez les filtres de la requête (territoire, période).",
        )
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(pl.all().cast(pl.String))
    parts = pl.col("GEO").str.extract_groups(PREFIXED_GEO)
    return frame.with_columns(pl.all().fill_null("")).with_columns(
        parts.struct.field("object").alias("GEO_OBJECT"), parts.struct.field("code").alias("GEO")
    )


def _flat(observation: dict[str, dict[str, object]]) -> dict[str, object]:
    """One observation as a row; a measure that is there without a value is secret."""
    cells = [cell for cell in observation["measures"].values() if isinstance(cell, dict)]
    value = cells[0].get("value") if cells else None
    row = {**observation.get("attributes", {}), **observation["dimensions"]}
    if value is None and row.get("OBS_STATUS") != "O":
        row["CONF_STATUS"] = "C"
    return {**row, "OBS_VALUE": "" if value is None else value}


def _with_values(raw: RawFile, rows: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("OBS_VALUE").str.replace(",", ".", literal=True)
    rows = rows.with_columns(text.cast(pl.Float64, strict=False).alias("value"))
    wrong = rows.filter(pl.col("value").is_null() & ~pl.col("OBS_VALUE").is_in(["", "NaN"]))
    if wrong.height:
        raise RefusedFile(
            f"« {raw.sample.name} » : « {wrong['OBS_VALUE'][0]} » n’est pas un nombre.",
            todo="Vérifiez que le fichier est bien celui publié, sans modification.",
        )
    hidden = (
        pl.col("CONF_STATUS").is_in(CONFIDENTIAL)
        if "CONF_STATUS" in rows.columns
        else pl.lit(False)
    )
    return rows.with_columns(
        pl.when(~hidden).then("value").alias("value"),
        pl.when(hidden)
        .then(pl.lit(str(Status.SECRET)))
        .when(pl.col("value").is_null())
        .then(pl.lit(str(Status.UNAVAILABLE)))
        .otherwise(pl.lit(str(Status.PUBLISHED)))
        .alias("status"),
    )


def _with_keys(rows: pl.DataFrame, cog: int) -> pl.DataFrame:
    level = pl.col("GEO_OBJECT").replace_strict({key: str(level) for key, level in LEVELS.items()})
    rows = rows.with_columns(
        level.alias("level"),
        pl.col("TIME_PERIOD").cast(pl.Int32).alias("year"),
        pl.lit(cog).cast(pl.Int32).alias("geography_year"),
    )
    width = pl.col("level").replace_strict(
        {str(level): width for level, width in WIDTHS.items()}, default=0, return_dtype=pl.Int64
    )
    france = pl.col("level") == str(Level.FRANCE)
    padded = pl.col("GEO").str.to_uppercase().str.pad_start(width, "0")
    codes = pl.when(france).then(pl.col("GEO").replace(FRANCE_CODES)).otherwise(padded)
    rows = rows.with_columns(codes.alias("code"))
    metropole = france & (pl.col("code") == METROPOLE_CODE)
    return rows.with_columns(
        pl.when(metropole).then(pl.lit(str(Level.METROPOLE))).otherwise("level").alias("level")
    )
