"""Hypotheses, evidence and constats for the site's tests. Every word is invented."""

from typing import Any

from atelier.demarches.models import Demarche
from atelier.diagnosis.models import (
    Evidence,
    EvidenceKind,
    Finding,
    FindingEvidence,
    Hypothesis,
    HypothesisEvidence,
    OfferFact,
    Stance,
    Study,
    StudyFinding,
    Testimony,
    TestimonyKind,
)
from atelier.diagnosis.rules import subject_of
from atelier.meetings.models import Decision
from atelier.workshops.models import Group, Workshop
from tests.factories import atelier as make
from tests.factories import meetings


FIGURE = {
    "id": "taux_logements_vacants",
    "label": "Part des logements vacants",
    "theme": "logement",
    "value": 11.6,
    "unit": "percent",
    "status": "computed",
    "reliability": "good",
    "year": 2021,
    "geography_year": 2026,
    "source": "Recensement (fictif)",
    "source_id": "insee_rp_dossier",
    "sentence": "En 2021, 11,6 % des logements sont vacants.",
    "territory": "CC de Valmeyrac (territoire fictif)",
    "comparisons": [
        {
            "territory": "Département",
            "level": "departement",
            "value": 9.0,
            "status": "computed",
            "year": 2021,
        }
    ],
    "cautions": [],
    "reason": "",
}
PLACE = {"shelf": "fictif", "level": "epci", "code": "999000001", "communes": []}


def hypothesis(*, demarche: Demarche | None = None, **fields: Any) -> Hypothesis:
    """A hypothesis about empty dwellings."""
    owner = demarche or make.demarche()
    given = {"statement": "La vacance se concentre dans les bourgs.", "theme": "logement", **fields}
    given.setdefault("number", owner.hypotheses.count() + 1)
    return Hypothesis.objects.create(demarche=owner, **given)


def indicator(
    *, demarche: Demarche, figure: dict[str, Any] | None = None, **fields: Any
) -> Evidence:
    """A pinned figure."""
    frozen = {**FIGURE, **(figure or {})}
    given = {"title": frozen["label"], "indicator": frozen["id"], "place": PLACE, **fields}
    return Evidence.objects.create(
        demarche=demarche, kind=EvidenceKind.INDICATOR, frozen=frozen, **given
    )


def testimony(*, demarche: Demarche, **fields: Any) -> Testimony:
    """What someone said."""
    given = {
        "code": f"E{demarche.testimonies.count() + 1}",
        "kind": TestimonyKind.INTERVIEW,
        "text": "Tout est vide mais rien n’est à louer.",
        "about": "femme, 24 ans",
        **fields,
    }
    return Testimony.objects.create(demarche=demarche, **given)


testimony.__test__ = False


def words(*, demarche: Demarche, **fields: Any) -> Evidence:
    """A testimony as evidence."""
    said = testimony(demarche=demarche, **fields)
    return Evidence.objects.create(
        demarche=demarche, kind=EvidenceKind.TESTIMONY, title=str(said), testimony=said
    )


def study_finding(*, demarche: Demarche, **fields: Any) -> StudyFinding:
    """A sentence of a study."""
    study = Study.objects.create(demarche=demarche, title="PLUi-H (fictif)", year=2023)
    given = {"text": "Le parc ancien se vide.", "page": "12", "theme": "logement", **fields}
    return StudyFinding.objects.create(study=study, **given)


def offer_fact(*, demarche: Demarche, **fields: Any) -> OfferFact:
    """A fact of offer."""
    given = {"text": "Un seul bailleur a une antenne.", "source": "Inventaire (fictif)", **fields}
    return OfferFact.objects.create(demarche=demarche, **given)


def finding(*, demarche: Demarche | None = None, **fields: Any) -> Finding:
    """A constat in writing."""
    owner = demarche or make.demarche()
    given = {"statement": "Des logements sont vides et des jeunes cherchent.", **fields}
    given.setdefault("number", owner.findings.count() + 1)
    return Finding.objects.create(demarche=owner, **given)


def validation(finding: Finding, **fields: Any) -> Decision:
    """A decision of the COPIL, of today, that validates this constat."""
    given = {"subject": subject_of(finding), **fields}
    if "instance" not in given:
        given["instance"] = meetings.copil(demarche=finding.demarche)
    return meetings.decision(**given)


def supports(
    row: Hypothesis | Finding, evidence: Evidence, stance: Stance = Stance.SUPPORTS
) -> Any:
    """Rest a hypothesis or a constat on a piece of evidence."""
    if isinstance(row, Hypothesis):
        return HypothesisEvidence.objects.create(hypothesis=row, evidence=evidence, stance=stance)
    return FindingEvidence.objects.create(finding=row, evidence=evidence, stance=stance)


def group(*, demarche: Demarche, **fields: Any) -> Group:
    """A group of représentations of a workshop."""
    workshop = Workshop.objects.create(
        demarche=demarche, title="Atelier 1", code=f"A{Workshop.objects.count():05}"
    )
    given = {"name": "Les centres-bourgs se vident", "theme": "logement", **fields}
    return Group.objects.create(workshop=workshop, **given)
