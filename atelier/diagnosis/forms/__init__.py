"""Forms of hypotheses, evidence, the library and constats."""

from atelier.diagnosis.forms.findings import (
    BreaksForm,
    FindingForm,
    KnownDecisionForm,
    ValidateForm,
)
from atelier.diagnosis.forms.hypotheses import AttachForm, HypothesisForm, RestForm, StatusForm
from atelier.diagnosis.forms.library import (
    ImportForm,
    OfferFactForm,
    PartnerFigureForm,
    StudyFindingForm,
    StudyForm,
    TestimonyForm,
)
from atelier.diagnosis.forms.themed import RegisterForm


__all__ = [
    "AttachForm",
    "BreaksForm",
    "FindingForm",
    "HypothesisForm",
    "ImportForm",
    "KnownDecisionForm",
    "OfferFactForm",
    "PartnerFigureForm",
    "RegisterForm",
    "RestForm",
    "StatusForm",
    "StudyFindingForm",
    "StudyForm",
    "TestimonyForm",
    "ValidateForm",
]
