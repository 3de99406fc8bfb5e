"""Hypotheses, constats and the thread that ties them, as pages and exports print them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from atelier.demarches import library
from atelier.diagnosis import queries
from atelier.diagnosis.models import (
    Evidence,
    EvidenceKind,
    Finding,
    FindingStatus,
    Hypothesis,
    HypothesisStatus,
    Level,
    Stance,
)
from atelier.diagnosis.presenters import evidence as proofs
from atelier.diagnosis.rules import (
    COMPETENCES,
    FEW_VOICES,
    FINDING_CLOSED,
    HYPOTHESIS_CLOSED,
    MANY_VOICES,
    TOLD_FINDINGS,
    Proof,
    is_silent,
    proof_of,
)
from atelier.portraits import queries as portraits
from atelier.ui.dates import day
from atelier.workshops.models import Group
from maillage.base.french import plural


HYPOTHESIS_TONES = {
    HypothesisStatus.PROPOSED: "said",
    HypothesisStatus.RETAINED: "info",
    HypothesisStatus.SET_ASIDE: "neutral",
    HypothesisStatus.CONFIRMED: "good",
    HypothesisStatus.QUALIFIED: "info",
    HypothesisStatus.REFUTED: "bad",
}
FINDING_TONES = {
    FindingStatus.DRAFT: "neutral",
    FindingStatus.PROPOSED: "info",
    FindingStatus.VALIDATED: "good",
    FindingStatus.TO_REVIEW: "warning",
    FindingStatus.WITHDRAWN: "neutral",
}
# Singular and plural, in the order they are told.
NOUNS = FIGURES, FACTS, WORDS = (
    ("chiffre", "chiffres"),
    ("fait d’étude ou d’offre", "faits d’étude ou d’offre"),
    ("parole", "paroles"),
)
PROOF_NOUNS = {
    EvidenceKind.INDICATOR: FIGURES,
    EvidenceKind.PARTNER: FIGURES,
    EvidenceKind.STUDY: FACTS,
    EvidenceKind.OFFER: FACTS,
    EvidenceKind.TESTIMONY: WORDS,
}
AGREEMENTS = {
    "agree": "Les chiffres et les paroles vont dans le même sens.",
    "facts_agree": "Études, offre et paroles vont dans le même sens ; aucun chiffre encore.",
    "contradict": "Des preuves se contredisent : c’est écrit, et cela se discute.",
    "figures_only": "Un seul genre de preuve : des chiffres, pas de paroles.",
    "facts_only": "Un seul genre de preuve : des études ou de l’offre, ni chiffres ni paroles.",
    "words_only": "Un seul genre de preuve : des paroles, pas de chiffres.",
    "none": "Aucune preuve encore.",
}


def about(row: Any) -> str:
    """« Logement · Jeunes »."""
    publics = row.publics if isinstance(row, Finding) else [row.public]
    found = (library.themes().get(row.theme, ""), *map(library.public_label, publics))
    return " · ".join(one for one in found if one)


def hypothesis(one: Hypothesis) -> dict[str, Any]:
    """A line of the register."""
    return {
        "pk": one.pk,
        "number": f"H{one.number}",
        "statement": one.statement,
        "about": about(one),
        "word": one.get_status_display(),
        "tone": HYPOTHESIS_TONES[HypothesisStatus(one.status)],
        "reason": one.reason,
        "supports": getattr(one, "supports", None),
        "contradicts": getattr(one, "contradicts", None),
        "url": hypothesis_url(one),
    }


def hypothesis_url(one: Hypothesis) -> str:
    """Its page."""
    return reverse(
        "diagnosis:hypothesis",
        kwargs={"demarche_id": one.demarche_id, "hypothesis_id": one.pk},
    )


def finding_url(one: Finding) -> str:
    """Its page."""
    return reverse(
        "diagnosis:finding", kwargs={"demarche_id": one.demarche_id, "finding_id": one.pk}
    )


def group(one: Group) -> dict[str, Any]:
    """A group of représentations, with the words of its cards."""
    cards = [card for card in one.cards.all() if not card.is_withheld]
    return {
        "pk": one.pk,
        "name": one.name,
        "about": about(one),
        "workshop": f"{one.workshop}, {day(one.workshop.held_on)}",
        "count": len(cards),
        "cards": [card.text for card in cards[:5]],
    }


def told(found: Iterable[Finding], *, drafts: bool) -> list[Finding]:
    """The constats named beside what they rest on; without `drafts`, those everyone reads."""
    return [one for one in found if drafts or one.status in TOLD_FINDINGS]


def finding(one: Finding) -> dict[str, Any]:
    """A line of the register of constats."""
    return {
        "pk": one.pk,
        "number": f"C{one.number}",
        "statement": one.statement,
        "detail": one.detail,
        "about": about(one),
        "word": one.get_status_display(),
        "tone": FINDING_TONES[FindingStatus(one.status)],
        "communes": communes(one),
        "competent": ", ".join(COMPETENCES[key] for key in one.competent if key in COMPETENCES),
        "validated": validated(one),
        "proof": proof(proof_of(queries.weighed(link) for link in one.links.all())),
        "url": finding_url(one),
    }


def communes(one: Hypothesis | Finding) -> str:
    """The names of the communes it is about; empty when it is about all of them."""
    if not one.communes:
        return ""
    named = {
        found.code: found.name for found in portraits.communes_of(one.demarche.shelf, one.communes)
    }
    return ", ".join(named.get(code, code) for code in one.communes)


def validated(one: Finding) -> str:
    """« Validé en COPIL du 1er mars 2027 »; empty before, and while it is looked at again."""
    if one.status != FindingStatus.VALIDATED or one.validated_in is None:
        return ""
    return f"Validé en {one.validated_in.instance.name} du {day(one.validated_on)}"


def formerly(one: Finding) -> list[dict[str, str]]:
    """The validations that no longer hold, latest first, in the words validated that day."""
    return [
        {
            "told": f"Validé en {past.decision.instance.name} du {day(past.validated_on)}, "
            f"rouvert le {day(past.reopened_on)}",
            "statement": past.statement if past.statement != one.statement else "",
            "url": _decision_url(one, past.decision_id),
        }
        for past in one.validations.all()
        if past.reopened_on is not None
    ]


def _decision_url(one: Finding, decision_id: int) -> str:
    return reverse(
        "meetings:decision", kwargs={"demarche_id": one.demarche_id, "decision_id": decision_id}
    )


# The rule of `rules.proof_of`, as pages tell it; a test holds the two together.
WHY = (
    (
        "Par les chiffres : « fragile » avec une étude, un fait d’offre ou un chiffre peu fiable ; "
        "« établie » avec un chiffre fiable ; « solide » avec deux, de sources différentes."
    ),
    (
        f"Par les paroles : « fragile » avec une parole ; « établie » à partir de {FEW_VOICES} ; "
        f"« solide » à partir de {MANY_VOICES}, d’au moins deux natures (entretien, groupe…)."
    ),
    (
        "Seules comptent les preuves qui vont dans ce sens ou qui nuancent. Celles qui éclairent, "
        "les chiffres sans valeur, et ceux que des données plus récentes ont inversés, perdus ou "
        "rendus non comparables, ne comptent pas. Celles qui vont contre se disent à part."
    ),
)


def proof(found: Proof) -> dict[str, Any]:
    """The level of proof, in words."""
    return {
        "quantitative": Level(found.quantitative).label,
        "qualitative": Level(found.qualitative).label,
        "agreement": AGREEMENTS[found.agreement],
        "counted": f"Ici : {plural(found.for_count, 'preuve')} pour, {found.against_count} contre.",
        "why": WHY,
        "contradicts": found.agreement == "contradict",
        "summary": f"Preuve par les chiffres : {Level(found.quantitative).label.lower()}. "
        f"Par les paroles : {Level(found.qualitative).label.lower()}.",
    }


def thread_of_finding(one: Finding) -> list[dict[str, Any]]:
    """From what people said to the constat."""
    return [
        *_beginnings(list(one.hypotheses.all())),
        _proofs(one),
        {
            "kind": "established",
            "title": f"Constat C{one.number}",
            "text": one.statement,
            "note": validated(one) or one.get_status_display(),
            "is_open": one.status != FindingStatus.VALIDATED,
            "current": True,
        },
    ]


def thread_of_hypothesis(one: Hypothesis, *, drafts: bool = True) -> list[dict[str, Any]]:
    """From the représentations of a hypothesis to its constats."""
    found = told(one.findings.all(), drafts=drafts)
    return [
        *_stage("représentation", [_said(group) for group in one.groups.all()]),
        {**_supposed(one), "url": "", "current": True},
        _proofs(one),
        *_stage("constat", [_established(finding) for finding in found]),
        *(
            []
            if found
            else [
                {
                    "kind": "established",
                    "title": "Constat",
                    "text": "Pas encore écrit",
                    "is_open": True,
                }
            ]
        ),
    ]


def thread_of_evidence(one: Evidence, *, drafts: bool) -> list[dict[str, Any]]:
    """From what people said to the constats, through this piece of evidence."""
    found = told(one.findings.all(), drafts=drafts)
    return [
        *_beginnings(list(one.hypotheses.all())),
        {"kind": "established", "title": "Cette preuve", "text": str(one), "current": True},
        *_stage("constat", [_established(finding) for finding in found]),
    ]


def _beginnings(hypotheses: list[Hypothesis]) -> list[dict[str, Any]]:
    """What was said, then what was supposed; with several hypotheses, which came from what."""
    born: dict[int, list[str]] = {}
    groups = {}
    for parent in hypotheses:
        for group in parent.groups.all():
            groups[group.pk] = group
            born.setdefault(group.pk, []).append(f"H{parent.number}")
    said = [_said(group) for group in groups.values()]
    if len(hypotheses) > 1:
        for knot, numbers in zip(said, born.values(), strict=True):
            knot["note"] += f", d’où {' et '.join(numbers)}"
    return [
        *_stage("représentation", said),
        *_stage("hypothèse", [_supposed(parent) for parent in hypotheses]),
    ]


def _stage(noun: str, knots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What stands side by side on the thread is one knot: none of it comes out of another."""
    if len(knots) < 2:
        return knots
    return [
        {
            "kind": knots[0]["kind"],
            "title": plural(len(knots), noun),
            "parts": knots,
            "is_open": all(one.get("is_open") for one in knots),
        }
    ]


