"""What the room sees: on a phone, and projected."""

from collections import Counter
from typing import Any

from atelier.demarches import library as shelf
from atelier.workshops import queries
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Card,
    Group,
    Guess,
    LateStatus,
    Participant,
    Statement,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.presenters import actors, results
from atelier.workshops.rules import dots_left
from maillage.base.french import plural


LAST_CARDS = 12
# With more dots than this, a table types how many rather than pressing « + » each time.
MOST_BY_ONE = 5
WAITING = {
    WorkshopStatus.PREPARED: (
        "Bienvenue",
        "L’atelier commence bientôt. Gardez cette page ouverte.",
    ),
    WorkshopStatus.OPEN: ("Regardez l’écran", "La suite s’affichera ici toute seule."),
    WorkshopStatus.CLOSED: ("Merci", "L’atelier est terminé. Vous pouvez fermer cette page."),
}
TOGETHER = (
    "Regardez l’écran",
    "La salle rapproche les cartes ensemble. La suite s’affichera ici toute seule.",
)

ARRIVED_LATE = (
    "Votre vote est arrivé après la clôture. Il est gardé : l’animation décide s’il compte."
)
GROUP_GONE = "Ce groupe a été réuni à un autre. Regardez la liste, puis votez de nouveau."
STATEMENT_GONE = "Cette affirmation a été retirée du jeu."


def moment(participant: Participant) -> dict[str, Any]:
    """What one phone shows now: one thing, and nothing else."""
    workshop = participant.workshop
    is_open = workshop.status == WorkshopStatus.OPEN
    activity = queries.open_activity(workshop) if is_open else None
    if activity is None:
        title, text = WAITING[WorkshopStatus(workshop.status)]
        late = late_words(queries.own_late(participant))
        return {"kind": "waiting", "title": title, "text": text, "activity": None, "late": late}
    activity.workshop = workshop
    shared = {
        "kind": activity.kind,
        "title": activity.title,
        "text": activity.instruction,
        "activity": activity.pk,
    }
    writers = {
        ActivityKind.REPRESENTATIONS: _writing,
        ActivityKind.DOTS: _voting,
        ActivityKind.TRUE_FALSE: _betting,
        ActivityKind.ACTORS: _drawing,
    }
    if activity.kind not in writers:
        title, text = TOGETHER
        return {**shared, "kind": "waiting", "title": title, "text": text, "late": ""}
    return {**shared, **writers[ActivityKind(activity.kind)](activity, participant)}


def late_words(found: list[str]) -> str:
    """What became of the votes of one device that came after the vote had closed."""
    counted = Counter(found)
    waiting, kept = counted[LateStatus.WAITING], counted[LateStatus.COUNTED]
    aside = counted[LateStatus.ASIDE]
    parts = (
        waiting and "l’animation n’a pas encore décidé",
        kept and f"{plural(kept, 'compté')}",
        aside and f"{plural(aside, 'non compté', 'non comptés')}",
    )
    if not found:
        return ""
    came = plural(len(found), "vote est arrivé", "votes sont arrivés")
    return f"{came} après la clôture : {', '.join(part for part in parts if part)}."


def screen(workshop: Workshop) -> dict[str, Any]:
    """What is projected now."""
    activity = workshop.shown
    present = queries.present(workshop)
    shared = {
        "people": plural(present["people"], "personne"),
        "devices": plural(present["devices"], "téléphone"),
        "has_people": bool(present["devices"]),
    }
    if activity is None and workshop.status == WorkshopStatus.CLOSED:
        return {**shared, "kind": "end", "title": "Merci", "given": given(workshop)}
    if activity is None:
        return {**shared, "kind": "welcome", "title": workshop.title, "text": ""}
    activity.workshop = workshop
    shown = {
        ActivityKind.REPRESENTATIONS: _arriving,
        ActivityKind.WALL: _wall,
        ActivityKind.DOTS: _counting,
        ActivityKind.TRUE_FALSE: _playing,
        ActivityKind.ACTORS: actors.drawn,
    }
    return {
        **shared,
        "kind": activity.kind,
        "title": activity.title,
        "text": activity.instruction,
        "is_open": activity.status == ActivityStatus.OPEN,
        **shown[ActivityKind(activity.kind)](activity),
    }


def given(workshop: Workshop) -> str:
    """« 27 cartes, 3 groupes, 12 liens entre acteurs »: what the room leaves behind."""
    counts = queries.given(workshop)
    parts = (
        counts["cards"] and plural(counts["cards"], "carte"),
        counts["groups"] and plural(counts["groups"], "groupe"),
        counts["dots"] and plural(counts["dots"], "gommette"),
        counts["bets"] and plural(counts["bets"], "pari"),
        counts["ties"] and plural(counts["ties"], "lien entre acteurs", "liens entre acteurs"),
    )
    return ", ".join(part for part in parts if part)


