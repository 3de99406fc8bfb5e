"""Steps: added, changed, moved, finished."""

from datetime import date

import pytest

from atelier.audit.models import Event
from atelier.demarches.actions.steps import (
    add_step,
    change_step,
    deliver,
    move_step,
    rewrite_sheet,
    set_step_status,
    take_homework,
)
from atelier.demarches.models import Deliverable, Step, StepStatus
from atelier.demarches.rules import NotNow
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def three_steps():
    demarche = make.demarche()
    return [
        Step.objects.create(
            demarche=demarche,
            position=position,
            title=title,
            starts_on=date(2027, 1, 1 + position),
            ends_on=date(2027, 1, 2 + position),
        )
        for position, title in enumerate(("Un", "Deux", "Trois"))
    ]


def titles(demarche):
    return [step.title for step in demarche.steps.order_by("position")]


def test_step_of_ones_own_comes_last():
    first, *_ = three_steps()

    add_step(by=make.person(), demarche=first.demarche, title="Quatre")

    assert titles(first.demarche) == ["Un", "Deux", "Trois", "Quatre"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [(0, ["Trois", "Un", "Deux"]), (1, ["Un", "Trois", "Deux"]), (99, ["Un", "Deux", "Trois"])],
)
def test_moved_step_makes_the_others_give_way(to, expected):
    *_, last = three_steps()

    move_step(by=make.person(), step=last, to=to)

    assert titles(last.demarche) == expected


def test_finished_step_keeps_its_day_and_may_be_taken_up_again():
    step, *_ = three_steps()
    set_step_status(by=make.person(), step=step, status=StepStatus.DONE)
    assert step.done_on == date.today()

    set_step_status(by=make.person(), step=step, status=StepStatus.UNDER_WAY)

    assert step.done_on is None


def test_step_set_aside_is_not_finished_directly():
    step, *_ = three_steps()
    set_step_status(by=make.person(), step=step, status=StepStatus.SKIPPED)

    with pytest.raises(NotNow):
        set_step_status(by=make.person(), step=step, status=StepStatus.DONE)


def test_change_names_the_instances_that_work_on_it():
    step, *_ = three_steps()
    copil = make.instance(demarche=step.demarche, name="COPIL")

    change_step(by=make.person(), step=step, instances=[copil], title="Une")

    step.refresh_from_db()
    assert (step.title, list(step.instances.all())) == ("Une", [copil])


def test_deliverable_is_ticked_and_unticked():
    step, *_ = three_steps()
    note = Deliverable.objects.create(step=step, title="Note")
    deliver(by=make.person(), deliverable=note, is_done=True, place="Dossier partagé")
    assert note.delivered_on == date.today()

    deliver(by=make.person(), deliverable=note, is_done=False)

    assert (note.delivered_on, note.place) == (None, "Dossier partagé")


def test_homework_is_taken_once():
    step, *_ = three_steps()
    step.key = "cadrage"
    step.save()
    first = take_homework(by=make.person(), step=step)

    again = take_homework(by=make.person(), step=step)

    assert len(first) == 3
    assert again == []
    assert first[0].due_on == date(2027, 1, 11)


def test_sheet_is_rewritten_without_touching_the_model():
    step, *_ = three_steps()

    rewrite_sheet(by=make.person(), step=step, sheet={"why": ["Pour nous."]})

    step.refresh_from_db()
    assert step.sheet == {"why": ["Pour nous."]}


def test_step_saved_unchanged_writes_nothing():
    step, *_ = three_steps()
    before = Event.objects.count()

    change_step(by=make.person(), step=step, instances=[], title=step.title)

    assert Event.objects.count() == before


def test_deliverables_are_written_again_and_keep_what_was_handed_over():
    step, *_ = three_steps()
    kept, gone = (
        step.deliverables.create(title=title, delivered_on=day)
        for title, day in (("Relevé", date(2026, 11, 1)), ("Carte", None))
    )

    change_step(by=make.person(), step=step, deliverables=["Relevé", "Note"])

    assert list(step.deliverables.order_by("pk").values_list("title", flat=True)) == [
        "Relevé",
        "Note",
    ]
    assert not step.deliverables.filter(pk=gone.pk).exists()
    with pytest.raises(NotNow, match="déjà remis"):
        change_step(by=make.person(), step=step, deliverables=["Note"])
    assert step.deliverables.filter(pk=kept.pk).exists()


def test_added_step_takes_its_place_by_its_day():
    first, *_ = three_steps()

    add_step(by=make.person(), demarche=first.demarche, title="Tôt", starts_on=date(2027, 1, 1))
    add_step(by=make.person(), demarche=first.demarche, title="Sans date")

    assert titles(first.demarche) == ["Un", "Tôt", "Deux", "Trois", "Sans date"]


def test_homework_is_that_of_the_sheet_rewritten_here():
    step, *_ = three_steps()
    step.key, step.sheet = "cadrage", {"intersession": [{"title": "Écrire à la Caf", "days": 7}]}
    step.save()

    (task,) = take_homework(by=make.person(), step=step)

    assert task.title == "Écrire à la Caf"
