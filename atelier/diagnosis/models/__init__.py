"""Rows of the chain from représentation to constat."""

from atelier.diagnosis.models.evidence import (
    Evidence,
    EvidenceKind,
    Verdict,
)
from atelier.diagnosis.models.findings import (
    Finding,
    FindingEvidence,
    FindingStatus,
    Level,
    PathBreak,
    Validation,
)
from atelier.diagnosis.models.hypotheses import (
    Hypothesis,
    HypothesisEvidence,
    HypothesisStatus,
    Stance,
)
from atelier.diagnosis.models.library import (
    OfferFact,
    PartnerFigure,
    Study,
    StudyFinding,
    Testimony,
    TestimonyKind,
)


__all__ = [
    "Evidence",
    "EvidenceKind",
    "Finding",
    "FindingEvidence",
    "FindingStatus",
    "Hypothesis",
    "HypothesisEvidence",
    "HypothesisStatus",
    "Level",
    "OfferFact",
    "PartnerFigure",
    "PathBreak",
    "Stance",
    "Study",
    "StudyFinding",
    "Testimony",
    "TestimonyKind",
    "Validation",
    "Verdict",
]
