"""« Sources et méthode »: where each figure comes from, and who the peers are."""

from maillage.reports.document import (
    Block,
    Cell,
    Column,
    Section,
    Subheading,
    Table,
    plain,
)
from maillage.reports.reading import years_text
from maillage.reports.sections.context import Context


def build(context: Context) -> list[Section]:
    """The table of sources, the peers and how they were chosen."""
    reading = context.reading
    blocks: list[Block] = [_table(context)]
    sentences = [reading.peers_sentence(), reading.nearest_sentence()]
    if any(sentences):
        blocks.append(Subheading("Territoires comparables"))
        blocks += [plain(sentence) for sentence in sentences if sentence]
    return [Section("sources", context.section.title, tuple(blocks))]


def _table(context: Context) -> Table:
    """One line per source."""
    rows = tuple(
        (
            Cell(one["label"]),
            Cell(one.get("publisher") or "", soft=True),
            Cell(years_text(one.get("years") or []), soft=True),
            Cell(one.get("licence") or "", soft=True),
            Cell(str(one.get("fetched_on") or "—"), soft=True),
        )
        for one in context.reading.content.get("sources") or []
    )
    columns = (
        Column("Source", share=3),
        Column("Producteur", share=1.6),
        Column("Années", share=1.2),
        Column("Licence", share=1.6),
        Column("Recueilli le", share=1.2),
    )
    return Table(caption="Sources des indicateurs", columns=columns, rows=rows, compact=True)
