"""The themes, one section each: key indicators compared, sentences, evolution, then the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.cells import cell_text
from maillage.base.french import join_words
from maillage.base.levels import LEVEL_LABELS, Level
from maillage.base.statuses import Status
from maillage.reports.document import (
    Block,
    Cell,
    Column,
    Finding,
    Findings,
    Pair,
    Section,
    Table,
    plain,
)
from maillage.reports.figures import age_figure, composition_figure, picture, trend_figure
from maillage.reports.reading import (
    SIMILAR_LEVEL,
    Indicator,
    finding,
    has_value,
    is_fragile,
    provenance,
    strip_of,
    value_text,
)
from maillage.reports.sections.context import Context


MOST_REFERENCES = 3
SIMILAR = "Semblables"
SHORT_NAMES = {LEVEL_LABELS[Level.METROPOLE]: "Métropole"}
STRIP_WIDTH = 150
FRAGILE_NOTE = "* petits effectifs, à lire avec prudence."


def build(context: Context) -> list[Section]:
    """One section for each theme that has at least one value."""
    sections: list[Section] = []
    for theme in context.reading.content["themes"]:
        indicators = [one for one in context.reading.of_theme(theme["id"]) if has_value(one)]
        if indicators:
            sections.append(_theme(context, theme, indicators, first=not sections))
    return sections


def _theme(
    context: Context, theme: dict[str, str], indicators: list[Indicator], *, first: bool
) -> Section:
    """Key indicators first; without any, all are treated alike."""
    key = [one for one in indicators if one.get("key")] or indicators[:3]
    others = [one for one in indicators if one not in key]
    caption = f"{theme['label']} : repères"
    blocks: list[Block] = [comparison_table(context, key, caption), *_words(context, key)]
    blocks += _drawn(context, theme["id"])
    blocks += _cautions(key)
    if others:
        caption = f"{theme['label']} : autres indicateurs"
        blocks.append(comparison_table(context, others, caption, compact=True))
    return Section(
        theme["id"],
        theme["label"],
        tuple(blocks),
        intro=theme.get("question", ""),
        opens_page=first,
    )


def _drawn(context: Context, theme: str) -> list[Block]:
    """The figures of the plan for this theme: population by age, what a whole is made of."""
    plan, reading = context.plan, context.reading
    figures = [composition_figure(reading, one) for one in plan.compositions if one.theme == theme]
    if plan.ages is not None and plan.ages.theme == theme:
        figures.append(age_figure(reading, plan.ages, [str(one) for one in plan.references]))
    return [picture(one) for one in figures if one is not None]


def comparison_table(
    context: Context, indicators: Sequence[Indicator], caption: str, *, compact: bool = False
) -> Table:
    """Indicator, here, references, medians of similar territories and of peers, the strip."""
    references = _references(context, indicators)
    alike = any(_similar(one) for one in indicators)
    columns = (
        Column("Indicateur", share=3.0),
        Column("Ici", "right", 1.1),
        *(Column(SHORT_NAMES.get(name, name), "right", 1.4) for name in references),
        *([Column(SIMILAR, "right", 1.5)] if alike else []),
        Column("Médiane", "right", 1.2),
        Column("Position", share=2.1),
    )
    rows = tuple(_row(context, one, references, alike=alike) for one in indicators)
    note = FRAGILE_NOTE if any(is_fragile(one) for one in indicators) else ""
    return Table(caption=caption, columns=columns, rows=rows, note=note, compact=compact)


def _references(context: Context, indicators: Sequence[Indicator]) -> list[str]:
    """The names of the reference territories that these indicators are compared with."""
    by_level = {
        one["level"]: one["territory"]
        for indicator in indicators
        for one in indicator.get("comparisons") or []
    }
    return [by_level[level] for level in context.plan.references if level in by_level][
        :MOST_REFERENCES
    ]


def _similar(indicator: Indicator) -> Mapping[str, Any] | None:
    """The median of the most similar territories."""
    lines = (one for one in indicator.get("comparisons") or [] if one["level"] == SIMILAR_LEVEL)
    return next(lines, None)


def _row(
    context: Context, indicator: Indicator, references: Sequence[str], *, alike: bool
) -> tuple[Cell, ...]:
    """One line; a comparison that is not made is a dash, one that is hidden is a word."""
    by_name = {one["territory"]: one for one in indicator.get("comparisons") or []}
    place = indicator.get("position") or {}
    median = place.get("median")
    unit = indicator["unit"]
    mark = "*" if is_fragile(indicator) else ""
    strip, _ = strip_of(context.reading.position(indicator), width=STRIP_WIDTH)
    return (
        Cell(dated_label(indicator)),
        Cell(value_text(indicator, short=True) + mark, strong=True),
        *(_compared(by_name.get(name), unit) for name in references),
        *([_compared(_similar(indicator), unit)] if alike else []),
        Cell("—" if median is None else cell_text(median, "computed", unit), soft=True),
        Cell(strip=strip),
    )


def dated_label(indicator: Indicator) -> str:
    """« Part des logements vacants (2021) »."""
    year = indicator.get("year")
    return f"{indicator['label']} ({year})" if year else str(indicator["label"])


def _compared(found: Mapping[str, Any] | None, unit: str) -> Cell:
    """The value of a reference territory; a dash when there is none to compare with."""
    if found is None or (found["value"] is None and found["status"] != Status.SECRET):
        return Cell("—", soft=True)
    return Cell(cell_text(found["value"], str(found["status"]), unit, short=True), soft=True)


def _sentence(indicator: Indicator) -> Finding:
    """The reading sentence, then its place among the peers and where the figure comes from."""
    position = indicator.get("position_sentence") or ""
    detail = f"{position} {provenance(indicator)}".strip()
    return finding(indicator, indicator["sentence"], detail)


def _words(context: Context, key: Sequence[Indicator]) -> list[Block]:
    """The reading sentences, with the evolution beside them when there is one."""
    sentences = tuple(_sentence(one) for one in key if one.get("sentence"))
    evolution = _evolution(context, key)
    if sentences and evolution:
        return [Pair(left=(Findings(sentences),), right=(evolution,))]
    return [evolution] if evolution else [Findings(sentences)]


def _cautions(key: Sequence[Indicator]) -> list[Block]:
    """The first thing to know about each key indicator; said once when several share it."""
    told: dict[str, list[str]] = {}
    for one in key:
        for caution in (one.get("cautions") or [])[:1]:
            told.setdefault(caution, []).append(one["label"])
    return [
        plain(f"{join_words(labels)} : {caution}", tone="note") for caution, labels in told.items()
    ]


def _evolution(context: Context, key: Sequence[Indicator]) -> Block | None:
    """The first key indicator with at least three years, as a chart."""
    for indicator in key:
        figure = trend_figure(context.reading, indicator)
        if figure is not None:
            return picture(figure)
    return None
