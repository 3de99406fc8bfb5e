"""Writes of the démarche."""

from atelier.demarches.actions.opening import add_presentation, change_demarche, open_demarche
from atelier.demarches.actions.people import (
    add_instance,
    add_mandate,
    change_instance,
    end_mandate,
    hand_over,
    invite,
)
from atelier.demarches.actions.steps import (
    add_step,
    change_step,
    deliver,
    move_step,
    rewrite_sheet,
    set_step_status,
    take_homework,
)
from atelier.demarches.actions.tasks import add_task, change_task, finish_task, reopen_task


__all__ = [
    "add_instance",
    "add_mandate",
    "add_presentation",
    "add_step",
    "add_task",
    "change_demarche",
    "change_instance",
    "change_step",
    "change_task",
    "deliver",
    "end_mandate",
    "finish_task",
    "hand_over",
    "invite",
    "move_step",
    "open_demarche",
    "reopen_task",
    "rewrite_sheet",
    "set_step_status",
    "take_homework",
]
