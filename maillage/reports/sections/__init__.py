"""The parts of a portrait: one module each, chosen and ordered by `definitions/reports/`."""

from collections.abc import Callable

from maillage.reports.document import Section
from maillage.reports.sections import (
    brief,
    communes,
    distinguishing,
    guide,
    sources,
    themes,
    unknowns,
)
from maillage.reports.sections.context import Context


Builder = Callable[[Context], list[Section]]

BUILDERS: dict[str, Builder] = {
    "brief": brief.build,
    "communes": communes.build,
    "distinguishing": distinguishing.build,
    "guide": guide.build,
    "sources": sources.build,
    "themes": themes.build,
    "unknowns": unknowns.build,
}
