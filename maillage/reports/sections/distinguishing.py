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
        finding(indicator, one["sentence"], one.get("detail") or "", position=place)
        for one in highlights
        if (indicator := reading.indicators.get(one["indicator"]))
        for place in [reading.position(indicator)]
    )
    title = context.section.title
    return [Section("distingue", title, (Findings(items),), intro=reading.peers_sentence())]
