"""« Ce qui distingue »: the sentences of the portrait about its most distinctive indicators."""

from maillage.reports.document import Block, Findings, Section, plain
from maillage.reports.reading import finding
from maillage.reports.sections.context import Context


def build(context: Context) -> list[Section]:
    """One section, or none when nothing distinguishes the territory."""
    reading = context.reading
    highlights = (reading.content.get("highlights") or [])[: context.section.option("most", 12)]
    if not highlights:
        return []
    items = tuple(
        finding(reading.indicators[one["indicator"]], one["sentence"], one.get("detail") or "")
        for one in highlights
        if one["indicator"] in reading.indicators
    )
    blocks: tuple[Block, ...] = (
        Findings(items),
        plain(context.section.option("key", ""), tone="note"),
    )
    intro = reading.peers_sentence()
    return [Section("ce-qui-distingue", context.section.title, blocks, intro=intro)]
