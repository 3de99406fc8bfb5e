"""Instances, mandates, and passing from one person to another."""

from datetime import date, timedelta

import pytest
from django.core import mail

from atelier.accounts import links
from atelier.accounts.models import LinkScope
from atelier.accounts.rules import TooManyInvitations
from atelier.audit.models import Event
from atelier.demarches.actions.people import (
    accept,
    add_instance,
    add_mandate,
    change_instance,
    end_mandate,
    hand_over,
    invite,
)
from atelier.demarches.models import InstanceKind, Mandate, MandateFunction, Role, Step, Task
from atelier.demarches.permissions import READ, standing
from atelier.demarches.rules import NotNow
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db
TODAY = date.today()


def test_instance_comes_after_the_others():
    demarche, nadia = make.demarche(), make.person()
    first = add_instance(by=nadia, demarche=demarche, kind=InstanceKind.COPIL, name="COPIL")

    second = add_instance(by=nadia, demarche=demarche, kind=InstanceKind.AUTRE, name="Jeunes")

    assert (first.position, second.position) == (0, 1)


def test_dissolved_instance_keeps_its_name_and_its_day():
    copil = make.instance(kind=InstanceKind.COPIL)

    change_instance(by=make.person(), instance=copil, closed_on=TODAY)

    copil.refresh_from_db()
    assert copil.closed_on == TODAY


def test_mandate_of_a_prestataire_must_end():
    with pytest.raises(NotNow, match="date de fin"):
        add_mandate(
            by=make.person(),
            demarche=make.demarche(),
            person=make.person(),
            role=Role.PRESTATAIRE,
        )


def test_same_seat_is_not_given_twice():
    held = make.mandate(role=Role.LECTEUR)

    with pytest.raises(NotNow, match="déjà ce rôle"):
        add_mandate(by=make.person(), demarche=held.demarche, person=held.person, role=Role.LECTEUR)


def test_ended_mandate_closes_the_door_at_once():
    held = make.mandate(role=Role.COTECH, starts_on=TODAY - timedelta(days=90))

    end_mandate(by=make.person(), mandate=held)

    assert not standing(held.person, held.demarche).may(READ)
    assert Mandate.objects.get(pk=held.pk).ends_on == TODAY - timedelta(days=1)


def calendar_of(person, demarche):
    target = f"demarche:{demarche.pk}"
    return links.issue(by=None, person=person, scope=LinkScope.CALENDAR, days=9, target=target)


def test_links_stop_with_the_last_mandate_of_the_person():
    odile, demarche = make.person(), make.demarche()
    first, last = (
        make.mandate(demarche=demarche, person=odile, role=role)
        for role in (Role.COPIL, Role.LECTEUR)
    )
    token = calendar_of(odile, demarche)

    end_mandate(by=make.person(), mandate=first)
    assert links.redeem(token, scope=LinkScope.CALENDAR)
    end_mandate(by=make.person(), mandate=last)

    with pytest.raises(links.LinkRefused, match="retiré"):
        links.redeem(token, scope=LinkScope.CALENDAR)


def test_mandate_given_by_mistake_today_leaves_only_the_journal():
    held = make.mandate(role=Role.COTECH, starts_on=TODAY)

    end_mandate(by=make.person(), mandate=held)

    assert not Mandate.objects.filter(pk=held.pk).exists()
    assert Event.objects.filter(action="demarches.mandate_ended").count() == 1


def test_last_pilote_cannot_leave_without_a_successor():
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)

    with pytest.raises(NotNow, match="Passer la main"):
        end_mandate(by=nadia, mandate=demarche.mandates.get())


def test_mandate_does_not_end_before_it_starts():
    with pytest.raises(NotNow, match="avant de commencer"):
        add_mandate(
            by=make.person(),
            demarche=make.demarche(),
            person=make.person(),
            role=Role.PRESTATAIRE,
            ends_on=TODAY - timedelta(days=1),
        )


