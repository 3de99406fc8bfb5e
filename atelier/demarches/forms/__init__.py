"""Forms of the démarche."""

from atelier.demarches.forms.framing import FrameForm, MissionsForm, OpeningForm, PresentationForm
from atelier.demarches.forms.people import HandOverForm, InstanceForm, MemberForm
from atelier.demarches.forms.steps import DocumentForm, StepForm, TaskForm


__all__ = [
    "DocumentForm",
    "FrameForm",
    "HandOverForm",
    "InstanceForm",
    "MemberForm",
    "MissionsForm",
    "OpeningForm",
    "PresentationForm",
    "StepForm",
    "TaskForm",
]
