"""Reads of workshops. What phones, desk and screen ask again and again is constant in queries."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from atelier.demarches.models import Demarche, Document
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Actor,
    Bet,
    Card,
    Group,
    LateStatus,
    LateVote,
    Participant,
    ProposalStatus,
    Statement,
    Tie,
    TieProposal,
    Vote,
    Workshop,
)
from atelier.workshops.rules import BY_HAND, photo_target
from atelier.workshops.tokens import hashed


# What may be projected: read by the facilitator and not withheld.
SHOWN = Q(is_checked=True, is_withheld=False)


def workshops(demarche: Demarche) -> QuerySet[Workshop]:
    """The workshops of the démarche, latest first, with how many cards and groups each has."""
    return demarche.workshops.annotate(
        card_count=Count("activities__cards", distinct=True),
        group_count=Count("groups", distinct=True),
    ).order_by("-held_on", "-pk")


def activities(workshop: Workshop) -> list[Activity]:
    """Activities in order, with their cards, statements and ties counted."""
    return list(
        workshop.activities.annotate(
            card_count=Count("cards", distinct=True),
            statement_count=Count("statements", distinct=True),
            tie_count=Count("ties", distinct=True),
        ).order_by("position", "pk")
    )


def whole_activity(demarche: Demarche, workshop_id: int, activity_id: int) -> Activity | None:
    """An activity of a workshop of the démarche, and nothing of any other."""
    return (
        Activity.objects.filter(
            pk=activity_id, workshop_id=workshop_id, workshop__demarche=demarche
        )
        .select_related("workshop__demarche", "about")
        .first()
    )


def participant_of(token: str) -> Participant | None:
    """The device that holds this token, and its workshop: one query."""
    return (
        Participant.objects.filter(token_hash=hashed(token))
        .select_related("workshop__demarche")
        .first()
    )


def open_activity(workshop: Workshop) -> Activity | None:
    """What the room is doing now."""
    return workshop.activities.filter(status=ActivityStatus.OPEN).order_by("position", "pk").first()


def statements(activity: Activity) -> list[Statement]:
    """In the order of the game."""
    return list(activity.statements.order_by("position", "pk"))


def groups(workshop: Workshop) -> list[Group]:
    """Groups in order, alone."""
    return list(workshop.groups.order_by("position", "pk"))


def wall(workshop: Workshop) -> tuple[list[Group], list[Card]]:
    """Groups, each with its cards that may be shown (`slips`), and the cards in no group."""
    slips = Card.objects.filter(SHOWN).order_by("position", "pk")
    found = workshop.groups.prefetch_related(Prefetch("cards", queryset=slips, to_attr="slips"))
    loose = Card.objects.filter(SHOWN, activity__workshop=workshop, group=None)
    return list(found.order_by("position", "pk")), list(loose.order_by("position", "pk"))


def card_of(workshop: Workshop, card_id: int) -> Card | None:
    """A card of the workshop."""
    return (
        Card.objects.filter(pk=card_id, activity__workshop=workshop)
        .select_related("activity__workshop", "group")
        .first()
    )


def waiting_cards(workshop: Workshop) -> list[Card]:
    """Cards nobody has read yet, first come first."""
    return list(
        Card.objects.filter(activity__workshop=workshop, is_checked=False).order_by(
            "written_at", "pk"
        )
    )


def read_cards(workshop: Workshop) -> list[Card]:
    """Cards already read, withheld ones among them, latest first."""
    found = Card.objects.filter(activity__workshop=workshop, is_checked=True)
    return list(found.order_by("-written_at", "-pk"))


def shown_cards(activity: Activity, *, most: int) -> tuple[list[Card], int]:
    """The last cards that may be projected, latest first, and how many there are."""
    found = activity.cards.filter(SHOWN)
    return list(found.order_by("-written_at", "-pk")[:most]), found.count()


def every_card(workshop: Workshop) -> list[Card]:
    """Every card, with its group, in the order of the wall."""
    return list(
        Card.objects.filter(activity__workshop=workshop)
        .select_related("group")
        .order_by("group__position", "group_id", "position", "pk")
    )


def photos(activity: Activity) -> list[tuple[Document, int]]:
    """Photographs of paper cards, latest first, and how many cards were typed from each."""
    found = list(
        Document.objects.filter(
            demarche_id=activity.workshop.demarche_id, target=photo_target(activity.pk)
        ).order_by("-added_at", "-pk")
    )
    typed = Counter(
        Card.objects.filter(photo__in=found).order_by().values_list("photo_id", flat=True)
    )
    return [(one, typed[one.pk]) for one in found]


def present(workshop: Workshop) -> dict[str, int]:
    """How many devices came in, and how many people they speak for."""
    return workshop.participants.exclude(table=BY_HAND).aggregate(
        devices=Count("pk"), people=Sum("seats", default=0)
    )


def devices(workshop: Workshop) -> list[Participant]:
    """Every device that came in, first come first; counts made by hand are not devices."""
    return list(workshop.participants.exclude(table=BY_HAND).order_by("joined_at", "pk"))


def who_answered(activity: Activity) -> set[int]:
    """The devices that gave something to an activity; a bet on the statement under way alone."""
    given = {
        ActivityKind.REPRESENTATIONS: activity.cards,
        ActivityKind.DOTS: activity.votes,
        ActivityKind.ACTORS: activity.proposals,
    }
    if activity.kind == ActivityKind.TRUE_FALSE:
        ranked = activity.statements.order_by("position", "pk").values("pk")
        rows = Bet.objects.filter(statement__in=ranked[activity.cursor : activity.cursor + 1])
    elif activity.kind in given:
        rows = given[ActivityKind(activity.kind)]
    else:
        return set()
    return set(rows.order_by().values_list("participant", flat=True).distinct()) - {None}


def given(workshop: Workshop) -> dict[str, int]:
    """How many cards, groups, dots, bets and links a workshop gave."""
    return {
        "cards": Card.objects.filter(activity__workshop=workshop, is_withheld=False).count(),
        "groups": workshop.groups.count(),
        "dots": Vote.objects.filter(activity__workshop=workshop).aggregate(
            dots=Sum("dots", default=0)
        )["dots"],
        "bets": Bet.objects.filter(statement__activity__workshop=workshop).aggregate(
            people=Sum("participant__seats", default=0)
        )["people"],
        "ties": Tie.objects.filter(activity__workshop=workshop).count(),
    }


def people_by_college(workshop: Workshop) -> dict[str, int]:
    """How many people each college counts, devices and counts by hand together."""
    found = workshop.participants.order_by().values("college").annotate(people=Sum("seats"))
    return {one["college"]: one["people"] for one in found}


def dots(activity: Activity) -> tuple[dict[int, Counter[str]], dict[str, int]]:
    """Dots of each group by college; and how many people voted, by college.

    A college nobody voted in is absent.
    """
    placed: dict[int, Counter[str]] = defaultdict(Counter)
    voters: dict[int, tuple[str, int]] = {}
    rows = Vote.objects.filter(activity=activity).order_by("pk")
    for group_id, count, voter, college, seats in rows.values_list(
        "group_id", "dots", "participant_id", "participant__college", "participant__seats"
    ):
        placed[group_id][college] += count
        voters[voter] = (college, seats)
    people: Counter[str] = Counter()
    for college, seats in voters.values():
        people[college] += seats
    return placed, dict(people)


def bets(found: list[Statement]) -> dict[int, dict[str, Counter[str]]]:
    """Statement → guess → people by college."""
    counted: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    rows = Bet.objects.filter(statement__in=found).order_by("pk")
    for statement, guess, college, seats in rows.values_list(
        "statement_id", "guess", "participant__college", "participant__seats"
    ):
        counted[statement][guess][college] += seats
    return counted


def own_dots(activity: Activity, participant: Participant) -> dict[int, int]:
    """The dots a device has put, by group."""
    return dict(
        participant.votes.filter(activity=activity).order_by().values_list("group_id", "dots")
    )


def own_bet(statement: Statement, participant: Participant) -> str:
    """The guess of a device, empty when it has not bet."""
    found = participant.bets.filter(statement=statement).values_list("guess", flat=True)
    return next(iter(found), "")


def late_votes(workshop: Workshop) -> list[LateVote]:
    """What came after a vote had closed, first come first, with its device."""
    return list(
        LateVote.objects.filter(activity__workshop=workshop)
        .select_related("activity", "participant", "statement")
        .order_by("activity__position", "activity_id", "received_at", "pk")
    )


def late_people(activity: Activity) -> int:
    """How many people voted after the close without being counted."""
    return (
        Participant.objects.filter(
            late_votes__activity=activity,
            late_votes__status__in=(LateStatus.WAITING, LateStatus.ASIDE),
        )
        .distinct()
        .aggregate(people=Sum("seats", default=0))["people"]
    )


def own_late(participant: Participant) -> list[str]:
    """What became of each late vote of a device."""
    return list(participant.late_votes.order_by("pk").values_list("status", flat=True))


def own_cards(activity: Activity, participant: Participant) -> list[Card]:
    """The cards a device has written, latest first."""
    return list(participant.cards.filter(activity=activity).order_by("-written_at", "-pk"))


def actors(demarche: Demarche) -> list[Actor]:
    """Every actor named in the démarche."""
    return list(demarche.actors.order_by("name", "pk"))


def ties(activity: Activity) -> list[Tie]:
    """The ties an activity drew, with their actors."""
    return list(
        activity.ties.select_related("first", "second").order_by(
            "first__name", "second__name", "pk"
        )
    )


def alone(activity: Activity) -> list[Actor]:
    """The actors named for a map that no tie of it reaches."""
    named = activity.proposals.filter(status=ProposalStatus.ACCEPTED).values("actor")
    return list(
        Actor.objects.filter(pk__in=named)
        .exclude(ties_from__activity=activity)
        .exclude(ties_to__activity=activity)
        .order_by("name", "pk")
    )


def proposals(workshop: Workshop) -> list[TieProposal]:
    """What the tables propose for the maps of a workshop and nobody has read, first come first."""
    return list(
        TieProposal.objects.filter(activity__workshop=workshop, status=ProposalStatus.WAITING)
        .select_related("activity")
        .order_by("proposed_at", "pk")
    )


def own_proposals(activity: Activity, participant: Participant) -> list[TieProposal]:
    """What a device proposed for a map, latest first."""
    return list(participant.proposals.filter(activity=activity).order_by("-proposed_at", "-pk"))


def earlier_maps(activity: Activity) -> QuerySet[Activity]:
    """Maps of the démarche that another may be compared with, latest first."""
    return (
        Activity.objects.filter(
            kind=ActivityKind.ACTORS, workshop__demarche_id=activity.workshop.demarche_id
        )
        .exclude(pk=activity.pk)
        .select_related("workshop")
        .order_by("-workshop__held_on", "-pk")
    )


def ready_groups(demarche: Demarche) -> list[dict[str, Any]]:
    """Named groups of the workshops held, with their cards and dots: what hypotheses come from."""
    slips = Card.objects.filter(SHOWN).order_by("position", "pk")
    found = (
        Group.objects.filter(workshop__demarche=demarche)
        .select_related("workshop")
        .prefetch_related(Prefetch("cards", queryset=slips, to_attr="slips"))
        .annotate(dots=Sum("votes__dots", default=0))
        .order_by("-workshop__held_on", "position", "pk")
    )
    return [{"group": one, "cards": one.slips, "dots": one.dots} for one in found]


def groups_with_dots(workshop: Workshop) -> QuerySet[Group]:
    """Groups, each with the dots it received (`dots`)."""
    return workshop.groups.annotate(dots=Sum("votes__dots", default=0)).order_by("position", "pk")