def _established(finding: Finding) -> dict[str, Any]:
    return {
        "kind": "established",
        "title": f"Constat C{finding.number}",
        "text": finding.statement,
        "note": finding.get_status_display(),
        "url": finding_url(finding),
        "is_open": finding.status != FindingStatus.VALIDATED,
    }


def _said(group: Group) -> dict[str, Any]:
    return {
        "kind": "said",
        "title": "Représentation",
        "text": f"« {group.name} »",
        "note": f"{group.workshop}, {day(group.workshop.held_on)}",
        "url": reverse(
            "workshops:workshop",
            kwargs={
                "demarche_id": group.workshop.demarche_id,
                "workshop_id": group.workshop_id,
            },
        ),
    }


def _supposed(one: Hypothesis) -> dict[str, Any]:
    return {
        "kind": "said",
        "title": f"Hypothèse H{one.number}",
        "text": one.statement,
        "note": one.get_status_display(),
        "url": hypothesis_url(one),
        "is_open": one.status == HypothesisStatus.PROPOSED,
    }


def _proofs(row: Any) -> dict[str, Any]:
    links = [link for link in row.links.all() if not is_silent(link.evidence)]
    against = sum(1 for link in links if link.stance == Stance.CONTRADICTS)
    kinds = Counter(PROOF_NOUNS[EvidenceKind(link.evidence.kind)] for link in links)
    counted = ", ".join(plural(kinds[nouns], *nouns) for nouns in NOUNS if kinds[nouns])
    return {
        "kind": "established",
        "title": "Preuves",
        "text": counted or "À chercher",
        "note": f"dont {against} contre" if against else "",
        "url": "#preuves",
        "is_open": not links,
    }


