"""The frame of the demonstration: what was done, what is late, what comes."""

from datetime import timedelta

from atelier.audit.models import Event
from atelier.demarches import queries
from atelier.demarches.models import Demarche, Mandate, Role, StepStatus


def test_steps_are_done_late_under_way_and_to_come(played):
    cast = played("framing")
    steps = queries.steps(cast.demarche)

    statuses = {step.status for step in steps}
    late = [step.key for step in steps if queries.is_late(step, cast.today)]

    assert statuses >= {StepStatus.DONE, StepStatus.UNDER_WAY, StepStatus.PLANNED}
    assert late == ["enquete"]


def test_opening_is_told_on_its_own_day(played):
    cast = played("framing")

    told = Event.objects.filter(action="demarches.opened").order_by("at").first()

    assert told.at.date() == cast.demarche.opened_on
    assert told.at.date() < cast.today - timedelta(days=200)


def test_one_person_was_replaced(played):
    cast = played("framing")
    patrick, florence = cast.people["patrick_nogaret"], cast.people["florence_delmas"]

    assert not Mandate.objects.current().filter(person=patrick).exists()
    assert florence.mandates.filter(succeeds__person=patrick).count() == 2


def test_every_role_is_held_today(played):
    cast = played("framing")

    assert {one.role for one in cast.demarche.mandates.current()} == set(Role)


def test_second_demarche_is_ready_to_begin(played):
    played("framing")
    empty = Demarche.objects.order_by("-opened_on").first()

    assert empty.steps.exclude(status=StepStatus.PLANNED).count() == 0
    assert empty.steps.count() > 3
