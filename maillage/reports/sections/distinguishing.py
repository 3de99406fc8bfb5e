"""« Ce qui distingue »: the sentences of the portrait about its most distinctive indicators."""

from maillage.reports.document import Findings, Section
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
    title = context.section.title
    return [Section("distingue", title, (Findings(items),), intro=reading.peers_sentence())]
