"""From a portrait and a plan to the document that HTML and PDF print."""

from maillage.base.levels import Level
from maillage.maps import locator
from maillage.portraits import Portrait
from maillage.reports.document import Cover, Document, Section
from maillage.reports.figures import Contours
from maillage.reports.plans import PortraitPlan, portrait_plan
from maillage.reports.reading import Reading
from maillage.reports.sections import BUILDERS
from maillage.reports.sections.context import Context


def portrait_document(
    portrait: Portrait,
    *,
    contours: Contours | None = None,
    plan: PortraitPlan | None = None,
) -> Document:
    """The document of a portrait.

    portrait  with its released tables
    contours  code → shape of its communes (and of its neighbours, for a commune)
    """
    reading = Reading.of(portrait)
    chosen = plan or portrait_plan()
    shapes = contours or {}
    sections: list[Section] = []
    for part in chosen.sections:
        context = Context(reading=reading, plan=chosen, section=part, contours=shapes)
        sections += BUILDERS[part.section](context)
    return Document(
        cover=cover(reading, chosen.kind, shapes),
        sections=tuple(sections),
        made_on=reading.made_on,
        notice=reading.notice,
    )


def cover(reading: Reading, kind: str, contours: Contours) -> Cover:
    """The first page: the name and where it is."""
    is_commune = reading.territory["level"] == Level.COMMUNE
    own = {str(reading.territory["code"]): reading.name}
    names, highlighted = (own, tuple(own)) if is_commune else (reading.member_names, ())
    svg = locator(contours, names, highlighted, labelled=not is_commune) if contours else ""
    return Cover(
        kind=kind,
        name=reading.name,
        subtitle=reading.identity(),
        date=reading.date,
        svg=svg,
        svg_text=f"Carte de situation de {reading.name}" if svg else "",
    )
