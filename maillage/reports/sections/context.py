"""What every section receives: the portrait, the plan, the contours."""

from dataclasses import dataclass, field

from maillage.reports.figures import Contours
from maillage.reports.plans import PortraitPlan, SectionPlan
from maillage.reports.reading import Reading


@dataclass(frozen=True)
class Context:
    """One section to write."""

    reading: Reading
    plan: PortraitPlan
    section: SectionPlan
    contours: Contours = field(default_factory=dict)
