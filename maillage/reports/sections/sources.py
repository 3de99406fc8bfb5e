"""« Sources et méthode »: where each figure comes from, and how to read what is printed."""

from maillage.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Section,
    Subheading,
    Table,
    plain,
)
from maillage.reports.sections.context import Context


def build(context: Context) -> list[Section]:
    """The table of sources, the peers, the reading rules, the fictitious warning."""
    reading = context.reading
    blocks: list[Block] = [_table(context)]
    peers = reading.peers_sentence()
    if peers:
        note = (reading.content.get("peers") or {}).get("note") or ""
        blocks += [Subheading("Territoires comparables"), plain(f"{peers} {note}".strip())]
        blocks += _nearest(context)
    blocks += [Subheading("Comment lire"), Bullets(tuple(context.section.option("rules", ())))]
    return [Section("sources", context.section.title, tuple(blocks))]


def _nearest(context: Context) -> list[Block]:
    """The names of the most similar territories."""
    nearest = (context.reading.content.get("peers") or {}).get("nearest") or []
    if not nearest:
        return []
    names = ", ".join(one["name"] for one in nearest)
    return [plain(f"Les plus proches : {names}.", tone="note")]


def _table(context: Context) -> Table:
    """One line per source."""
    rows = tuple(
        (
            Cell(one["label"]),
            Cell(one.get("publisher") or "", soft=True),
            Cell(", ".join(str(year) for year in one.get("years") or []), soft=True),
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
