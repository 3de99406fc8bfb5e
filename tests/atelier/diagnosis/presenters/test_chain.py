"""The thread, both ways."""

from datetime import date

import pytest

from atelier.diagnosis import queries
from atelier.diagnosis.models import FindingStatus, Stance
from atelier.diagnosis.presenters import chain
from tests.factories import atelier as make
from tests.factories import diagnosis as making
from tests.factories import meetings


pytestmark = pytest.mark.django_db


def test_thread_of_a_constat_goes_from_what_was_said_to_what_is_established():
    finding = making.finding()
    demarche = finding.demarche
    hypothesis = making.hypothesis(demarche=demarche)
    hypothesis.groups.add(making.group(demarche=demarche))
    finding.hypotheses.add(hypothesis)
    making.supports(finding, making.indicator(demarche=demarche))

    knots = chain.thread_of_finding(queries.finding(demarche, finding.pk))

    assert [(knot["kind"], knot["title"]) for knot in knots] == [
        ("said", "Représentation"),
        ("said", "Hypothèse H1"),
        ("established", "Preuves"),
        ("established", "Constat C1"),
    ]
    assert [knot["title"] for knot in knots if knot.get("current")] == ["Constat C1"]


def test_thread_tells_figures_from_words_and_leaves_out_figures_without_a_value():
    finding = making.finding()
    for one in (
        making.indicator(demarche=finding.demarche),
        making.indicator(demarche=finding.demarche, figure={"value": None, "status": "secret"}),
        making.words(demarche=finding.demarche),
        making.words(demarche=finding.demarche),
    ):
        making.supports(finding, one)

    knots = chain.thread_of_finding(queries.finding(finding.demarche, finding.pk))

    assert knots[0]["text"].replace("\xa0", " ") == "1 chiffre, 2 paroles"


def test_thread_of_a_hypothesis_ends_with_the_constat_not_written_yet():
    hypothesis = making.hypothesis()

    knots = chain.thread_of_hypothesis(queries.hypothesis(hypothesis.demarche, hypothesis.pk))

    assert (knots[-1]["text"], knots[-1]["is_open"]) == ("Pas encore écrit", True)


def test_validation_names_the_instance_and_the_day():
    finding = making.finding()
    decision = meetings.decision(
        instance=meetings.copil(demarche=finding.demarche), decided_on=date(2027, 3, 1)
    )
    finding.validated_in, finding.validated_on = decision, decision.decided_on
    finding.status = FindingStatus.VALIDATED

    assert chain.validated(finding) == "Validé en COPIL du 1er mars 2027"


def test_proof_is_said_for_figures_and_for_words():
    finding = making.finding()
    making.supports(finding, making.indicator(demarche=finding.demarche))

    told = chain.finding(finding)["proof"]

    assert told["summary"] == "Preuve par les chiffres : établie. Par les paroles : aucune."


def test_level_of_proof_says_why_and_what_gives_context_does_not_count():
    finding = making.finding()
    making.supports(finding, making.indicator(demarche=finding.demarche), Stance.CONTEXT)

    told = chain.finding(finding)["proof"]

    assert told["summary"] == "Preuve par les chiffres : aucune. Par les paroles : aucune."
    assert told["counted"].replace("\xa0", " ") == "Ici : 0 preuve pour, 0 contre."
    assert "« établie » à partir de 3" in told["why"][1]


def test_thread_of_a_piece_of_evidence_goes_both_ways():
    hypothesis = making.hypothesis()
    demarche = hypothesis.demarche
    figure = making.indicator(demarche=demarche)
    hypothesis.groups.add(making.group(demarche=demarche))
    making.supports(hypothesis, figure)
    making.supports(making.finding(demarche=demarche), figure)

    told = [one["title"] for one in chain.thread_of_evidence(figure, drafts=True)]

    assert told == ["Représentation", "Hypothèse H1", "Cette preuve", "Constat C1"]
    assert "Constat C1" not in [
        one["title"] for one in chain.thread_of_evidence(figure, drafts=False)
    ]


def test_hypotheses_side_by_side_are_one_knot():
    figure = making.indicator(demarche=make.demarche())
    group = making.group(demarche=figure.demarche)
    for _ in range(2):
        hypothesis = making.hypothesis(demarche=figure.demarche)
        making.supports(hypothesis, figure)
    hypothesis.groups.add(group)

    said, hypotheses, current = chain.thread_of_evidence(figure, drafts=True)

    assert said["note"].endswith(", d’où H2")
    assert hypotheses["title"] == "2\xa0hypothèses"
    assert [part["title"] for part in hypotheses["parts"]] == ["Hypothèse H1", "Hypothèse H2"]
    assert current["title"] == "Cette preuve"
