"""The thread: how far the démarche has come from what people said to what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from atelier.demarches.models import Demarche
from atelier.diagnosis import queries as diagnosis
from atelier.diagnosis.models import Finding, Stance
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.rules import is_silent
from atelier.restitution.models import ElementKind, Restitution
from atelier.restitution.rules import DRAFTS
from atelier.workshops.models import Group
from maillage.base.french import plural


@dataclass(frozen=True)
class Knot:
    """One knot. `count` says how many in the démarche, `example` follows one constat shown."""

    kind: str
    title: str
    count: str
    example: str = ""


def thread_of(restitution: Restitution) -> tuple[Knot, ...]:
    """Five knots; the examples are those of the first constat shown that is not withdrawn."""
    demarche = restitution.demarche
    counted = diagnosis.counts(demarche)
    said_in = Group.objects.filter(workshop__demarche=demarche, cards__isnull=False)
    groups = said_in.distinct().count()
    decided = demarche.decisions.filter(is_approved=True).count()
    shown = _first(restitution)
    said, supposed, proved, established, done = _examples(demarche, shown)
    validated = plural(counted["validated"], "constat validé", "constats validés")
    return (
        Knot("said", "Ce qui a été dit", _groups(groups), said),
        Knot(
            "said", "Ce que nous supposions", plural(counted["hypotheses"], "hypothèse"), supposed
        ),
        Knot("established", "Ce que disent les preuves", _proofs(counted["evidence"]), proved),
        Knot("established", "Ce qui est établi", validated, established),
        Knot("todo", "Ce qui est décidé", plural(decided, "décision"), done),
    )


def _first(restitution: Restitution) -> Finding | None:
    chosen = [one.finding for one in restitution.elements.all() if one.kind == ElementKind.FINDING]
    shown = [one for one in chosen if one is not None and one.status != "withdrawn"]
    shown.sort(key=lambda one: one.status in DRAFTS)
    return shown[0] if shown else None


def _examples(demarche: Demarche, shown: Finding | None) -> Iterable[str]:
    """One sentence for each knot; empty where the chain does not go."""
    whole = diagnosis.finding(demarche, shown.pk) if shown else None
    if whole is None:
        return ("",) * 5
    hypotheses = list(whole.hypotheses.all())
    groups = [group for one in hypotheses for group in one.groups.all()]
    links = [link for link in whole.links.all() if not is_silent(link.evidence)]
    opposed = sum(1 for link in links if link.stance == Stance.CONTRADICTS)
    against = f", dont {opposed} contre" if opposed else ""
    flag = " (non validé)" if whole.status in DRAFTS else ""
    return (
        f"« {groups[0].name} »" if groups else "",
        hypotheses[0].statement if hypotheses else "",
        f"{_proofs(len(links))}{against} pour ce constat",
        f"{whole.statement}{flag}",
        chain.validated(whole),
    )


def _groups(count: int) -> str:
    return f"{plural(count, 'groupe')} de paroles"


def _proofs(count: int) -> str:
    return plural(count, "preuve")