class TestHandOver:
    """Replacing a person, in one gesture."""

    def test_mandates_pen_and_open_tasks_pass_to_the_other(self):
        nadia, yann = make.person(), make.person()
        demarche = make.demarche(pilot=nadia)
        copil = make.instance(demarche=demarche, kind=InstanceKind.COPIL)
        make.mandate(
            demarche=demarche, person=nadia, role=Role.COPIL, instance=copil, function="host"
        )
        step = Step.objects.create(demarche=demarche, position=0, title="Cadrage", holder=nadia)
        waiting = Task.objects.create(demarche=demarche, title="Inviter", person=nadia)

        hand_over(by=nadia, demarche=demarche, leaving=nadia, arriving=yann)

        step.refresh_from_db()
        waiting.refresh_from_db()
        seats = {(one.role, one.function) for one in standing(yann, demarche).mandates}
        assert seats == {
            (Role.PILOTE, MandateFunction.MEMBER),
            (Role.COPIL, MandateFunction.HOST),
        }
        assert (step.holder, waiting.person) == (yann, yann)
        assert not standing(nadia, demarche).mandates

    def test_what_is_done_stays_signed_by_whoever_did_it(self):
        nadia, yann = make.person(), make.person()
        demarche = make.demarche(pilot=nadia)
        done = Task.objects.create(demarche=demarche, title="Inviter", person=nadia, done_on=TODAY)

        hand_over(by=nadia, demarche=demarche, leaving=nadia, arriving=yann)

        done.refresh_from_db()
        assert done.person == nadia
        assert demarche.mandates.filter(person=nadia).exists()

    def test_successor_knows_whom_they_succeed(self):
        nadia, yann = make.person(), make.person()
        demarche = make.demarche(pilot=nadia)

        (received,) = hand_over(by=nadia, demarche=demarche, leaving=nadia, arriving=yann)

        assert received.succeeds.person == nadia

    def test_seat_already_held_by_the_successor_is_not_doubled(self):
        nadia, yann = make.person(), make.person()
        demarche = make.demarche(pilot=nadia)
        make.mandate(demarche=demarche, person=yann, role=Role.PILOTE)

        hand_over(by=nadia, demarche=demarche, leaving=nadia, arriving=yann)

        assert len(standing(yann, demarche).mandates) == 1

    def test_links_of_the_one_who_leaves_stop_in_this_demarche_only(self):
        nadia, yann = make.person(), make.person()
        here, elsewhere = make.demarche(pilot=nadia), make.demarche(pilot=nadia)
        stopped, kept = (calendar_of(nadia, one) for one in (here, elsewhere))

        hand_over(by=nadia, demarche=here, leaving=nadia, arriving=yann)

        assert links.redeem(kept, scope=LinkScope.CALENDAR)
        with pytest.raises(links.LinkRefused, match="retiré"):
            links.redeem(stopped, scope=LinkScope.CALENDAR)

    def test_nobody_succeeds_themselves(self):
        nadia = make.person()

        with pytest.raises(NotNow):
            hand_over(by=nadia, demarche=make.demarche(pilot=nadia), leaving=nadia, arriving=nadia)

    def test_someone_without_mandate_has_nothing_to_hand_over(self):
        with pytest.raises(NotNow, match="aucun mandat"):
            hand_over(
                by=make.person(),
                demarche=make.demarche(),
                leaving=make.person(),
                arriving=make.person(),
            )


def test_invitation_carries_a_link_that_opens_this_demarche_only(
    django_capture_on_commit_callbacks,
):
    held = make.mandate(role=Role.COPIL)

    with django_capture_on_commit_callbacks(execute=True):
        invite(by=make.person(), mandate=held, address="https://abs.example/")

    (letter,) = mail.outbox
    token = letter.body.split("https://abs.example/lien/")[1].split()[0]
    link = links.redeem(token, scope=LinkScope.INVITATION)
    assert (link.person, link.target) == (held.person, f"demarche:{held.demarche_id}")


def added(by, demarche, person):
    return add_mandate(by=by, demarche=demarche, person=person, role=Role.LECTEUR)


def test_someone_added_agrees_once_and_the_journal_says_so():
    nadia, odile = make.person(), make.person()
    demarche = make.demarche(pilot=nadia)
    mandate = added(nadia, demarche, odile)
    assert mandate.accepted_at is None

    counts = [accept(by=odile, demarche_id=demarche.pk) for _ in range(2)]

    mandate.refresh_from_db()
    assert mandate.accepted_at is not None
    assert counts == [1, 0]
    assert Event.objects.filter(action="demarches.joined", person_id=odile.pk).count() == 1


def test_agreeing_touches_only_ones_own_mandates_of_this_demarche():
    nadia, odile, yann = make.person(), make.person(), make.person()
    here, elsewhere = make.demarche(pilot=nadia), make.demarche()
    others = [
        make.mandate(demarche=elsewhere, person=odile, accepted_at=None),
        make.mandate(demarche=here, person=yann, accepted_at=None),
    ]

    accept(by=odile, demarche_id=here.pk)

    for mandate in others:
        mandate.refresh_from_db()
        assert mandate.accepted_at is None


@pytest.mark.parametrize(
    ("role", "agreed", "is_known"),
    [
        (Role.PILOTE, True, True),
        (Role.PILOTE, False, False),
        (Role.LECTEUR, True, False),
    ],
    ids=["sees them elsewhere", "they agreed nowhere", "may not see them elsewhere"],
)
def test_agreement_is_known_where_one_already_sees_the_person(role, agreed, is_known):
    nadia, odile = make.person(), make.person()
    elsewhere = make.demarche()
    make.mandate(demarche=elsewhere, person=nadia, role=role)
    waiting = {} if agreed else {"accepted_at": None}
    make.mandate(demarche=elsewhere, person=odile, **waiting)

    mandate = added(nadia, make.demarche(pilot=nadia), odile)

    assert bool(mandate.accepted_at) is is_known


def test_invitations_of_a_day_are_counted(settings):
    settings.INVITATIONS_PER_DAY = 2
    nadia = make.person()
    seat = make.mandate()
    for _ in range(2):
        invite(by=nadia, mandate=seat, address="https://abs.example/")

    with pytest.raises(TooManyInvitations, match="2 invitations depuis hier"):
        invite(by=nadia, mandate=seat, address="https://abs.example/")

    invite(by=make.person(), mandate=seat, address="https://abs.example/")


def test_invitation_is_one_line_of_the_journal_and_lets_the_person_in():
    odile = make.person(is_active=False)
    seat = make.mandate(person=odile)

    invite(by=make.person(), mandate=seat, address="https://abs.example/")

    event = Event.objects.get()
    assert (event.action, event.after) == ("demarches.invited", {"is_active": True})
    odile.refresh_from_db()
    assert odile.is_active


def test_nobody_without_address_is_written_to():
    seat = make.mandate(person=make.person(email=None))

    with pytest.raises(NotNow, match="pas d’adresse"):
        invite(by=make.person(), mandate=seat, address="https://abs.example/")
