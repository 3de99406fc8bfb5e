"""Constats: written, proposed, validated by a relevé."""

from datetime import timedelta

import pytest

from atelier.audit.queries import of_target
from atelier.demarches.models import InstanceKind
from atelier.demarches.rules import NotNow
from atelier.diagnosis import rules
from atelier.diagnosis.actions.findings import (
    change_finding,
    rest_off,
    rest_on,
    set_finding_status,
    set_path_breaks,
    validate,
    validate_in_sitting,
    write_finding,
)
from atelier.diagnosis.models import Finding, FindingStatus, Stance
from atelier.meetings.models import DecisionKind
from tests.factories import atelier as make
from tests.factories import diagnosis as making
from tests.factories import meetings


pytestmark = pytest.mark.django_db


def proposed():
    finding = making.finding(status=FindingStatus.PROPOSED)
    making.supports(finding, making.indicator(demarche=finding.demarche))
    return finding


def test_constat_takes_over_the_evidence_of_its_hypotheses_for_and_against():
    hypothesis = making.hypothesis()
    demarche = hypothesis.demarche
    making.supports(hypothesis, making.indicator(demarche=demarche))
    making.supports(hypothesis, making.words(demarche=demarche), Stance.CONTRADICTS)

    finding = write_finding(
        by=make.person(), demarche=demarche, statement="Un.", hypotheses=[hypothesis]
    )

    assert sorted(link.stance for link in finding.links.all()) == ["contradicts", "supports"]


def test_constat_without_evidence_is_not_proposed():
    with pytest.raises(NotNow, match="au moins une preuve"):
        set_finding_status(
            by=make.person(), finding=making.finding(), status=FindingStatus.PROPOSED
        )


def test_constat_is_not_validated_by_a_button():
    with pytest.raises(NotNow, match="décision du comité"):
        set_finding_status(by=make.person(), finding=proposed(), status=FindingStatus.VALIDATED)


def test_constat_is_validated_by_the_releve_of_the_copil():
    finding = proposed()
    decision = making.validation(finding)

    validate(by=make.person(), finding=finding, decision=decision)

    finding.refresh_from_db()
    assert finding.status == FindingStatus.VALIDATED
    assert (finding.validated_in, finding.validated_on) == (decision, decision.decided_on)


@pytest.mark.parametrize(
    "fields", [{"is_approved": False}, {"kind": DecisionKind.ORIENTATION}], ids=["no", "other"]
)
def test_decision_that_validates_nothing_does_not_validate(fields):
    finding = proposed()
    decision = making.validation(finding, **fields)

    with pytest.raises(NotNow, match="validation adoptée"):
        validate(by=make.person(), finding=finding, decision=decision)


def test_comite_de_relecture_does_not_validate():
    finding = proposed()
    relecture = make.instance(
        demarche=finding.demarche, kind=InstanceKind.RELECTURE, name="Relecture"
    )

    with pytest.raises(NotNow, match="ne valide pas"):
        validate(by=make.person(), finding=finding, decision=meetings.decision(instance=relecture))


def test_decision_of_another_demarche_does_not_validate():
    with pytest.raises(NotNow, match="autre démarche"):
        validate(by=make.person(), finding=proposed(), decision=meetings.decision())


def test_sitting_that_validates_is_written_in_the_releve_of_its_meeting():
    finding = proposed()
    copil = meetings.copil(demarche=finding.demarche)
    meeting = meetings.meeting(instance=copil, starts_at=meetings.this_morning())

    validate_in_sitting(
        by=make.person(),
        finding=finding,
        instance=copil,
        decided_on=rules.written_on(finding),
        text="Valider.",
    )

    decision = finding.demarche.decisions.get()
    assert (decision.meeting, decision.subject) == (meeting, rules.subject_of(finding))
    assert (finding.status, finding.validated_in) == (FindingStatus.VALIDATED, decision)


