"""What the rows of an archive must agree on once they are made: the rules of this site hold."""

from contextlib import suppress

from atelier.archives.packing.opening import WrongArchive
from atelier.demarches.models import Demarche
from atelier.demarches.presenters import steps
from atelier.demarches.rules import NotNow
from atelier.diagnosis import figures
from atelier.diagnosis.models import EvidenceKind, Finding, FindingStatus
from atelier.diagnosis.presenters import chain, evidence
from atelier.diagnosis.rules import check_validation
from atelier.portraits.places import PERIMETER
from atelier.restitution.writing.checks import Unprintable
from atelier.restitution.writing.content import content_of
from maillage.base.levels import Level


LEVELS = {PERIMETER, *map(str, Level)}


def check(demarche: Demarche) -> None:
    """Raises WrongArchive for a validation no decision made, or a territory of no level.

    Rows that no page could read raise what the page would: whoever calls refuses the archive.
    """
    _check_level(demarche.level)
    for finding in demarche.findings.filter(status=FindingStatus.VALIDATED).order_by("number"):
        _check_validated(finding)
    for one in demarche.evidence.filter(kind=EvidenceKind.INDICATOR).order_by("pk"):
        _check_level(figures.as_place(one.place).level)
    _open_every_page(demarche)


def _check_validated(finding: Finding) -> None:
    held = finding.validations.filter(reopened_on=None, decision=finding.validated_in_id)
    if finding.validated_in is None or not held.exists():
        raise WrongArchive(
            f"C{finding.number} y est dit validé, et aucune décision du relevé ne le valide"
        )
    try:
        check_validation(finding, finding.validated_in, was_read=True)
    except NotNow as problem:
        raise WrongArchive(f"C{finding.number} y est dit validé : {problem}") from problem


def _open_every_page(demarche: Demarche) -> None:
    for finding in demarche.findings.order_by("number"):
        chain.whole_finding(finding, reads_words=True)
    for hypothesis in demarche.hypotheses.order_by("number"):
        chain.whole_hypothesis(hypothesis, reads_words=True)
    for one in demarche.evidence.order_by("pk"):
        evidence.whole(one, reads_words=True)
    for step in demarche.steps.order_by("pk"):
        steps.sheet(step)
    for shown in demarche.restitutions.order_by("pk"):
        with suppress(Unprintable):
            content_of(shown, drafts=True)


def _check_level(level: str) -> None:
    if level not in LEVELS:
        raise WrongArchive(f"« {level} » n’est pas un niveau de territoire")
