"""Last stage of a build: passages, then one file of values per theme, with positions among peers.

A card that changed has its own values redone; the other cards of its theme are copied.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from maillage.base.levels import Level
from maillage.building.cleaning import readable
from maillage.building.digests import code_digest, digest_of
from maillage.building.ranking import ranked, rules_of, spread
from maillage.building.strangers import iris_strangers, notices
from maillage.building.workplace import Pieces, Workplace
from maillage.geography import Geography
from maillage.geography.redrawing import stranger_rows
from maillage.indicators.cards import Card, cards, columns_by_dataset
from maillage.indicators.compute import (
    COLUMNS,
    Desk,
    Files,
    Ranked,
    by_dataset,
    values_by_card,
)
from maillage.indicators.passages import PASSAGE_FILES, Passages, passages_in, write_passages
from maillage.indicators.queries import CleanFile, spans_in
from maillage.sources.registry import rank
from maillage.stats.neighbours import FEATURES
from maillage.stats.peers import with_classes
from maillage.store.manifest import Manifest, TableEntry


ENGINE_CODE = (
    "indicators",
    "stats/peers.py",
    "disclosure/release.py",
    "building/indicating.py",
    "building/ranking.py",
)
DESCRIPTIVE = {
    "label", "question", "publics", "key", "first", "importance", "reading", "cautions",
    "differs_from", "reference", "order", "ask", "comparable_gap", "higher_is",
}  # fmt: skip
PEER_LEVELS = (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT, Level.REGION)
# A portrait reads a hundred territories out of forty thousand, each in a few hundred rows.
PIECES = Pieces(rows=16_384, page=16_384)
ORDER = ["level", "code", "indicator", "year"]
TEXTS = ["indicator", "level", "code", "status", "source"]
YEARS = 10_000
FEATURE_CARDS = ("population", "densite", "part_65_plus", "niveau_vie_median")


@dataclass(frozen=True)
class Bench:
    """What the stage works with: the desk, and what tells whether a card must be redone."""

    place: Workplace
    previous: Manifest | None
    desk: Desk
    digests: Mapping[str, str]
    passages_digest: str
    populations: pl.DataFrame


def clean_files(merged: Mapping[str, TableEntry], place: Workplace) -> tuple[Files, dict[str, str]]:
    """The merged tables by dataset, best rank first; and the digest of each dataset's content."""
    found: list[Ranked] = []
    digests: dict[str, list[str]] = {}
    for key in sorted(merged):
        table = merged[key]
        dataset, source = table.details["dataset"], table.details["source"]
        path = readable(table, place)
        file = CleanFile(
            dataset=dataset,
            source=source,
            path=path,
            columns=frozenset(pq.read_schema(path).names),
            levels=frozenset(table.details["levels"]),
            rows=table.rows,
            spans=spans_in(table.details),
        )
        found.append(Ranked(file, rank(source, dataset)))
        digests.setdefault(dataset, []).append(f"{table.sha256}:{rank(source, dataset)}")
    return by_dataset(found), {name: digest_of(parts) for name, parts in digests.items()}


def make_passages(
    merged: Mapping[str, TableEntry],
    geography: Geography,
    geography_digest: str,
    place: Workplace,
    previous: Manifest | None,
) -> dict[str, TableEntry]:
    """The passage tables of every geography year met in the clean tables."""
    years = sorted({year for table in merged.values() for year in table.details["geography_years"]})
    strangers = iris_strangers(merged, geography, place)
    inputs = digest_of(years, geography_digest, strangers, code_digest("indicators/passages.py"))
    before = previous.under("passages/") if previous else {}
    if before and all(table.inputs == inputs for table in before.values()):
        return before
    mapping = pl.concat(
        [
            stranger_rows(geography.mapping(year), _of_year(strangers, year))
            .filter(pl.col("component_level").is_in(_components(merged, year)))
            .with_columns(pl.lit(year).cast(pl.Int32).alias("geography_year"))
            for year in years
        ]
    )
    made = write_passages(mapping, place.path("passages/sums.parquet").parent)
    return {
        f"passages/{name}": place.enter(
            f"passages/{name}.parquet",
            inputs=inputs,
            rows=mapping.height,
            details={"splits": made.splits, "notices": notices(strangers)},
        )
        for name in PASSAGE_FILES
    }


def _of_year(strangers: Mapping[str, Mapping[int, list[str]]], year: int) -> set[str]:
    return {code for years in strangers.values() for code in years.get(year, ())}


def _components(merged: Mapping[str, TableEntry], year: int) -> list[str]:
    """The levels some table gives in the geography of that year; communes always count the rest."""
    given = {str(Level.COMMUNE)}
    for table in merged.values():
        if year in table.details["geography_years"]:
            given |= set(table.details["levels"])
    return sorted(given)


def populations_of(geography: Geography) -> pl.DataFrame:
    """level, code, population (null when unknown) of the territories that have peers."""
    return pl.DataFrame(
        [
            (str(level), one.code, one.population)
            for level in PEER_LEVELS
            for one in geography.territories(level)
        ],
        schema={"level": pl.String, "code": pl.String, "population": pl.Float64},
        orient="row",
    )


