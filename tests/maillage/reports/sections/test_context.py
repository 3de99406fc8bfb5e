"""What every section receives."""

from maillage.reports.plans import SectionPlan, portrait_plan
from maillage.reports.reading import Reading
from maillage.reports.sections.context import Context


def test_a_section_may_have_no_outline(reading: Reading) -> None:
    context = Context(reading=reading, plan=portrait_plan(), section=SectionPlan(section="brief"))

    assert context.contours == {}
