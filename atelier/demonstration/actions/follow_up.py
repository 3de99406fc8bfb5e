"""Between the meetings: tasks, questions asked by link, documents kept."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.demarches import actions as demarches
from atelier.demarches.uploads import keep_document
from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast
from atelier.meetings.actions import decisions
from atelier.meetings.models import Opinion


OPINIONS = {"favorable": Opinion.YES, "a_discuter": Opinion.DISCUSS}


def follow(cast: Cast) -> None:
    """Everything of the card."""
    card = shelf.card("suites")
    for one in card["documents"]:
        _keep(cast, one)
    for one in card["tasks"]:
        _give(cast, one)
    for one in card["consultations"]:
        _ask(cast, one)


def _keep(cast: Cast, one: dict[str, Any]) -> None:
    upload = SimpleUploadedFile(one["name"], one["text"].encode(), "text/plain")
    with cast.on(one["day"]):
        keep_document(
            by=cast.person_of(one), demarche=cast.demarche, upload=upload, title=one["title"]
        )


def _give(cast: Cast, one: dict[str, Any]) -> None:
    with cast.on(one["day"]):
        task = demarches.add_task(
            by=cast.pilote,
            demarche=cast.demarche,
            title=one["title"],
            note=one.get("note", ""),
            person=cast.people[one["person"]],
            instance=cast.instances[one["instance"]] if "instance" in one else None,
            step=cast.steps[one["step"]],
            due_on=cast.day(one["due"]),
        )
    if "done" in one:
        with cast.on(one["done"]):
            demarches.finish_task(by=task.person, task=task)


def _ask(cast: Cast, one: dict[str, Any]) -> None:
    with cast.on(one["day"]):
        consultation = decisions.consult(
            by=cast.pilote,
            instance=cast.instances[one["instance"]],
            messages=one["messages"],
            question=one["question"],
            closes_on=cast.day(one["closes"]),
            address=settings.ADDRESS,
        )
    asked = {row.person_id: row for row in consultation.confirmations.order_by("pk")}
    for rank, (key, said) in enumerate(one["answers"].items()):
        person = cast.people[key]
        with cast.on(one["day"] + 1, f"{9 + rank:02d}:20"):
            decisions.confirm(
                by=person,
                confirmation=asked[person.pk],
                opinion=OPINIONS[said["opinion"]],
                comment=said.get("comment", ""),
            )