def labels(row: Card | Group) -> str:
    """« Logement · Jeunes », empty when neither is said."""
    theme = shelf.themes().get(row.theme, row.theme)
    public = shelf.public_label(row.public)
    return " · ".join(part for part in (theme, public) if part)


def card(one: Card) -> dict[str, Any]:
    """A card as it is projected."""
    return {"id": f"carte-{one.pk}", "pk": one.pk, "text": one.text, "note": labels(one)}


def current(activity: Activity, statements: list[Statement]) -> Statement | None:
    """The statement the room bets on."""
    return statements[min(activity.cursor, len(statements) - 1)] if statements else None


def _writing(activity: Activity, participant: Participant) -> dict[str, Any]:
    written = queries.own_cards(activity, participant)
    return {
        "written_in": activity,
        "written": plural(len(written), "carte envoyée", "cartes envoyées"),
        "sent": [
            {"pk": one.pk, "text": one.original, "may_take_back": not one.is_checked}
            for one in written
        ],
    }


def _voting(activity: Activity, participant: Participant) -> dict[str, Any]:
    placed = queries.own_dots(activity, participant)
    budget = activity.dots * participant.seats
    left = dots_left(budget, placed.values())
    return {
        "budget": budget,
        "by_number": budget > MOST_BY_ONE,
        "left": left,
        "left_words": f"{plural(left, 'gommette')} à placer" if left else "Tout est placé",
        "choices": [_choice(group, placed.get(group.pk), left) for group in _groups(activity)],
    }


def _choice(group: Group, placed: int | None, left: int) -> dict[str, Any]:
    mine = 0 if placed is None else placed
    return {
        "uid": group.uid,
        "name": group.name,
        "note": labels(group),
        "mine": mine,
        "less": max(mine - 1, 0),
        "more": mine + 1,
        "most": mine + left,
        "row": range(mine),
        "may_add": left > 0,
        "may_remove": mine > 0,
    }


def _betting(activity: Activity, participant: Participant) -> dict[str, Any]:
    found = queries.statements(activity)
    one = current(activity, found)
    mine = queries.own_bet(one, participant) if one else ""
    return {
        "statement": results.statement(one) if one else None,
        "rank": f"{found.index(one) + 1} sur {len(found)}" if one else "",
        "mine": mine,
        "mine_label": Guess(mine).label if mine else "",
        "guesses": [
            {"value": str(guess), "label": guess.label, "is_mine": guess == mine} for guess in Guess
        ],
    }


def _drawing(activity: Activity, participant: Participant) -> dict[str, Any]:
    ties, alone = queries.ties(activity), queries.alone(activity)
    return {
        "drawn_in": activity,
        "actors": [one.name for one in queries.actors(activity.workshop.demarche)],
        "proposed": [actors.proposed(one) for one in queries.own_proposals(activity, participant)],
        "map": f"Sur la carte pour l’instant\u00a0: {actors.summary(ties, alone)}"
        if ties or alone
        else "La carte est encore vide.",
    }


def _arriving(activity: Activity) -> dict[str, Any]:
    cards, count = queries.shown_cards(activity, most=LAST_CARDS)
    waiting = len(queries.waiting_cards(activity.workshop))
    return {
        "cards": [card(one) for one in cards],
        "waiting": f"{plural(waiting, 'carte reçue', 'cartes reçues')}, en relecture"
        if waiting
        else "",
        "count": plural(count, "carte"),
        "more": plural(count - len(cards), "autre carte", "autres cartes")
        if count > len(cards)
        else "",
    }


def _wall(activity: Activity) -> dict[str, Any]:
    groups, loose = queries.wall(activity.workshop)
    return {
        "groups": [
            {"name": one.name, "note": labels(one), "cards": [card(slip) for slip in one.slips]}
            for one in groups
        ],
        "loose": [card(one) for one in loose],
    }


def _counting(activity: Activity) -> dict[str, Any]:
    found = results.dot_results(activity, _groups(activity))
    return {"results": found, "voters": plural(found["voters"], "votant")}


def _playing(activity: Activity) -> dict[str, Any]:
    found = queries.statements(activity)
    one = current(activity, found)
    if one is None:
        return {"statement": None, "rank": "", "bets": None}
    return {
        "statement": results.statement(one),
        "rank": f"{found.index(one) + 1} sur {len(found)}",
        "bets": results.bet_results(activity, [one])[one.pk],
    }


def _groups(activity: Activity) -> list[Group]:
    return queries.groups(activity.workshop)
