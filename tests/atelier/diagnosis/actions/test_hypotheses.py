"""Hypotheses: written, given evidence, concluded."""

import pytest

from atelier.audit.models import Event
from atelier.audit.queries import of_target
from atelier.demarches.rules import NotNow
from atelier.diagnosis.actions.hypotheses import (
    attach,
    change_hypothesis,
    detach,
    set_hypothesis_status,
    write_hypothesis,
)
from atelier.diagnosis.models import HypothesisStatus, Stance
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def test_hypothesis_is_numbered_and_keeps_where_it_comes_from():
    demarche = make.demarche()
    group = making.group(demarche=demarche)

    first = write_hypothesis(by=make.person(), demarche=demarche, statement="Un.", groups=[group])
    second = write_hypothesis(by=make.person(), demarche=demarche, statement="Deux.")

    assert (first.number, second.number) == (1, 2)
    assert list(first.groups.all()) == [group]


def test_representations_of_another_demarche_are_refused():
    group = making.group(demarche=make.demarche())

    with pytest.raises(NotNow, match="autre démarche"):
        write_hypothesis(
            by=make.person(), demarche=make.demarche(), statement="Un.", groups=[group]
        )


def test_nothing_is_concluded_without_evidence():
    hypothesis = making.hypothesis(status=HypothesisStatus.RETAINED)

    with pytest.raises(NotNow, match="au moins une preuve"):
        set_hypothesis_status(
            by=make.person(), hypothesis=hypothesis, status=HypothesisStatus.CONFIRMED
        )


def test_hypothesis_is_set_aside_with_a_reason_only():
    hypothesis = making.hypothesis()

    with pytest.raises(NotNow, match="pourquoi"):
        set_hypothesis_status(
            by=make.person(), hypothesis=hypothesis, status=HypothesisStatus.SET_ASIDE
        )


@pytest.mark.parametrize(
    ("stance", "status"),
    [
        (Stance.SUPPORTS, HypothesisStatus.REFUTED),
        (Stance.CONTRADICTS, HypothesisStatus.CONFIRMED),
    ],
)
def test_conclusion_that_its_evidence_does_not_show_says_why(stance, status):
    hypothesis = making.hypothesis(status=HypothesisStatus.RETAINED)
    making.supports(hypothesis, making.indicator(demarche=hypothesis.demarche), stance)

    with pytest.raises(NotNow, match="dites pourquoi"):
        set_hypothesis_status(by=make.person(), hypothesis=hypothesis, status=status)

    set_hypothesis_status(
        by=make.person(), hypothesis=hypothesis, status=status, reason="Le collectif a tranché."
    )


def test_proposed_hypothesis_is_retained_before_it_is_concluded():
    hypothesis = making.hypothesis()
    making.supports(hypothesis, making.indicator(demarche=hypothesis.demarche))

    with pytest.raises(NotNow):
        set_hypothesis_status(
            by=make.person(), hypothesis=hypothesis, status=HypothesisStatus.CONFIRMED
        )


def test_concluded_hypothesis_is_reopened_before_it_changes():
    hypothesis = making.hypothesis(status=HypothesisStatus.REFUTED)

    with pytest.raises(NotNow, match="rouvrez"):
        change_hypothesis(by=make.person(), hypothesis=hypothesis, statement="Autre.")


def test_evidence_of_a_concluded_hypothesis_stays_as_it_was():
    hypothesis = making.hypothesis(status=HypothesisStatus.CONFIRMED)
    figure = making.indicator(demarche=hypothesis.demarche)
    making.supports(hypothesis, figure)

    with pytest.raises(NotNow, match="rouvrez-la.* avant de changer ses preuves"):
        detach(by=make.person(), hypothesis=hypothesis, evidence=figure)
    with pytest.raises(NotNow, match="rouvrez-la"):
        attach(by=make.person(), hypothesis=hypothesis, evidence=figure, stance=Stance.CONTRADICTS)

    assert [link.stance for link in hypothesis.links.all()] == [Stance.SUPPORTS]


def test_journal_keeps_the_side_evidence_was_on():
    hypothesis = making.hypothesis()
    figure = making.indicator(demarche=hypothesis.demarche)
    making.supports(hypothesis, figure)

    attach(by=make.person(), hypothesis=hypothesis, evidence=figure, stance=Stance.CONTRADICTS)
    detach(by=make.person(), hypothesis=hypothesis, evidence=figure)

    detached, attached = of_target("hypothesis", hypothesis.pk)[:2]
    assert (attached.before["stance"], attached.after["stance"]) == ("supports", "contradicts")
    assert detached.before["stance"] == "contradicts"


def test_evidence_attached_again_changes_side():
    hypothesis = making.hypothesis()
    figure = making.indicator(demarche=hypothesis.demarche)
    attach(by=make.person(), hypothesis=hypothesis, evidence=figure, stance=Stance.SUPPORTS)

    attach(by=make.person(), hypothesis=hypothesis, evidence=figure, stance=Stance.CONTRADICTS)

    assert [link.stance for link in hypothesis.links.all()] == [Stance.CONTRADICTS]


def test_evidence_of_another_demarche_is_refused():
    foreign = making.indicator(demarche=make.demarche())

    with pytest.raises(NotNow):
        attach(
            by=make.person(),
            hypothesis=making.hypothesis(),
            evidence=foreign,
            stance=Stance.SUPPORTS,
        )


def test_detached_evidence_stays_in_the_demarche():
    hypothesis = making.hypothesis()
    figure = making.indicator(demarche=hypothesis.demarche)
    making.supports(hypothesis, figure)

    detach(by=make.person(), hypothesis=hypothesis, evidence=figure)

    figure.refresh_from_db()
    assert not hypothesis.links.exists()
    assert Event.objects.filter(action="diagnosis.evidence_detached").exists()