def whole_hypothesis(one: Hypothesis, *, reads_words: bool) -> dict[str, Any]:
    """The page of a hypothesis."""
    return {
        **hypothesis(one),
        "communes": communes(one),
        "is_open": HypothesisStatus(one.status) not in HYPOTHESIS_CLOSED,
        "would_confirm": one.would_confirm,
        "would_refute": one.would_refute,
        "groups": [group(parent) for parent in one.groups.all()],
        "links": [proofs.linked(link, reads_words=reads_words) for link in one.links.all()],
        "proof": proof(proof_of(queries.weighed(link) for link in one.links.all())),
        "written": f"Écrite le {day(timezone.localdate(one.written_at))}"
        + (f" par {one.written_by}" if one.written_by else ""),
    }


def whole_finding(one: Finding, *, reads_words: bool) -> dict[str, Any]:
    """The page of a constat."""
    return {
        **finding(one),
        "links": [proofs.linked(link, reads_words=reads_words) for link in one.links.all()],
        "breaks": list(one.path_breaks.all()),
        "hypotheses": [f"H{parent.number} — {parent.statement}" for parent in one.hypotheses.all()],
        "is_open": FindingStatus(one.status) not in FINDING_CLOSED,
        "decision_url": _decision_url(one, one.validated_in_id) if one.validated_in_id else "",
        "formerly": formerly(one),
        "written": f"Écrit le {day(timezone.localdate(one.written_at))}"
        + (f" par {one.written_by}" if one.written_by else ""),
    }
