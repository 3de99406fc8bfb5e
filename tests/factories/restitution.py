"""Restitutions for the site's tests, with something of each kind. Every name is invented."""

from typing import Any

from atelier.demarches.models import Demarche, InstanceKind
from atelier.diagnosis.models import (
    Evidence,
    Finding,
    FindingEvidence,
    FindingStatus,
    Hypothesis,
    HypothesisStatus,
    Testimony,
    TestimonyKind,
)
from atelier.meetings.models import Decision
from atelier.restitution import actions, queries
from atelier.restitution.models import Restitution
from atelier.workshops.models import Activity, ActivityKind, Card, CardOrigin, Group, Workshop
from tests.factories import atelier as given
from tests.factories import meetings


FROZEN = {
    "id": "taux_logements_vacants",
    "label": "Part des logements vacants",
    "theme": "logement",
    "value": 14.6,
    "unit": "percent",
    "status": "computed",
    "reliability": "safe",
    "year": 2021,
    "geography_year": 2026,
    "source": "Insee, recensement de la population",
    "source_id": "insee_rp",
    "reason": "",
    "comparisons": [
        {
            "territory": "Haute-Combe (fictif)",
            "code": "99",
            "level": "departement",
            "value": 9.94,
            "status": "computed",
            "year": 2021,
        },
        {
            "territory": "France métropolitaine",
            "code": "METRO",
            "level": "metropole",
            "value": 8.56,
            "status": "computed",
            "year": 2021,
        },
    ],
    "sentence": "À Valmeyrac, 14,6 % des logements étaient vacants en 2021, "
    "contre 8,6 % en France métropolitaine.",
    "cautions": ["Un logement vacant peut être en attente de vente ou de travaux."],
    "territory": "CC de Valmeyrac (territoire fictif)",
    "build": "essai",
}
SECRET = {
    **FROZEN,
    "id": "taux_pauvrete",
    "label": "Taux de pauvreté",
    "value": None,
    "status": "secret",
    "sentence": "",
    "comparisons": [],
}
STATEMENT = "Des logements sont vides dans les bourgs pendant que des jeunes cherchent à louer."
DRAFT = "Les services se touchent sans se parler."
WORDS = "J’ai cherché huit mois, tout est vide mais rien n’est à louer."
DECISION = "Ouvrir une permanence logement dans chaque bourg avant l’été."
GROUP = "Les centres-bourgs se vident"


def evidence(demarche: Demarche, frozen: dict[str, Any] | None = None, **fields: Any) -> Evidence:
    """A pinned indicator: the share of empty dwellings."""
    kept = frozen or FROZEN
    values = {
        "kind": "indicator",
        "title": f"{kept['label']} — Valmeyrac, 2021",
        "indicator": kept["id"],
        "place": {"shelf": "fictif", "level": "epci", "code": "999900001", "communes": []},
        "frozen": kept,
    }
    return Evidence.objects.create(demarche=demarche, **{**values, **fields})


def testimony(demarche: Demarche, **fields: Any) -> Testimony:
    """Words that may be quoted."""
    values = {
        "code": f"E{demarche.testimonies.count() + 1}",
        "kind": TestimonyKind.INTERVIEW,
        "text": WORDS,
        "about": "femme, 24 ans",
        "may_quote": True,
    }
    return Testimony.objects.create(demarche=demarche, **{**values, **fields})


def finding(demarche: Demarche, **fields: Any) -> Finding:
    """A constat validated by the COPIL; `status=FindingStatus.DRAFT` for one that is not."""
    values = {
        "number": demarche.findings.count() + 1,
        "statement": STATEMENT,
        "status": FindingStatus.VALIDATED,
        **fields,
    }
    if values["status"] == FindingStatus.VALIDATED and "validated_in" not in values:
        decided = decision(demarche, text="Le constat sur les logements vides est validé.")
        values |= {"validated_in": decided, "validated_on": decided.decided_on}
    return Finding.objects.create(demarche=demarche, **values)


def decision(demarche: Demarche, **fields: Any) -> Decision:
    """An adopted decision of the COPIL of the démarche."""
    copil = demarche.instances.filter(kind=InstanceKind.COPIL).first()
    copil = copil or meetings.copil(demarche=demarche)
    return meetings.decision(instance=copil, demarche=demarche, **{"text": DECISION, **fields})


def group(demarche: Demarche, **fields: Any) -> Group:
    """A group of two représentations that were read and may be shown."""
    workshop = demarche.workshops.first() or Workshop.objects.create(
        demarche=demarche, title="Atelier 1", code=f"VAL{demarche.pk}"
    )
    activity = workshop.activities.first() or Activity.objects.create(
        workshop=workshop, kind=ActivityKind.REPRESENTATIONS, title="Représentations"
    )
    made = Group.objects.create(workshop=workshop, **{"name": GROUP, **fields})
    for text in ("Tous les volets sont fermés", "Le centre meurt"):
        Card.objects.create(
            activity=activity,
            original=text,
            text=text,
            origin=CardOrigin.PAPER,
            group=made,
            is_checked=True,
        )
    return made


def chain(demarche: Demarche) -> Finding:
    """From a group to a validated constat: hypothesis, evidence, words, decision about it."""
    said = group(demarche)
    supposed = Hypothesis.objects.create(
        demarche=demarche,
        number=demarche.hypotheses.count() + 1,
        statement="La vacance se concentre dans les deux bourgs.",
        status=HypothesisStatus.CONFIRMED,
    )
    supposed.groups.add(said)
    established = finding(demarche)
    established.hypotheses.add(supposed)
    words = testimony(demarche)
    spoken = Evidence.objects.create(
        demarche=demarche, kind="testimony", title=str(words), testimony=words
    )
    for one in (evidence(demarche), spoken):
        FindingEvidence.objects.create(finding=established, evidence=one, stance="supports")
    decision(demarche, subject=f"finding:{established.pk}")
    return established


def restitution(demarche: Demarche | None = None, **fields: Any) -> Restitution:
    """An empty one; `whole` for one that shows everything."""
    opened = demarche or given.demarche(pilot=given.person())
    values = {
        "title": "Restitution au conseil d’administration",
        "audience": "Le conseil",
        **fields,
    }
    return actions.prepare(by=given.person(), demarche=opened, **values)


def whole(demarche: Demarche | None = None, *, drawings: bool = False) -> Restitution:
    """One of each kind, in order: constat, chiffre, paroles, décision, and drawings if asked.

    `drawings` needs the fictitious store.
    """
    opened = demarche or given.demarche(pilot=given.person())
    established = chain(opened)
    keys = [
        f"finding:{established.pk}",
        f"evidence:{opened.evidence.get(kind='indicator').pk}",
        f"words:{opened.testimonies.get().pk}",
        f"decision:{opened.decisions.get(text=DECISION).pk}",
    ]
    if drawings:
        keys[2:2] = ["map:taux_logements_vacants", "trend:taux_logements_vacants"]
    made = restitution(opened, message="Des logements vides, des jeunes qui cherchent.")
    actions.choose(by=made.written_by, restitution=made, keys=keys)
    return read(made)


def read(made: Restitution) -> Restitution:
    """The same as the pages read it."""
    found = queries.restitution(made.demarche, made.pk)
    assert found is not None
    return found
