"""Forms of the démarche."""

from atelier.demarches.forms.framing import FrameForm, MissionsForm, OpeningForm, PresentationForm
from atelier.demarches.forms.people import (
    HandOverForm,
    InstanceForm,
    KnownMemberForm,
    ListedForm,
    MemberForm,
)
from atelier.demarches.forms.steps import DocumentForm, StepForm, TaskForm


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
    "StepForm",
    "TaskForm",
]
