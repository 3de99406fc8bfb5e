"""Building one section of the fictitious portrait."""

from typing import Any

from maillage.reports.document import Section
from maillage.reports.plans import portrait_plan
from maillage.reports.sections import BUILDERS
from maillage.reports.sections.context import Context
from tests.maillage.reports.fictitious import reading_of


def sections(name: str, content: dict[str, Any], contours: Any = None) -> list[Section]:
    """The sections that one module writes."""
    plan = portrait_plan()
    part = next(part for part in plan.sections if part.section == name)
    context = Context(reading=reading_of(content), plan=plan, section=part, contours=contours or {})
    return BUILDERS[name](context)


def words(section: Section) -> str:
    """Everything a section prints, end to end."""
    return str(section.data())
