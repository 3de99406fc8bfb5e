"""The states of a démarche, drawn from the tables that rule them."""

import pytest

from atelier.demarches.models import DemarcheStatus, StepStatus
from atelier.demarches.rules import DEMARCHE_TRANSITIONS, STEP_TRANSITIONS
from atelier.diagnosis.models import (
    EvidenceKind,
    FindingStatus,
    HypothesisStatus,
    Level,
    Stance,
    TestimonyKind,
    Verdict,
)
from atelier.diagnosis.rules import (
    FINDING_CLOSED,
    FINDING_TRANSITIONS,
    HYPOTHESIS_CLOSED,
    HYPOTHESIS_TRANSITIONS,
    Weighed,
    proof_of,
)
from atelier.diagnosis.verdicts import NEAR, SHIFT, verdict_on
from atelier.meetings.models import DecisionStatus, MeetingStatus
from atelier.meetings.rules import DECISION_TRANSITIONS, MEETING_TRANSITIONS
from maillage.base.french import number
from tests.spec.sheets import Page, Sheet


SHEET = Sheet(
    "etats-et-passages",
    "États et passages",
    "Ce qui peut changer d’état dans une démarche, et par quels passages. Les dessins et les "
    "tables viennent du code : aucun autre passage n’existe.",
)


def closed(page: Page, table: dict, labels: type) -> None:
    """The states in which nothing changes any more, with what is said to whoever tries."""
    page.table(
        ["Dans cet état, rien ne change plus", "Ce qui est dit"],
        [[one.label, table[one].format(what="ses preuves")] for one in labels if one in table],
    )


def drawn(page: Page, table: dict, labels: type) -> None:
    """A diagram and the same in a table."""
    arrows = [
        f"    {before.name} --> {after.name}"
        for before, afters in table.items()
        for after in labels
        if after in afters and after != before
    ]
    names = [f'    {state.name}["{state.label}"]' for state in labels]
    page.code("\n".join(["flowchart LR", *names, *arrows]), language="mermaid")
    page.table(
        ["De", "Vers"],
        [
            [
                before.label,
                ", ".join(after.label for after in labels if after in table[before])
                or "rien : c’est définitif",
            ]
            for before in labels
        ],
    )


@SHEET.section("Démarche")
def demarche(page: Page) -> None:
    drawn(page, DEMARCHE_TRANSITIONS, DemarcheStatus)
    assert DEMARCHE_TRANSITIONS[DemarcheStatus.ARCHIVED] == set()


@SHEET.section("Étape")
def step(page: Page) -> None:
    drawn(page, STEP_TRANSITIONS, StepStatus)


@SHEET.section("Réunion")
def meeting(page: Page) -> None:
    drawn(page, MEETING_TRANSITIONS, MeetingStatus)
    page.text("Convoquer de nouveau envoie le changement à ceux qui avaient reçu la convocation.")


@SHEET.section("Décision")
def decision(page: Page) -> None:
    drawn(page, DECISION_TRANSITIONS, DecisionStatus)


@SHEET.section("Hypothèse")
def hypothesis(page: Page) -> None:
    drawn(page, HYPOTHESIS_TRANSITIONS, HypothesisStatus)
    page.text("Conclure demande au moins une preuve. Écarter demande de dire pourquoi.")
    closed(page, HYPOTHESIS_CLOSED, HypothesisStatus)


@SHEET.section("Constat")
def finding(page: Page) -> None:
    drawn(page, FINDING_TRANSITIONS, FindingStatus)
    page.text(
        "Un constat se propose avec au moins une preuve. Il se valide par une décision adoptée, de "
        "nature « validation », d’une instance qui valide (comité de pilotage, conseil) : "
        "l’instance et le jour comptent, l’auteur de la saisie est tracé."
    )
    closed(page, FINDING_CLOSED, FindingStatus)


