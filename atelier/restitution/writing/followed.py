"""« Vous avez dit → ce que nous en avons fait »: each group of paroles, and what became of it.

A group nobody took up is printed too, and says so.
"""

from dataclasses import dataclass

from atelier.diagnosis.models import FindingStatus, Hypothesis, HypothesisStatus
from atelier.diagnosis.presenters import chain
from atelier.restitution.models import Restitution
from atelier.restitution.queries import Followed, said_and_done
from atelier.restitution.writing.content import flag_of
from atelier.ui.dates import day
from maillage.base.french import plural


HEADINGS = (
    "Vous avez dit",
    "Nous avons cherché à savoir si",
    "Nous avons établi que",
    "Il a été décidé",
)
NOT_TAKEN_UP = "Pas encore repris : cette parole reste au mur."
BEING_WRITTEN = "Un constat est en cours d’écriture."
BEING_CHECKED = "La vérification est en cours."
NOT_DECIDED = "Pas encore de décision."
NOTHING = "—"
CONCLUDED = {
    HypothesisStatus.REFUTED: "Les preuves vont contre : rien n’a été établi dans ce sens.",
    HypothesisStatus.SET_ASIDE: "Écartée avec son motif : elle n’a pas été vérifiée.",
}


@dataclass(frozen=True)
class Answered:
    """One group, in four columns."""

    said: str
    where: str
    supposed: tuple[str, ...]
    established: tuple[str, ...]
    decided: tuple[str, ...]
    has_drafts: bool = False

    def texts(self) -> tuple[str, ...]:
        """Every sentence."""
        return (self.said, *self.supposed, *self.established, *self.decided)


def followed_of(restitution: Restitution, *, drafts: bool = True) -> list[Answered]:
    """Every group of the démarche in which something was said, in the order of its workshops.

    Constats that are not validated appear only when the restitution shows them, and are flagged.
    """
    chosen = restitution.elements.all() if drafts else ()
    shown = {one.finding_id for one in chosen if one.finding_id}
    return [_answered(one, shown) for one in said_and_done(restitution.demarche) if one.cards]


def _answered(one: Followed, shown: set[int]) -> Answered:
    established, is_draft = _established(one, shown)
    workshop = one.group.workshop
    return Answered(
        said=f"« {one.group.name} »",
        where=f"{workshop}, {day(workshop.held_on)}, {plural(one.cards, 'carte')}",
        supposed=tuple(map(_supposed, one.hypotheses)) or (NOT_TAKEN_UP,),
        established=established,
        decided=tuple(
            f"{decision.text} ({decision.instance.name}, {day(decision.decided_on)})"
            for decision in one.decisions
        )
        or ((NOT_DECIDED,) if one.findings else (NOTHING,)),
        has_drafts=is_draft,
    )


def _supposed(one: Hypothesis) -> str:
    reason = f" {one.reason}" if one.reason else ""
    return f"{one.statement} {one.get_status_display()}.{reason}"


def _established(one: Followed, shown: set[int]) -> tuple[tuple[str, ...], bool]:
    """The constats, those in progress without their words unless they were chosen."""
    told, is_draft = [], False
    for finding in one.findings:
        if finding.status == FindingStatus.VALIDATED:
            told.append(f"{finding.statement} ({chain.validated(finding)})")
        elif finding.pk in shown:
            is_draft = True
            told.append(f"{finding.statement} {flag_of(finding)}.")
        elif BEING_WRITTEN not in told:
            told.append(BEING_WRITTEN)
    if told:
        return tuple(told), is_draft
    concluded = {HypothesisStatus(parent.status) for parent in one.hypotheses}
    ended = [text for status, text in CONCLUDED.items() if concluded == {status}]
    return tuple(ended) or ((BEING_CHECKED,) if one.hypotheses else (NOTHING,)), False
