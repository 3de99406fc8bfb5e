"""When hypotheses and constats may change, how strong a proof is.

The passages are drawn in docs/methodes/etats-et-passages.md. `NotNow` is said in French to whoever
asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from atelier.demarches.models import Instance
from atelier.demarches.rules import NotNow
from atelier.diagnosis.models import (
    Evidence,
    EvidenceKind,
    Finding,
    FindingStatus,
    HypothesisStatus,
    Level,
    Stance,
    TestimonyKind,
    Verdict,
)
from atelier.meetings.models import Decision, DecisionKind
from atelier.ui.dates import day


HYPOTHESIS_TRANSITIONS: dict[HypothesisStatus, set[HypothesisStatus]] = {
    HypothesisStatus.PROPOSED: {HypothesisStatus.RETAINED, HypothesisStatus.SET_ASIDE},
    HypothesisStatus.RETAINED: {
        HypothesisStatus.CONFIRMED,
        HypothesisStatus.QUALIFIED,
        HypothesisStatus.REFUTED,
        HypothesisStatus.SET_ASIDE,
    },
    HypothesisStatus.SET_ASIDE: {HypothesisStatus.PROPOSED},
    HypothesisStatus.CONFIRMED: {HypothesisStatus.RETAINED},
    HypothesisStatus.QUALIFIED: {HypothesisStatus.RETAINED},
    HypothesisStatus.REFUTED: {HypothesisStatus.RETAINED},
}
CONCLUSIONS = frozenset(
    {HypothesisStatus.CONFIRMED, HypothesisStatus.QUALIFIED, HypothesisStatus.REFUTED}
)

# What every reader of the démarche sees of the register; the rest is a draft.
TOLD_FINDINGS = frozenset({FindingStatus.VALIDATED, FindingStatus.TO_REVIEW})
FINDING_TRANSITIONS: dict[FindingStatus, set[FindingStatus]] = {
    FindingStatus.DRAFT: {FindingStatus.PROPOSED, FindingStatus.WITHDRAWN},
    FindingStatus.PROPOSED: {
        FindingStatus.DRAFT,
        FindingStatus.VALIDATED,
        FindingStatus.WITHDRAWN,
    },
    FindingStatus.VALIDATED: {FindingStatus.TO_REVIEW, FindingStatus.WITHDRAWN},
    FindingStatus.TO_REVIEW: {FindingStatus.PROPOSED, FindingStatus.VALIDATED},
    FindingStatus.WITHDRAWN: {FindingStatus.DRAFT},
}
# What is concluded or decided no longer changes: neither its words, its evidence, nor the breaks
# it describes. What to do first, by status; a status that is not here is open.
HYPOTHESIS_CLOSED: dict[HypothesisStatus, str] = dict.fromkeys(
    CONCLUSIONS,
    "Cette hypothèse est conclue : rouvrez-la, au bas de sa page, avant de changer {what}.",
)
FINDING_CLOSED: dict[FindingStatus, str] = {
    FindingStatus.VALIDATED: "Ce constat est validé : marquez-le « à revoir » avant de changer "
    "{what}. Sa validation restera dans son histoire.",
    FindingStatus.WITHDRAWN: "Ce constat est retiré : choisissez « Reprendre l’écriture » avant de "
    "changer {what}.",
}


def check_open(status: HypothesisStatus | FindingStatus, what: str) -> None:
    """Raises NotNow when `what` (« ses preuves ») no longer changes in this status."""
    refusal = {**HYPOTHESIS_CLOSED, **FINDING_CLOSED}.get(status)
    if refusal is not None:
        raise NotNow(refusal.format(what=what))


def subject_of(finding: Finding) -> str:
    """What a line of the relevé about this constat names: « finding:4 »."""
    return f"finding:{finding.pk}"


def written_on(finding: Finding) -> date:
    """The day from which a decision may validate the constat."""
    return timezone.localdate(finding.written_at)


def may_be_read_from(finding: Finding) -> date:
    """The first day an instance can have read the constat as it is now written, and as it stands.

    After its last rewording, and the day its last validation was reopened.
    """
    reopened = finding.validations.aggregate(last=Max("reopened_on"))["last"]
    reworded = timezone.localdate(finding.reworded_at) if finding.reworded_at else None
    return max(one for one in (written_on(finding), reworded, reopened) if one is not None)


def doubts(finding: Finding, instance: Instance, decided_on: date, *, is_noted: bool) -> list[str]:
    """What whoever records a validation has to confirm: sentences; none most of the time.

    is_noted   a meeting of the instance is written down that day
    """
    found: list[str] = []
    if not written_on(finding) <= decided_on <= timezone.localdate():
        return found  # refused whatever is confirmed
    if decided_on < (since := may_be_read_from(finding)):
        found.append(
            f"Ce constat a été réécrit ou rouvert le {day(since)}, après cette séance : "
            "confirmez que c’est bien ce texte qui y a été validé."
        )
    if not is_noted:
        found.append(
            f"Aucune réunion de « {instance} » n’est notée le {day(decided_on)} : corrigez le "
            "jour, notez d’abord la réunion, ou confirmez que la séance a bien eu lieu."
        )
    return found


def validation_text(finding: Finding) -> str:
    """The line of the relevé proposed for its validation."""
    return f"Valider le constat : « {finding.statement} »"


def check_validation(finding: Finding, decision: Decision, *, was_read: bool = False) -> None:
    """Raises NotNow unless the decision is an adopted validation of this very constat.

    It comes from a deciding instance, the day the constat was written or after; the day it was last
    reworded or reopened, unless whoever records it confirms that these words were read.
    """
    if decision.demarche_id != finding.demarche_id:
        raise NotNow("Cette décision vient d’une autre démarche.")
    if not decision.instance.is_deciding:
        raise NotNow(
            f"« {decision.instance} » ne valide pas : choisissez une décision du comité de "
            "pilotage ou du conseil."
        )
    if decision.kind != DecisionKind.VALIDATION or not decision.is_approved:
        raise NotNow("Cette décision n’est pas une validation adoptée.")
    if decision.subject != subject_of(finding):
        raise NotNow(
            f"D{decision.number} ne porte pas sur ce constat : une validation s’enregistre "
            "depuis la page du constat qu’elle valide."
        )
    if decision.decided_on < written_on(finding):
        raise NotNow(
            f"D{decision.number} est antérieure à ce constat, écrit le "
            f"{day(written_on(finding))} : une instance ne valide que ce qu’elle a pu lire."
        )
    if not was_read and decision.decided_on < may_be_read_from(finding):
        raise NotNow(
            f"D{decision.number} est du {day(decision.decided_on)}, et le constat a été réécrit ou "
            f"rouvert le {day(may_be_read_from(finding))} : validez-le depuis sa page, en "
            "confirmant que ce texte a été lu, ou attendez la prochaine séance."
        )
    if finding.validations.filter(decision=decision, reopened_on__isnull=False).exists():
        raise NotNow(
            f"D{decision.number} avait validé ce constat avant qu’il soit rouvert : il faut une "
            "nouvelle décision."
        )


# Who can act on a constat, in the order shown.
COMPETENCES = {
    "commune": "Commune",
    "ccas": "CCAS",
    "cias": "CIAS",
    "epci": "Intercommunalité",
    "departement": "Département",
    "caf_msa": "Caf ou MSA",
    "etat": "État",
    "autre": "Autre",
}

QUANTITATIVE = frozenset({EvidenceKind.INDICATOR, EvidenceKind.PARTNER})
# A study may rest on either, a fact of offer is no measure: neither makes a proof strong.
FACTS = frozenset({EvidenceKind.STUDY, EvidenceKind.OFFER})
# A figure that newer data turned round or took away proves nothing any more.
FALLEN = frozenset({Verdict.REVERSED, Verdict.REDEFINED, Verdict.LOST})
FEW_VOICES, MANY_VOICES = 3, 6


@dataclass(frozen=True)
class Proof:
    """How strong a constat is. `agreement`: a key of `presenters.chain.AGREEMENTS`."""

    quantitative: Level
    qualitative: Level
    agreement: str
    for_count: int
    against_count: int


@dataclass(frozen=True)
class Weighed:
    """One piece of evidence as the rule sees it.

    source     what it comes from: two figures of one source count as one
    is_frail   low reliability
    is_silent  without a value: secret, not published, not given; it never counts
    is_fallen  newer data reversed it, lost it or no longer compare: it does not count either
    """

    kind: EvidenceKind
    stance: Stance
    source: str = ""
    is_frail: bool = False
    is_silent: bool = False
    is_fallen: bool = False
    voice: TestimonyKind | None = None


def is_silent(evidence: Evidence) -> bool:
    """A figure without a value, whatever the reason: it proves nothing either way."""
    if evidence.kind == EvidenceKind.INDICATOR:
        return evidence.frozen.get("value") is None
    return evidence.partner_figure is not None and evidence.partner_figure.value is None


def has_proof(links: Any) -> bool:
    """Whether one piece at least, of those attached, has a value that newer data did not undo."""
    found = [link.evidence for link in links.select_related("evidence__partner_figure")]
    return any(not is_silent(one) and one.verdict not in FALLEN for one in found)


def check_speaks(evidence: Evidence) -> None:
    """Raises NotNow for a figure without a value."""
    if is_silent(evidence):
        raise NotNow(
            "Ce chiffre n’a pas de valeur ici : une absence n’est pas une preuve. Cherchez-le "
            "auprès d’un partenaire, ou prenez une autre preuve."
        )


def proof_of(evidence: Iterable[Weighed]) -> Proof:
    """Level of proof, quantitative and qualitative apart, and whether they agree.

    Only what supports or qualifies counts towards a level; what contradicts is counted apart, what
    gives context or has no value is not counted.
    """
    found = [one for one in evidence if not (one.is_silent or one.is_fallen)]
    favourable = [one for one in found if one.stance in {Stance.SUPPORTS, Stance.QUALIFIES}]
    against = [one for one in found if one.stance == Stance.CONTRADICTS]
    figures = [one for one in favourable if one.kind in QUANTITATIVE]
    facts = [one for one in favourable if one.kind in FACTS]
    voices = [one for one in favourable if one.kind == EvidenceKind.TESTIMONY]
    return Proof(
        quantitative=_quantitative(figures, facts),
        qualitative=_qualitative(voices),
        agreement=_agreement(figures, facts, voices, against),
        for_count=len(favourable),
        against_count=len(against),
    )


def _quantitative(figures: list[Weighed], facts: list[Weighed]) -> Level:
    sound = {one.source for one in figures if not one.is_frail}
    if len(sound) >= 2:
        return Level.STRONG
    if sound:
        return Level.SOUND
    return Level.WEAK if figures or facts else Level.NONE


def _qualitative(voices: list[Weighed]) -> Level:
    kinds = {one.voice for one in voices}
    if len(voices) >= MANY_VOICES and len(kinds) >= 2:
        return Level.STRONG
    if len(voices) >= FEW_VOICES:
        return Level.SOUND
    return Level.WEAK if voices else Level.NONE


def _agreement(
    figures: list[Weighed], facts: list[Weighed], voices: list[Weighed], against: list[Weighed]
) -> str:
    if against:
        return "contradict"
    if figures:
        return "agree" if voices else "figures_only"
    if facts:
        return "facts_agree" if voices else "facts_only"
    return "words_only" if voices else "none"
