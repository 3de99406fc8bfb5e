"""Forms of the démarche."""

from atelier.demarches.forms.framing import FrameForm, MissionsForm, OpeningForm, PresentationForm
from atelier.demarches.forms.people import (
    HandOverForm,
    InstanceForm,
    KnownMemberForm,
    ListedForm,
    MemberForm,
)
from atelier.demarches.forms.steps import (
    DocumentForm,
    SheetForm,
    StepForm,
    TaskForm,
    timed_text,
)


__all__ = [
    "DocumentForm",
    "FrameForm",
    "HandOverForm",
    "InstanceForm",
    "KnownMemberForm",
    "ListedForm",
    "MemberForm",
    "MissionsForm",
    "OpeningForm",
    "PresentationForm",
    "SheetForm",
    "StepForm",
    "TaskForm",
    "timed_text",
]
