"""The workshops: what the room wrote, grouped, voted and bet, phone by phone."""

import uuid
from typing import Any

from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast
from atelier.workshops.actions import actors, conduct, preparation, room, wall
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Card,
    Group,
    Guess,
    Participant,
    TieKind,
    Workshop,
    WorkshopStatus,
)


def meet(cast: Cast) -> None:
    """Every workshop of the card."""
    for key, card in shelf.card("ateliers")["workshops"].items():
        workshop = _prepare(cast, card)
        cast.workshops[key] = workshop
        by = cast.person_of(card)
        with cast.on(card["day"], "09:20"):
            conduct.set_workshop_status(by=by, workshop=workshop, status=WorkshopStatus.OPEN)
            phones = _phones(workshop, card["phones"])
            for activity in workshop.activities.order_by("position", "pk"):
                conduct.set_activity_status(by=by, activity=activity, status=ActivityStatus.OPEN)
                PLAYED[activity.kind](cast, activity, card, phones)
            workshop.refresh_from_db()
            conduct.set_workshop_status(by=by, workshop=workshop, status=WorkshopStatus.CLOSED)


def _prepare(cast: Cast, card: dict[str, Any]) -> Workshop:
    by = cast.person_of(card)
    with cast.on(card["prepared"]):
        workshop = preparation.prepare_workshop(
            by=by,
            demarche=cast.demarche,
            title=card["title"],
            held_on=cast.day(card["day"]),
            trame=card["trame"],
            place=card["place"],
        )
        if card.get("ties") and card["trame"] != "acteurs":
            preparation.add_activity(by=by, workshop=workshop, kind=ActivityKind.ACTORS)
        if "compared_with" in card:
            former = cast.workshops[card["compared_with"]].activities.get(kind=ActivityKind.ACTORS)
            preparation.change_activity(by=by, activity=workshop.activities.get(), about=former)
        for one in card.get("statements", ()):
            told = {name: one[name] for name in ("text", "is_true", "indicator")}
            preparation.add_statement(by=by, activity=workshop.activities.get(), **told)
    return workshop


def _phones(workshop: Workshop, lines: list[list[Any]]) -> list[Participant]:
    """One participant per line: a college, a table, how many people share it."""
    made = []
    for college, table, seats in lines:
        uid = uuid.uuid4()
        room.join(workshop=workshop, uid=uid, college=college, seats=seats, table=table)
        made.append(Participant.objects.get(uid=uid))
    return made


def _write(cast: Cast, activity: Activity, card: dict[str, Any], phones: list[Participant]) -> None:
    """The cards, each from a phone of its college; then read by whoever runs the workshop."""
    by = cast.person_of(card)
    for key, group in card["groups"].items():
        about = {"theme": group["theme"], "public": group["public"]}
        cast.cards[key] = [
            _sent(activity, phones, rank, college, text, about)
            for rank, (college, text) in enumerate(group["cards"])
        ]
    for rank, (college, text, theme, public) in enumerate(card["alone"]):
        _sent(activity, phones, rank, college, text, {"theme": theme, "public": public})
    for one in card["reworded"]:
        about = {"theme": one["theme"], "public": one["public"]}
        sent = _sent(activity, phones, 0, one["college"], one["written"], about)
        conduct.check_card(by=by, card=sent, text=one["shown"])
    for one in card["withheld"]:
        about = {"theme": one["theme"], "public": one["public"]}
        sent = _sent(activity, phones, 0, one["college"], one["written"], about)
        conduct.check_card(by=by, card=sent, is_withheld=True)
    waiting = list(activity.cards.filter(is_checked=False).values_list("pk", flat=True))
    conduct.check_all(by=by, workshop=activity.workshop, cards=waiting)


def _sent(
    activity: Activity,
    phones: list[Participant],
    rank: int,
    college: str,
    text: str,
    about: dict[str, str],
) -> Card:
    theirs = [one for one in phones if one.college == college]
    return room.write_card(
        activity=activity,
        participant=theirs[rank % len(theirs)],
        uid=uuid.uuid4(),
        text=text,
        **about,
    )


def _gather(
    cast: Cast, activity: Activity, card: dict[str, Any], phones: list[Participant]
) -> None:
    """The groups of the wall, with their cards."""
    by = cast.person_of(card)
    for key, one in card["groups"].items():
        group = wall.add_group(
            by=by,
            workshop=activity.workshop,
            name=one["name"],
            theme=one["theme"],
            public=one["public"],
        )
        cast.groups[key] = group
        for written in cast.cards[key]:
            written.refresh_from_db()
            wall.move_card(by=by, card=written, group=group)


def _vote(cast: Cast, activity: Activity, card: dict[str, Any], phones: list[Participant]) -> None:
    for key, one in card["groups"].items():
        group: Group = cast.groups[key]
        for phone, dots in zip(phones, one["dots"], strict=True):
            room.put_dots(activity=activity, participant=phone, group=group, dots=dots)


def _bet(cast: Cast, activity: Activity, card: dict[str, Any], phones: list[Participant]) -> None:
    by = cast.person_of(card)
    written = activity.statements.order_by("position", "pk")
    for rank, (statement, one) in enumerate(zip(written, card["statements"], strict=True)):
        conduct.step_to(by=by, activity=activity, rank=rank)
        for phone, guess in zip(phones, one["bets"], strict=True):
            room.bet(statement=statement, participant=phone, guess=Guess(guess))
        conduct.reveal(by=by, statement=statement)


def _tie(cast: Cast, activity: Activity, card: dict[str, Any], phones: list[Participant]) -> None:
    for first, second, kind, theme, public in card["ties"]:
        actors.draw_tie(
            by=cast.person_of(card),
            activity=activity,
            first=first,
            second=second,
            kind=TieKind(kind),
            theme=theme,
            public=public,
        )


PLAYED = {
    ActivityKind.REPRESENTATIONS: _write,
    ActivityKind.WALL: _gather,
    ActivityKind.DOTS: _vote,
    ActivityKind.TRUE_FALSE: _bet,
    ActivityKind.ACTORS: _tie,
}
