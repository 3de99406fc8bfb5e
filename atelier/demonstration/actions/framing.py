"""The frame: the démarche opened, its instances, its mandates, its steps; and the empty one."""

from typing import Any

from django.utils import timezone

from atelier.demarches import actions as demarches
from atelier.demarches.models import (
    Deliverable,
    Demarche,
    InstanceKind,
    MandateFunction,
    Role,
    Step,
    StepStatus,
)
from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast
from atelier.portraits import queries as portraits
from atelier.portraits.places import Place


def open_both(cast: Cast, place: Place) -> None:
    """The démarche already lived, and the one ready to begin."""
    card = shelf.card("demarche")
    territory = portraits.portrait_of(place)["territory"]
    cast.communes = {one["name"]: one["code"] for one in territory["members"]}
    cast.demarche = _open(cast, card, place, territory)
    _open(cast, card["empty"], place, territory)
    _instances(cast, card)
    _mandates(cast, card)
    _steps(cast, card["steps"])
    _sheets(cast, card["sheets"])
    for one in card["presentations"]:
        with cast.on(card["opened"]):
            given = {**one, "due_from": cast.plain_day(one["due_from"])}
            demarches.add_presentation(
                by=cast.pilote,
                demarche=cast.demarche,
                **{**given, "due_by": cast.plain_day(one["due_by"])},
            )


def _open(cast: Cast, card: dict[str, Any], place: Place, territory: dict[str, Any]) -> Demarche:
    with cast.on(card["opened"]):
        return demarches.open_demarche(
            by=cast.person_of(card),
            organisation=cast.organisations[card["organisation"]],
            place={
                "shelf": place.shelf,
                "level": place.level,
                "code": place.code,
                "communes": list(territory["communes"]),
                "territory_name": territory["name"],
            },
            settings=dict(card["settings"]),
        )


def _instances(cast: Cast, card: dict[str, Any]) -> None:
    """Those of the frame, renamed where the card says so, those it adds; then the themes kept."""
    framed = {one.name: one for one in cast.demarche.instances.order_by("position", "pk")}
    with cast.on(card["opened"] + 1):
        for key, one in card["instances"].items():
            if "frame" not in one:
                given = {**one, "kind": InstanceKind(one["kind"])}
                cast.instances[key] = demarches.add_instance(
                    by=cast.pilote, demarche=cast.demarche, **given
                )
                continue
            changed = {name: one[name] for name in ("name", "mission") if name in one}
            cast.instances[key] = demarches.change_instance(
                by=cast.pilote, instance=framed[one["frame"]], **changed
            )
        demarches.change_demarche(by=cast.pilote, demarche=cast.demarche, themes=card["themes"])


def _mandates(cast: Cast, card: dict[str, Any]) -> None:
    for one in card["mandates"]:
        offset = one.get("since", card["opened"] + 1)
        values = {"starts_on": cast.plain_day(offset)}
        if "until" in one:
            values["ends_on"] = cast.plain_day(one["until"])
        if "function" in one:
            values["function"] = MandateFunction(one["function"])
        with cast.on(offset):
            demarches.add_mandate(
                by=cast.pilote,
                demarche=cast.demarche,
                person=cast.people[one["person"]],
                role=Role(one["role"]),
                instance=cast.instances[one["instance"]] if "instance" in one else None,
                accepted_at=timezone.now(),
                **values,
            )
    for one in card["handovers"]:
        with cast.on(one["day"]):
            demarches.hand_over(
                by=cast.pilote,
                demarche=cast.demarche,
                leaving=cast.people[one["leaving"]],
                arriving=cast.people[one["arriving"]],
            )


def _steps(cast: Cast, cards: dict[str, Any]) -> None:
    """Dates and pens first, then what was begun and done, each on its day."""
    for step in cast.demarche.steps.order_by("position", "pk"):
        card = cards[step.key]
        cast.steps[step.key] = step
        with cast.on(shelf.card("demarche")["opened"] + 2):
            demarches.change_step(
                by=cast.pilote,
                step=step,
                starts_on=cast.plain_day(card["starts"]),
                ends_on=cast.plain_day(card["ends"]),
                holder=cast.people[card["holder"]],
            )
        _live(cast, step, card)


def _live(cast: Cast, step: Step, card: dict[str, int]) -> None:
    for name, status in (("started", StepStatus.UNDER_WAY), ("done", StepStatus.DONE)):
        if name in card:
            with cast.on(card[name], "17:00"):
                demarches.set_step_status(by=cast.pilote, step=step, status=status)
    if "delivered" in card:
        with cast.on(card["delivered"], "16:30"):
            for one in Deliverable.objects.filter(step=step).order_by("pk"):
                demarches.deliver(by=cast.pilote, deliverable=one, is_done=True)


def _sheets(cast: Cast, cards: dict[str, Any]) -> None:
    for key, sheet in cards.items():
        with cast.on(-65):
            demarches.rewrite_sheet(by=cast.pilote, step=cast.steps[key], sheet=sheet)
