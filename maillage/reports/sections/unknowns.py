"""« Ce qu'on ne sait pas »: what is secret, missing or too old, why, and whom to ask."""

from maillage.reports.document import Block, Cell, Column, Section, Table, plain
from maillage.reports.reading import unknown_words
from maillage.reports.sections.context import Context


def build(context: Context) -> list[Section]:
    """One table per theme that misses something; one sentence when nothing is missing."""
    unknowns = context.reading.content.get("unknowns") or []
    labels = {theme["id"]: theme["label"] for theme in context.reading.content["themes"]}
    themes = list(dict.fromkeys(one["theme"] for one in unknowns))
    blocks: list[Block] = [
        _table(labels.get(theme, theme), [one for one in unknowns if one["theme"] == theme])
        for theme in themes
    ]
    if not blocks:
        blocks = [plain("Tous les indicateurs du catalogue ont une valeur pour ce territoire.")]
    return [Section("inconnu", context.section.title, tuple(blocks), intro=context.section.intro)]


def _table(theme: str, unknowns: list[dict[str, str]]) -> Table:
    """What, why, whom to ask."""
    rows = tuple(
        (
            Cell(one["label"]),
            Cell(unknown_words(one["status"]), soft=True),
            Cell(one.get("reason") or "", soft=True),
            Cell(one.get("ask") or "—", soft=True),
        )
        for one in unknowns
    )
    columns = (
        Column("Indicateur", share=2.4),
        Column("État", share=1.2),
        Column("Pourquoi", share=2.6),
        Column("À qui demander", share=1.6),
    )
    return Table(caption=theme, columns=columns, rows=rows, compact=True)