def card_digest(card: Card, bench: Bench) -> str:
    """What its values depend on: formula, datasets, their secrecy, passages, code."""
    content = {
        name: value
        for name, value in card.model_dump(mode="json").items()
        if name not in DESCRIPTIVE
    }
    datasets = {name: bench.digests.get(name, "") for name in sorted(columns_by_dataset(card))}
    rules = rules_of(one.file.source for one in bench.desk.files.get(card.dataset, ()))
    code = code_digest(*ENGINE_CODE)
    return digest_of(content, datasets, rules, bench.passages_digest, code)


def make_indicators(bench: Bench) -> dict[str, TableEntry]:
    """The values of every open card: `indicators/<theme>` and `distributions/<theme>`."""
    themes: dict[str, list[Card]] = {}
    for card in cards().values():
        if card.is_open:
            themes.setdefault(card.theme, []).append(card)
    found: dict[str, TableEntry] = {}
    tasks: list[Task] = []
    for theme, members in themes.items():
        task = _task(theme, members, bench)
        before = task.before
        if bench.previous is not None and before is not None and before.inputs == task.inputs:
            found |= {task.values: before, task.spread: bench.previous.tables[task.spread]}
        else:
            tasks.append(task)
    values = values_by_card([card for task in tasks for card in task.changed], bench.desk)
    for task in tasks:
        found |= _write_theme(task, list(islice(values, len(task.changed))), bench)
    return found


@dataclass(frozen=True)
class Task:
    """A theme to redo: the digests of its cards, those that changed, its table before."""

    theme: str
    digests: Mapping[str, str]
    inputs: str
    changed: Sequence[Card]
    before: TableEntry | None

    @property
    def values(self) -> str:
        """The key of its table of values."""
        return f"indicators/{self.theme}"

    @property
    def spread(self) -> str:
        """The key of its table of quantiles."""
        return f"distributions/{self.theme}"


def _task(theme: str, members: Sequence[Card], bench: Bench) -> Task:
    digests = {card.id: card_digest(card, bench) for card in members}
    before = bench.previous.tables.get(f"indicators/{theme}") if bench.previous else None
    done = before.details["cards"] if before else {}
    changed = [card for card in members if done.get(card.id) != digests[card.id]]
    return Task(theme, digests, digest_of(digests, bench.passages_digest), changed, before)


def _write_theme(task: Task, values: Sequence[pl.DataFrame], bench: Bench) -> dict[str, TableEntry]:
    """Positions among peers, then the two tables."""
    frame = pl.concat(values) if values else pl.DataFrame(schema=COLUMNS)
    frame = ranked(with_classes(frame, bench.populations))
    same = set(task.digests) - {card.id for card in task.changed}
    if same and task.before is not None:
        kept = pl.scan_parquet(readable(task.before, bench.place))
        kept = kept.filter(pl.col("indicator").is_in(sorted(same))).cast(frame.schema)
        frame = pl.concat([kept.collect(), frame])
    details: dict[str, Any] = {"theme": task.theme, "cards": dict(task.digests)}
    written = bench.place.write(
        f"{task.values}.parquet",
        _in_order(frame).lazy().with_columns(pl.col(TEXTS).cast(pl.String)),
        inputs=task.inputs,
        details=details,
        pieces=PIECES,
    )
    about = {"theme": task.theme}
    path = f"{task.spread}.parquet"
    quantiles = bench.place.write(path, spread(frame), inputs=task.inputs, details=about)
    return {task.values: written, task.spread: quantiles}


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Sort rows by ORDER: territories together, so that one is read without the others.

    Territories and indicators are numbered in order, all in one whole number with the year:
    sorting millions of texts, or by several columns, is slow.
    """
    place = pl.lit(0, dtype=pl.Int64)
    for name in ("level", "code", "indicator"):
        texts = pl.Enum(frame[name].unique().cast(pl.String).sort())
        place = place * len(texts.categories) + pl.col(name).cast(texts).to_physical()
    return frame[frame.select(place * YEARS + pl.col("year")).to_series().arg_sort()]


def make_features(
    tables: Mapping[str, TableEntry], place: Workplace, previous: Manifest | None
) -> dict[str, TableEntry]:
    """The variables on which territories are compared: newest shown value of each, by level."""
    wanted = [card for name in FEATURE_CARDS if (card := cards().get(name)) is not None]
    sources = sorted({f"indicators/{card.theme}" for card in wanted} & set(tables))
    inputs = digest_of([tables[key].sha256 for key in sources], code_digest("stats"))
    before = previous.tables.get("features") if previous else None
    if before is not None and before.inputs == inputs:
        return {"features": before}
    names = [card.id for card in wanted]
    frames = [
        pl.scan_parquet(readable(tables[key], place))
        .filter(pl.col("indicator").is_in(names), pl.col("value").is_not_null())
        .select(*ORDER, "value")
        for key in sources
    ]
    if not frames:
        return {}
    newest = (
        pl.concat(frames)
        .sort("year")
        .group_by("level", "code", "indicator")
        .agg(pl.col("value").last())
        .collect()
    )
    wide = newest.pivot("indicator", index=["level", "code"], values="value").sort("level", "code")
    columns = [name for name in FEATURES if name in wide.columns]
    frame = wide.select("level", "code", *columns)
    return {"features": place.write("features.parquet", frame, inputs=inputs, details={})}


def passages_at(tables: Mapping[str, TableEntry], place: Workplace) -> Passages:
    """Where the passage tables of a build are."""
    for name in PASSAGE_FILES:
        folder = readable(tables[f"passages/{name}"], place).parent
    return passages_in(folder, splits=tables["passages/sums"].details["splits"])