def test_sitting_of_before_the_constat_leaves_no_decision_behind():
    finding = proposed()

    with pytest.raises(NotNow, match="antérieure"):
        validate_in_sitting(
            by=make.person(),
            finding=finding,
            instance=meetings.copil(demarche=finding.demarche),
            decided_on=rules.written_on(finding) - timedelta(days=1),
            text="Valider.",
        )

    assert not finding.demarche.decisions.exists()


def test_decision_about_something_else_does_not_validate():
    finding = proposed()
    other = making.finding(demarche=finding.demarche)

    with pytest.raises(NotNow, match="ne porte pas sur ce constat"):
        validate(by=make.person(), finding=finding, decision=making.validation(other))
    with pytest.raises(NotNow, match="ne porte pas sur ce constat"):
        validate(by=make.person(), finding=finding, decision=making.validation(finding, subject=""))

    finding.refresh_from_db()
    assert (finding.status, finding.validated_in) == (FindingStatus.PROPOSED, None)


def test_decision_taken_before_the_constat_was_written_does_not_validate():
    finding = proposed()
    eve = rules.written_on(finding) - timedelta(days=1)

    with pytest.raises(NotNow, match="antérieure à ce constat"):
        validate(
            by=make.person(), finding=finding, decision=making.validation(finding, decided_on=eve)
        )


def test_constat_reopened_is_not_validated_again_by_the_decision_that_had_validated_it():
    finding = proposed()
    decision = making.validation(finding)
    validate(by=make.person(), finding=finding, decision=decision)
    set_finding_status(by=make.person(), finding=finding, status=FindingStatus.TO_REVIEW)

    with pytest.raises(NotNow, match="une nouvelle décision"):
        validate(by=make.person(), finding=finding, decision=decision)


def test_draft_is_not_validated_before_it_is_proposed():
    finding = making.finding()
    decision = making.validation(finding)

    with pytest.raises(NotNow):
        validate(by=make.person(), finding=finding, decision=decision)


def test_validated_constat_does_not_change_nor_lose_its_evidence():
    finding = making.finding(status=FindingStatus.VALIDATED)
    figure = making.indicator(demarche=finding.demarche)
    making.supports(finding, figure)

    with pytest.raises(NotNow, match="à revoir"):
        change_finding(by=make.person(), finding=finding, statement="Autre.")
    with pytest.raises(NotNow):
        rest_off(by=make.person(), finding=finding, evidence=figure)
    with pytest.raises(NotNow):
        rest_on(by=make.person(), finding=finding, evidence=figure, stance=Stance.CONTRADICTS)


BREAK = {"from_service": "A", "to_service": "B", "what_happens": "Rien."}


@pytest.mark.parametrize("status", [FindingStatus.VALIDATED, FindingStatus.WITHDRAWN])
def test_breaks_of_a_constat_that_is_closed_do_not_change(status):
    finding = making.finding()
    set_path_breaks(by=make.person(), finding=finding, breaks=[BREAK])
    Finding.objects.filter(pk=finding.pk).update(status=status)

    with pytest.raises(NotNow, match="avant de changer les ruptures de parcours"):
        set_path_breaks(by=make.person(), finding=finding, breaks=[])

    assert finding.path_breaks.count() == 1


def test_constat_reopened_keeps_its_former_validation_in_its_history():
    finding = proposed()
    copil = meetings.copil(demarche=finding.demarche)
    first, second = (making.validation(finding, instance=copil) for _ in range(2))
    validate(by=make.person(), finding=finding, decision=first)
    set_finding_status(by=make.person(), finding=finding, status=FindingStatus.TO_REVIEW)
    change_finding(by=make.person(), finding=finding, statement="Dit autrement.")
    set_finding_status(by=make.person(), finding=finding, status=FindingStatus.PROPOSED)

    validate(by=make.person(), finding=finding, decision=second)

    kept = list(finding.validations.order_by("pk"))
    assert [one.decision for one in kept] == [first, second]
    assert kept[0].statement == "Des logements sont vides et des jeunes cherchent."
    assert [one.reopened_on is None for one in kept] == [False, True]


