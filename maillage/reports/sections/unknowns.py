"""« Ce qu'on ne sait pas »: what is secret, missing or too old, why, and how to know it."""

from maillage.reports.document import Block, Cell, Column, Section, Table, plain
from maillage.reports.reading import Missing, missing_groups
from maillage.reports.sections.context import Context


MOST_LABELS = 40


def build(context: Context) -> list[Section]:
    """One table per theme that misses something; one sentence when nothing is missing."""
    groups = missing_groups(context.reading.content.get("unknowns") or [], by_theme=True)
    labels = {theme["id"]: theme["label"] for theme in context.reading.content["themes"]}
    themes = list(dict.fromkeys(one.theme for one in groups))
    blocks: list[Block] = [
        _table(labels.get(theme, theme), [one for one in groups if one.theme == theme])
        for theme in themes
    ]
    if not blocks:
        blocks = [plain("Tous les indicateurs du catalogue ont une valeur pour ce territoire.")]
    return [Section("inconnu", context.section.title, tuple(blocks), intro=context.section.intro)]


def _table(theme: str, groups: list[Missing]) -> Table:
    """What, in which state, why, how to know: one line per reason."""
    rows = tuple(
        (
            Cell(one.named(MOST_LABELS)),
            Cell(one.state, soft=True),
            Cell(one.reason, soft=True),
            Cell(one.ask or "—", soft=True),
        )
        for one in groups
    )
    columns = (
        Column("Indicateurs", share=3.2),
        Column("État", share=1.1),
        Column("Pourquoi", share=2.0),
        Column("Pour le savoir", share=2.4),
    )
    return Table(caption=theme, columns=columns, rows=rows, compact=True)
