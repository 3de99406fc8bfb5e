"""What the rows of an archive must agree on once they are made: the rules of this site hold."""

from atelier.archives.packing.opening import WrongArchive
from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.diagnosis.models import FindingStatus
from atelier.diagnosis.presenters import chain, evidence
from atelier.diagnosis.rules import check_validation
from atelier.portraits.places import PERIMETER
from maillage.base.levels import Level


LEVELS = {PERIMETER, *map(str, Level)}


def check(demarche: Demarche) -> None:
    """Raises WrongArchive for a validation no decision made, or rows whose pages would not open."""
    if demarche.level not in LEVELS:
        raise WrongArchive(f"« {demarche.level} » n’est pas un niveau de territoire")
    for finding in demarche.findings.filter(status=FindingStatus.VALIDATED).order_by("number"):
        held = finding.validations.filter(reopened_on=None, decision=finding.validated_in_id)
        if finding.validated_in is None or not held.exists():
            raise WrongArchive(
                f"C{finding.number} y est dit validé, et aucune décision du relevé ne le valide"
            )
        try:
            check_validation(finding, finding.validated_in, was_read=True)
        except NotNow as problem:
            raise WrongArchive(f"C{finding.number} y est dit validé : {problem}") from problem
    for finding in demarche.findings.order_by("number"):
        chain.whole_finding(finding, reads_words=True)
    for hypothesis in demarche.hypotheses.order_by("number"):
        chain.whole_hypothesis(hypothesis, reads_words=True)
    for one in demarche.evidence.order_by("pk"):
        evidence.whole(one, reads_words=True)
