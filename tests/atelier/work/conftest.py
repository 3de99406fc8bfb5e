"""Jobs that tests declare, as a room would in its `apps.py`."""

from typing import Any

import pytest
from django.apps import apps

from atelier.work.handlers import JobFailed


@pytest.fixture(autouse=True)
def jobs_of_tests(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of jobs: one that succeeds, one that gives up, one that breaks, one taken over."""
    here = "tests.atelier.work.conftest"
    declared = {f"tests.{name}": f"{here}.{name}" for name in ("add", "give_up", "break_down")}
    monkeypatch.setattr(apps.get_app_config("work"), "jobs", declared)


def add(held: Any) -> dict[str, Any]:
    """Add the numbers of the payload, one by one."""
    numbers = held.payload["numbers"]
    for rank, number in enumerate(numbers, start=1):
        held.progress(rank, len(numbers), f"J’ajoute {number}")
    return {"message": f"Total : {sum(numbers)}", "url": "/compte", "label": "Voir le total"}


def give_up(held: Any) -> None:
    """Fail for a reason a person can mend."""
    raise JobFailed("Ce fichier n’a pas de colonne « code ».", todo="Ajoutez-la.")


def break_down(held: Any) -> None:
    """Fail for a reason of ours."""
    raise ZeroDivisionError("defect")