@SHEET.section("Niveau de preuve")
def proof(page: Page) -> None:
    figure = Weighed(EvidenceKind.INDICATOR, Stance.SUPPORTS, source="recensement")
    other = Weighed(EvidenceKind.PARTNER, Stance.SUPPORTS, source="caf")
    frail = Weighed(EvidenceKind.INDICATOR, Stance.SUPPORTS, source="recensement", is_frail=True)
    voice = Weighed(EvidenceKind.TESTIMONY, Stance.SUPPORTS, voice=TestimonyKind.INTERVIEW)
    group = Weighed(EvidenceKind.TESTIMONY, Stance.SUPPORTS, voice=TestimonyKind.GROUP)
    page.text(
        "Chiffres et paroles se jugent à part. Seules comptent les preuves qui vont dans le sens "
        "du constat ou le nuancent ; celles qui vont contre sont comptées à part et dites."
    )
    page.table(
        ["Preuves", "Par les chiffres"],
        [
            ["aucune", _quantitative([], Level.NONE)],
            ["un chiffre à lire avec prudence", _quantitative([frail], Level.WEAK)],
            ["un chiffre sûr, ou deux de la même source", _quantitative([figure] * 2, Level.SOUND)],
            ["deux chiffres sûrs de deux sources", _quantitative([figure, other], Level.STRONG)],
        ],
    )
    page.table(
        ["Preuves", "Par les paroles"],
        [
            ["aucune", _qualitative([], Level.NONE)],
            ["deux paroles", _qualitative([voice] * 2, Level.WEAK)],
            ["trois paroles, ou six du même genre", _qualitative([voice] * 6, Level.SOUND)],
            ["six paroles de deux genres", _qualitative([voice] * 5 + [group], Level.STRONG)],
        ],
    )


@SHEET.section("Quand un chiffre plus récent paraît")
def newer(page: Page) -> None:
    page.text(
        "Chaque indicateur épinglé est relu. Le repère est le territoire au-dessus le plus proche "
        f"qui a une valeur. À moins de {number(NEAR * 100)} % du repère, c’est « le même niveau ». "
        f"Une valeur a bougé quand elle change de plus de {number(SHIFT * 100)} %."
    )
    page.table(
        ["Épinglé", "Aujourd’hui", "Repère", "Relecture"],
        [
            ["12", "12,5", "10", _verdict(12.5, Verdict.CONFIRMED)],
            ["12", "14", "10", _verdict(14.0, Verdict.SHIFTED)],
            ["12", "9", "10", _verdict(9.0, Verdict.REVERSED)],
            ["12", "10,1", "10", _verdict(10.1, Verdict.SHIFTED)],
            ["12", "non publié", "10", _verdict(None, Verdict.LOST)],
        ],
    )
    page.text(
        "Les deux chiffres se comparent au même repère : le plus proche que tous deux aient. "
        "Arriver au niveau du repère, le quitter, ou devenir fragile, c’est être déplacé. Sans "
        "repère, une évolution qui change de signe est inversée. Un chiffre dont l’unité, la "
        "définition, le périmètre ou la série a changé est « non comparable », avec la raison. "
        "Un chiffre plus ancien que celui qui est épinglé ne dit rien."
    )
    page.text(
        "Un constat validé qui s’appuie sur un chiffre déplacé, inversé, non comparable ou perdu "
        "est à revoir."
    )


def _quantitative(evidence: list[Weighed], expected: Level) -> str:
    found = proof_of(evidence).quantitative
    assert found == expected
    return Level(found).label


def _qualitative(evidence: list[Weighed], expected: Level) -> str:
    found = proof_of(evidence).qualitative
    assert found == expected
    return Level(found).label


def _verdict(value: float | None, expected: Verdict) -> str:
    reference = [{"level": "departement", "value": 10.0}]
    before = {"value": 12.0, "year": 2021, "comparisons": reference}
    found = verdict_on(before, {"value": value, "year": 2022, "comparisons": reference})
    assert found == expected
    return expected.label


@pytest.mark.parametrize("section", dict(SHEET.sections).values(), ids=list(dict(SHEET.sections)))
def test_section_runs(section):
    section(Page())