def test_journal_says_which_decision_no_longer_holds():
    finding = proposed()
    decision = making.validation(finding)
    validate(by=make.person(), finding=finding, decision=decision)

    set_finding_status(by=make.person(), finding=finding, status=FindingStatus.TO_REVIEW)

    event = of_target("finding", finding.pk).first()
    assert event.before == {"status": "validated", "decision": str(decision)}
    assert event.after == {"status": "to_review", "decision": ""}


def test_hypothesis_of_another_demarche_is_not_taken_up():
    with pytest.raises(NotNow, match="autre démarche"):
        change_finding(by=make.person(), finding=making.finding(), hypotheses=[making.hypothesis()])


def test_constat_validated_meanwhile_is_not_overwritten_by_who_saw_it_before():
    finding = proposed()
    seen_before = Finding.objects.get(pk=finding.pk)
    decision = making.validation(finding)
    validate(by=make.person(), finding=finding, decision=decision)

    with pytest.raises(NotNow):
        change_finding(by=make.person(), finding=seen_before, statement="Autre.")
    with pytest.raises(NotNow):
        validate(by=make.person(), finding=seen_before, decision=decision)

    finding.refresh_from_db()
    assert (finding.status, finding.validated_in) == (FindingStatus.VALIDATED, decision)


def test_constat_rests_on_evidence_once():
    finding = making.finding()
    figure = making.indicator(demarche=finding.demarche)
    rest_on(by=make.person(), finding=finding, evidence=figure, stance=Stance.SUPPORTS)

    rest_on(by=make.person(), finding=finding, evidence=figure, stance=Stance.CONTEXT)

    assert [link.stance for link in finding.links.all()] == [Stance.CONTEXT]


def test_figure_without_a_value_is_neither_attached_taken_over_nor_enough_to_propose():
    hypothesis = making.hypothesis()
    silent = making.indicator(demarche=hypothesis.demarche, figure={"value": None})
    making.supports(hypothesis, silent)
    finding = write_finding(
        by=make.person(), demarche=hypothesis.demarche, statement="Un.", hypotheses=[hypothesis]
    )
    assert not finding.links.exists()

    with pytest.raises(NotNow, match="pas de valeur"):
        rest_on(by=make.person(), finding=finding, evidence=silent, stance=Stance.SUPPORTS)
    making.supports(finding, silent)

    with pytest.raises(NotNow, match="au moins une preuve"):
        set_finding_status(by=make.person(), finding=finding, status=FindingStatus.PROPOSED)


def test_breaks_in_a_path_are_replaced_in_order():
    finding = making.finding()
    one = {"from_service": "A", "to_service": "B", "what_happens": "Rien."}
    set_path_breaks(by=make.person(), finding=finding, breaks=[one])

    set_path_breaks(by=make.person(), finding=finding, breaks=[{**one, "to_service": "C"}, one])

    assert [row.to_service for row in finding.path_breaks.all()] == ["C", "B"]
    event = of_target("finding", finding.pk).first()
    assert event.before == {"breaks": ["A → B : Rien."]}
    assert event.after == {"breaks": ["A → C : Rien.", "A → B : Rien."]}


def test_hypothesis_ticked_later_brings_its_evidence_too():
    finding = making.finding()
    hypothesis = making.hypothesis(demarche=finding.demarche)
    proof = making.indicator(demarche=finding.demarche)
    making.supports(hypothesis, proof)

    change_finding(by=make.person(), finding=finding, hypotheses=[hypothesis])

    assert [link.evidence for link in finding.links.all()] == [proof]


def test_constat_that_only_a_reversed_figure_holds_is_not_proposed():
    finding = making.finding()
    proof = making.indicator(demarche=finding.demarche)
    making.supports(finding, proof)
    type(proof).objects.update(verdict="reversed")

    with pytest.raises(NotNow, match="au moins une preuve"):
        set_finding_status(by=make.person(), finding=finding, status=FindingStatus.PROPOSED)
