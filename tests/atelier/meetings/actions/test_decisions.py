"""Decisions: recorded, followed; consultations answered."""

from datetime import date, timedelta

import pytest
from django.core import mail

from atelier.accounts import links
from atelier.accounts.models import LinkScope
from atelier.audit.queries import of_target
from atelier.demarches.models import Role, Task
from atelier.demarches.rules import NotNow
from atelier.meetings.actions.decisions import (
    answer_for,
    confirm,
    consult,
    follow_decision,
    record_decision,
)
from atelier.meetings.models import (
    Confirmation,
    Consultation,
    Decision,
    DecisionKind,
    DecisionStatus,
    Opinion,
)
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db
TODAY = date.today()


def decided(**given):
    given = {"decided_on": TODAY, "text": "Validé.", "kind": DecisionKind.VALIDATION, **given}
    return record_decision(by=given.pop("by", None) or make.person(), **given)


def test_author_of_the_entry_is_traced_apart_from_the_instance_that_decides():
    copil, nadia = making.copil(), make.person()

    decision = decided(by=nadia, instance=copil)

    assert (decision.instance, decision.recorded_by, decision.number) == (copil, nadia, 1)


def test_numbers_follow_one_another_in_the_demarche():
    copil = making.copil()

    assert [decided(instance=copil).number for _ in range(3)] == [1, 2, 3]


def test_instance_that_does_not_decide_does_not_validate():
    with pytest.raises(NotNow, match="ne valide pas"):
        decided(instance=make.instance(name="Relecture"))


def test_instance_that_does_not_decide_may_still_orient():
    orientation = decided(instance=make.instance(), kind=DecisionKind.ORIENTATION)

    assert orientation.number == 1


def test_meeting_of_another_instance_lends_its_day_to_no_decision():
    copil = making.copil()
    other = make.instance(demarche=copil.demarche)

    with pytest.raises(NotNow, match="n’est pas celle de"):
        decided(instance=other, meeting=making.meeting(instance=copil), kind=DecisionKind.NOTE)


def test_decision_of_tomorrow_is_refused():
    with pytest.raises(NotNow, match="le jour où elle est prise"):
        decided(instance=making.copil(), decided_on=TODAY + timedelta(days=1))


def test_whoever_carries_a_decision_is_given_a_task_that_ends_with_it():
    odile = make.person()
    decision = decided(instance=making.copil(), carried_by=odile, due_on=TODAY, text="Écrire.")
    task = Task.objects.get(person=odile)
    assert (task.title, task.due_on, task.done_on) == ("Écrire.", TODAY, None)

    follow_decision(
        by=odile, decision=decision, status=DecisionStatus.DONE, follow_up="C’est écrit."
    )

    task.refresh_from_db()
    assert task.done_on == TODAY


def test_validation_nobody_carries_is_done_and_the_rest_is_to_follow():
    copil, odile = making.copil(), make.person()

    assert decided(instance=copil).status == DecisionStatus.DONE
    assert decided(instance=copil, carried_by=odile).status == DecisionStatus.OPEN
    assert decided(instance=copil, due_on=TODAY).status == DecisionStatus.OPEN
    assert decided(instance=copil, kind=DecisionKind.REQUEST).status == DecisionStatus.OPEN


def test_dropped_decision_may_be_taken_up_again():
    decision = making.decision()
    follow_decision(by=make.person(), decision=decision, status=DecisionStatus.DROPPED)

    follow_decision(by=make.person(), decision=decision, status=DecisionStatus.OPEN)

    with pytest.raises(NotNow):
        follow_decision(by=make.person(), decision=decision, status=DecisionStatus.OPEN)


def test_decision_followed_twice_at_once_is_followed_once():
    decision = making.decision()
    seen_before = Decision.objects.get(pk=decision.pk)
    follow_decision(by=make.person(), decision=decision, status=DecisionStatus.DONE)

    with pytest.raises(NotNow):
        follow_decision(by=make.person(), decision=seen_before, status=DecisionStatus.DROPPED)


class TestConsult:
    """Three messages and one question."""

    def asked(self, **given):
        copil = given.pop("instance", None) or making.copil()
        for fields in given.pop("members", ({},)):
            make.mandate(
                demarche=copil.demarche,
                person=make.person(**fields),
                role=Role.COPIL,
                instance=copil,
            )
        given = {"messages": ["Un.", "", "Trois."], "closes_on": TODAY, **given}
        return consult(
            by=make.person(),
            instance=copil,
            question="Êtes-vous d’accord ?",
            address="https://abs.example/",
            **given,
        )

    def test_each_member_is_asked_and_those_with_an_address_are_written_to(
        self, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            consultation = self.asked(members=({}, {"email": None}))

        assert consultation.confirmations.count() == 2
        assert consultation.messages == ["Un.", "Trois."]
        (letter,) = mail.outbox
        token = letter.body.split("/avis/")[1].split()[0]
        assert links.redeem(token, scope=LinkScope.CONFIRMATION).target.startswith("confirmation:")

    @pytest.mark.parametrize("messages", [[], ["", " "], ["1", "2", "3", "4"]])
    def test_one_to_three_messages(self, messages):
        with pytest.raises(NotNow, match="un à trois"):
            self.asked(messages=messages)

    def test_answer_may_change_until_the_last_day(self):
        confirmation = self.asked().confirmations.get()
        confirm(by=confirmation.person, confirmation=confirmation, opinion=Opinion.DISCUSS)

        confirm(by=confirmation.person, confirmation=confirmation, opinion=Opinion.YES)

        assert confirmation.opinion == Opinion.YES
        event = of_target("confirmation", confirmation.pk).first()
        assert (event.before, event.after) == ({"opinion": "discuss"}, {"opinion": "yes"})

    def test_answer_told_on_the_telephone_is_corrected_and_the_journal_keeps_both(self):
        confirmation = self.asked().confirmations.get()
        answer_for(by=make.person(), confirmation=confirmation, opinion=Opinion.YES)

        answer_for(by=make.person(), confirmation=confirmation, opinion=Opinion.DISCUSS)

        event = of_target("confirmation", confirmation.pk).first()
        assert (event.before, event.after) == ({"opinion": "yes"}, {"opinion": "discuss"})

    def test_nobody_answers_over_a_member_who_answered_meanwhile(self):
        confirmation = self.asked().confirmations.get()
        seen_before = Confirmation.objects.get(pk=confirmation.pk)
        confirm(
            by=confirmation.person,
            confirmation=confirmation,
            opinion=Opinion.DISCUSS,
            comment="Le délai est court.",
        )

        with pytest.raises(NotNow, match="a répondu de son côté : « À discuter »"):
            answer_for(by=make.person(), confirmation=seen_before, opinion=Opinion.YES)

        confirmation.refresh_from_db()
        assert (confirmation.opinion, confirmation.comment) == ("discuss", "Le délai est court.")

    def test_closed_consultation_is_not_answered(self):
        confirmation = self.asked().confirmations.get()
        Consultation.objects.update(closes_on=TODAY - timedelta(days=1))

        with pytest.raises(NotNow, match="close"):
            confirm(by=confirmation.person, confirmation=confirmation, opinion=Opinion.YES)

    def test_last_day_already_past_is_refused(self):
        with pytest.raises(NotNow, match="déjà passée"):
            self.asked(closes_on=TODAY - timedelta(days=1))
