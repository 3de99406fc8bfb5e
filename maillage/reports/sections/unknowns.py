"""« Ce qu'on ne sait pas »: what is secret, missing or too old, why, and how to know it."""

from maillage.reports.document import Block, Cell, Column, Section, Table, plain
from maillage.reports.reading import Missing, missing_groups
from maillage.reports.sections.context import Context


# Past that, a wall of names hides whom to ask; the workbook has them all.
MOST_LABELS = 8
WHOLE_LIST = (
    "La liste entière, indicateur par indicateur, est dans le classeur et dans les données de ce "
    "portrait (formats xlsx et json)."
)


def build(context: Context) -> list[Section]:
    """One table per state (secret, missing…), one line per reason; a sentence without any."""
    groups = missing_groups(context.reading.content.get("unknowns") or [])
    states = list(dict.fromkeys(one.state for one in groups))
    blocks: list[Block] = [
        _table(state, [one for one in groups if one.state == state]) for state in states
    ]
    if any(len(one.labels) > MOST_LABELS for one in groups):
        blocks.append(plain(WHOLE_LIST))
    if not blocks:
        blocks = [plain("Tous les indicateurs du catalogue ont une valeur pour ce territoire.")]
    return [Section("inconnu", context.section.title, tuple(blocks), intro=context.section.intro)]


def _table(state: str, groups: list[Missing]) -> Table:
    """What, why, how to know: one line per reason, whatever the themes.

    A reason all share is said once, under the table.
    """
    reasons = {one.reason for one in groups}
    shared = reasons.pop() if len(reasons) == 1 else ""
    rows = tuple(
        (
            Cell(one.named(MOST_LABELS)),
            *(() if shared else (Cell(one.reason, soft=True),)),
            Cell(one.ask or "—", soft=True),
        )
        for one in groups
    )
    columns = (
        Column("Indicateurs", share=4.4),
        *(() if shared else (Column("Pourquoi", share=2.0),)),
        Column("Pour le savoir", share=2.4 if not shared else 4.4),
    )
    caption = f"{state[:1].upper()}{state[1:]}"
    return Table(caption=caption, columns=columns, rows=rows, note=shared, compact=True)
