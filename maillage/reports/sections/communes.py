"""The communes side by side, in the order of the official codes. Never sorted by value."""

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.cells import cell_text
from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS
from maillage.reports.document import Block, Cell, Column, Section, Table
from maillage.reports.figures import member_bars, picture
from maillage.reports.reading import is_fragile, value_text
from maillage.reports.sections.context import Context
from maillage.reports.sections.themes import FRAGILE_NOTE


FEW_MEMBERS = 12
MOST_BARS = 30
# Millimetres on a printed page: the axis, then each line.
BARS_HEAD, BAR_HEIGHT = 8.0, 4.6


def build(context: Context) -> list[Section]:
    """One section with one table per group of columns; none for a territory without members."""
    reading = context.reading
    wanted = [name for name in context.plan.communes if reading.members_values.get(name)]
    known = [name for name in wanted if name in reading.indicators]
    if len(reading.member_names) < 2 or not known:
        return []
    across = context.section.option("across", 6)
    groups = _groups(known, across)
    tables = [_table(context, group, place, len(groups)) for place, group in enumerate(groups)]
    return [
        Section(
            "communes",
            _title(context),
            (*tables, *_bars(context)),
            intro=context.section.intro,
            opens_page=len(reading.member_names) > FEW_MEMBERS,
        )
    ]


def _bars(context: Context) -> list[Block]:
    """A bar per commune for a few indicators."""
    reading = context.reading
    if len(reading.member_names) > MOST_BARS:
        return []
    found = [member_bars(reading, name) for name in context.plan.bars]
    height = BARS_HEAD + BAR_HEIGHT * len(reading.member_names)
    return [picture(one, height=height) for one in found if one is not None]


def _title(context: Context) -> str:
    """« Les communes côte à côte », « Les IRIS côte à côte »."""
    return context.section.title.format(members=LEVEL_PLURALS[context.reading.member_level])


def _groups(names: Sequence[str], across: int) -> list[list[str]]:
    """As few tables as possible, of about the same number of columns."""
    count = -(-len(names) // across)
    size = -(-len(names) // count)
    return [list(names[start : start + size]) for start in range(0, len(names), size)]


def _table(context: Context, names: Sequence[str], place: int, count: int) -> Table:
    """One line per commune, then the whole territory."""
    reading = context.reading
    by_code = {name: {row["code"]: row for row in reading.members_values[name]} for name in names}
    rows = [
        (
            Cell(label),
            *(_cell(by_code[name].get(code), reading.indicators[name]["unit"]) for name in names),
        )
        for code, label in reading.member_names.items()
    ]
    whole = [Cell(value_text(reading.indicators[name], short=True), strong=True) for name in names]
    rows.append((Cell(reading.name, strong=True), *whole))
    part = f" ({place + 1} sur {count})" if count > 1 else ""
    noun = LEVEL_LABELS[reading.member_level]
    columns = [Column(f"{noun[:1].upper()}{noun[1:]}", share=2.2)]
    columns += [Column(reading.indicators[name]["label"], "right") for name in names]
    fragile = any(is_fragile(row) for rows_ in by_code.values() for row in rows_.values())
    return Table(
        caption=f"Indicateurs par {noun}{part}",
        columns=tuple(columns),
        rows=tuple(rows),
        note=FRAGILE_NOTE if fragile else "",
        compact=True,
    )


def _cell(row: Mapping[str, Any] | None, unit: str) -> Cell:
    """The value of one commune, a star when it is fragile, a word when there is none."""
    if row is None:
        return Cell(cell_text(None, "unavailable", unit, short=True), soft=True)
    text = cell_text(row["value"], row["status"], unit, short=True)
    return Cell(f"{text}*" if is_fragile(row) else text, soft=row["value"] is None)
