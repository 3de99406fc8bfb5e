"""« En bref »: who this territory is, on one page: a lead, the key figures, a map."""

from maillage.reports.document import Block, KeyFigure, KeyFigures, Pair, Section, plain
from maillage.reports.figures import member_map
from maillage.reports.reading import Indicator, comparison_text, has_value, value_text
from maillage.reports.sections.context import Context


LEAD_HIGHLIGHTS = 2


def build(context: Context) -> list[Section]:
    """One section; the map gives way to the reason why there is none."""
    figures = _key_figures(context)
    picture, reasons = member_map(context.reading, context.plan.map, context.contours)
    right: tuple[Block, ...] = (picture,) if picture else ()
    notes = tuple(plain(reason, tone="note") for reason in reasons)
    left: tuple[Block, ...] = (*_lead(context), figures)
    body: tuple[Block, ...] = (Pair(left=left, right=right, stacked=True),) if right else left
    return [Section("en-bref", context.section.title, (*body, *notes))]


def _lead(context: Context) -> tuple[Block, ...]:
    """The identity, then the two most distinctive sentences of the portrait."""
    highlights = context.reading.content.get("highlights") or []
    sentences = [one["sentence"] for one in highlights[:LEAD_HIGHLIGHTS]]
    return (plain(" ".join([context.reading.identity(), *sentences]), tone="lead"),)


def _key_figures(context: Context) -> KeyFigures:
    """The first indicators of the catalogue that have a value."""
    most = context.section.option("figures", 9)
    chosen = [
        one for one in context.reading.indicators.values() if one.get("first") and has_value(one)
    ]
    return KeyFigures(tuple(key_figure(one, context.plan.references) for one in chosen[:most]))


def key_figure(indicator: Indicator, references: tuple[str, ...]) -> KeyFigure:
    """A large number, its label and year, and one comparison."""
    label = f"{indicator['label']}, {indicator['year']}"
    detail = comparison_text(indicator, references)
    return KeyFigure(value=value_text(indicator), label=label, detail=detail)
