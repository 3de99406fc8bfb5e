"""The map of actors: a drawing computed here, and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from atelier.demarches import library as shelf
from atelier.workshops import queries
from atelier.workshops.models import Activity, Actor, ProposalStatus, Tie, TieKind, TieProposal
from atelier.workshops.rules import Pair, compared_ties, pair_key
from maillage.base.french import plural


WIDTH, HEIGHT = 1200, 720
RADIUS = 250
MARGIN = 18
LINE, TALL_LINE = 22, 34
LONGEST_LINE = 24
# Swapping two places while it shortens the links; beyond, the drawing is full anyway.
ROUNDS = 6
CLASSES = {
    TieKind.WORKS_WITH: "tie tie--works",
    TieKind.OCCASIONAL: "tie tie--occasional",
    TieKind.MISSING: "tie tie--missing",
}
# A pair may be linked on one theme and missing on another: the drawing keeps the strongest need.
STRENGTH = {TieKind.MISSING: 2, TieKind.WORKS_WITH: 1, TieKind.OCCASIONAL: 0}
HEADINGS = ["Un acteur", "Un autre", "Lien", "Thème", "Public"]
CHANGES = {
    "appeared": ("Liens apparus", "good"),
    "gone": ("Liens qui ne sont plus dessinés", "bad"),
    "still_missing": ("Toujours manquants", "warning"),
    "newly_missing": ("Manques nouveaux", "warning"),
}
ALONE = {"still_alone": ("Sans aucun lien", "neutral")}
PROPOSAL_TONES = {
    ProposalStatus.WAITING: "neutral",
    ProposalStatus.ACCEPTED: "good",
    ProposalStatus.ASIDE: "neutral",
}


@dataclass(frozen=True)
class Place:
    """Where an actor stands on the circle."""

    x: float
    y: float
    angle: float


def drawn(activity: Activity) -> dict[str, Any]:
    """The map, its table, and what changed since the one it is compared with."""
    ties, alone = queries.ties(activity), queries.alone(activity)
    before = _earlier(activity, ties, alone)
    seats = before["seats"] if before else None
    return {
        "svg": drawing(ties, activity.title, alone=alone, seats=seats),
        "before": before,
        "summary": summary(ties, alone),
        "rows": [_row(tie) for tie in ties] + [_row_alone(actor) for actor in alone],
        "changes": changes(activity, ties),
        "compared_with": str(activity.about.workshop) if activity.about_id else "",
    }


def changes(activity: Activity, ties: Sequence[Tie]) -> list[dict[str, Any]]:
    """What appeared, went, is still missing; nothing when there is no earlier map."""
    if not activity.about_id:
        return []
    earlier = queries.ties(activity.about)
    names = {actor.pk: actor.name for tie in (*earlier, *ties) for actor in (tie.first, tie.second)}
    found = compared_ties(_by_pair(earlier), _by_pair(ties))
    told = {key: [_pair_words(pair, names) for pair in found[key]] for key in CHANGES}
    told["still_alone"] = [one.name for one in queries.alone(activity)]
    return [
        {"label": label, "tone": tone, "count": len(told[key]), "lines": told[key]}
        for key, (label, tone) in {**CHANGES, **ALONE}.items()
        if key in CHANGES or told[key]
    ]


def summary(ties: Sequence[Tie], alone: Sequence[Actor] = ()) -> str:
    """The drawing in one sentence."""
    actors = {actor for tie in ties for actor in (tie.first_id, tie.second_id)}
    missing = sum(tie.kind == TieKind.MISSING for tie in ties)
    without = f", {len(alone)} sans lien" if alone else ""
    return (
        f"{plural(len(actors) + len(alone), 'acteur')}, {plural(len(ties) - missing, 'lien')}, "
        f"{plural(missing, 'lien manquant', 'liens manquants')}{without}."
    )


def proposed(one: TieProposal) -> dict[str, str]:
    """What a table proposed, in its words, and what became of it."""
    status = ProposalStatus(one.status)
    about = ", ".join(
        part
        for part in (one.theme and _theme(one.theme), one.public and _public(one.public))
        if part
    )
    link = one.get_kind_display() if one.second else "Sans lien"
    return {
        "names": f"{one.first} et {one.second}" if one.second else one.first,
        "note": f"{link}, {about}" if about else link,
        "word": status.label,
        "tone": PROPOSAL_TONES[status],
    }


def drawing(
    ties: Sequence[Tie],
    title: str,
    *,
    alone: Sequence[Actor] = (),
    seats: Sequence[Actor] | None = None,
) -> SafeString:
    """Actors on a circle, a line for each pair; the table beside it says the same.

    seats   the order of the circle, shared by two maps that are compared: an actor keeps its place
    """
    pairs = _strongest(ties)
    order = _seated(ties, alone) if seats is None else seats
    places = {actor.pk: _place(rank, len(order)) for rank, actor in enumerate(order)}
    # Two maps side by side are half as large: their names are written larger.
    line = LINE if seats is None else TALL_LINE
    present = _present(ties, alone)
    lines = format_html_join(
        "",
        '<path class="{}" d="M{} {}Q{} {} {} {}"/>',
        (
            (CLASSES[kind], *_curve(places[first], places[second]))
            for (first, second), kind in sorted(pairs.items(), key=lambda one: STRENGTH[one[1]])
        ),
    )
    lonely = {actor.pk for actor in alone}
    nodes = format_html_join(
        "",
        "{}",
        (
            (_node(actor, places[actor.pk], line, is_alone=actor.pk in lonely),)
            for actor in order
            if actor.pk in present
        ),
    )
    return format_html(
        '<svg class="actors-map" viewBox="0 0 {} {}" role="img" aria-label="{} : {}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        summary(ties, alone),
        lines,
        nodes,
    )


def _earlier(
    activity: Activity, ties: Sequence[Tie], alone: Sequence[Actor]
) -> dict[str, Any] | None:
    """The map this one is compared with, drawn on the same seats; nothing when there is none."""
    if not activity.about_id:
        return None
    former, former_alone = queries.ties(activity.about), queries.alone(activity.about)
    if not former and not former_alone:
        return None
    seats = _seated([*former, *ties], [*former_alone, *alone])
    shop = activity.about.workshop
    return {
        "seats": seats,
        "title": f"{shop}, {date_format(shop.held_on, 'F Y')}",
        "now": f"{activity.workshop}, {date_format(activity.workshop.held_on, 'F Y')}",
        "svg": drawing(former, str(shop), alone=former_alone, seats=seats),
        "summary": summary(former, former_alone),
    }


def _present(ties: Sequence[Tie], alone: Sequence[Actor]) -> dict[int, Actor]:
    linked = {actor.pk: actor for tie in ties for actor in (tie.first, tie.second)}
    return linked | {actor.pk: actor for actor in alone}


def _seated(ties: Sequence[Tie], alone: Sequence[Actor]) -> list[Actor]:
    actors = sorted(_present(ties, alone).values(), key=lambda one: one.name)
    return arranged(actors, list(_strongest(ties)))


def arranged(actors: list[Actor], pairs: list[tuple[int, int]]) -> list[Actor]:
    """Actors in the order of the circle that keeps linked ones close, always the same."""
    order = list(actors)
    best = _length(order, pairs)
    for _ in range(ROUNDS):
        before = best
        for left, right in combinations(range(len(order)), 2):
            order[left], order[right] = order[right], order[left]
            tried = _length(order, pairs)
            if tried < best:
                best = tried
            else:
                order[left], order[right] = order[right], order[left]
        if best == before:
            break
    return order


def _length(order: list[Actor], pairs: list[tuple[int, int]]) -> int:
    """How many places apart the linked actors stand, in all."""
    rank = {actor.pk: position for position, actor in enumerate(order)}
    apart = (abs(rank[first] - rank[second]) for first, second in pairs)
    return sum(min(steps, len(order) - steps) for steps in apart)


def _strongest(ties: Sequence[Tie]) -> dict[tuple[int, int], TieKind]:
    kept: dict[tuple[int, int], TieKind] = {}
    for tie in ties:
        pair = (min(tie.first_id, tie.second_id), max(tie.first_id, tie.second_id))
        kind = TieKind(tie.kind)
        if pair not in kept or STRENGTH[kind] > STRENGTH[kept[pair]]:
            kept[pair] = kind
    return kept


def _place(rank: int, count: int) -> Place:
    angle = 2 * pi * rank / count - pi / 2
    return Place(
        round(WIDTH / 2 + RADIUS * 1.25 * cos(angle), 1),
        round(HEIGHT / 2 + RADIUS * sin(angle), 1),
        angle,
    )


def _curve(start: Place, end: Place) -> tuple[float, float, float, float, float, float]:
    """Bent towards the centre, so that neighbours' links do not hide each other."""
    middle_x = round((start.x + end.x) / 4 + WIDTH / 4, 1)
    middle_y = round((start.y + end.y) / 4 + HEIGHT / 4, 1)
    return start.x, start.y, middle_x, middle_y, end.x, end.y


def _node(actor: Actor, place: Place, line: int, *, is_alone: bool) -> SafeString:
    """A dot and the name outside the circle, on two or three lines when it is long."""
    lines = _wrapped(actor.name)
    side = cos(place.angle)
    anchor = "start" if side > 0.1 else "end" if side < -0.1 else "middle"
    # The whole margin on the side it is written, or the name would cover its dot.
    x = round(place.x + {"start": MARGIN, "end": -MARGIN, "middle": 0}[anchor], 1)
    above = sin(place.angle) < 0 and anchor == "middle"
    first = place.y - MARGIN - line * (len(lines) - 1) if above else place.y + 7
    if anchor == "middle" and not above:
        first = place.y + MARGIN + line / 2
    spans = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((x, round(first + line * rank, 1), words) for rank, words in enumerate(lines)),
    )
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="9"/>'
        '<text class="actor-name" text-anchor="{}">{}</text>',
        "actor-dot actor-dot--alone" if is_alone else "actor-dot",
        place.x,
        place.y,
        anchor,
        spans,
    )


def _wrapped(name: str) -> list[str]:
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > LONGEST_LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines[:3]


def _row(tie: Tie) -> list[Any]:
    tones = {TieKind.WORKS_WITH: "good", TieKind.OCCASIONAL: "info", TieKind.MISSING: "warning"}
    return [
        tie.first.name,
        tie.second.name,
        {"text": tie.get_kind_display(), "tone": tones[TieKind(tie.kind)]},
        _theme(tie.theme),
        _public(tie.public),
    ]


def _row_alone(actor: Actor) -> list[Any]:
    return [actor.name, "—", {"text": "Sans lien", "tone": "neutral"}, "—", "—"]


def _pair_words(pair: Pair, names: dict[int, str]) -> str:
    first, second, theme, public = pair
    about = ", ".join(
        part for part in (theme and _theme(theme), public and _public(public)) if part
    )
    return f"{names[first]} et {names[second]}{f' ({about})' if about else ''}"


def _by_pair(ties: Sequence[Tie]) -> dict[Pair, TieKind]:
    return {
        pair_key(tie.first_id, tie.second_id, tie.theme, tie.public): TieKind(tie.kind)
        for tie in ties
    }


def _theme(key: str) -> str:
    return shelf.themes().get(key, key) if key else "Tous"


def _public(key: str) -> str:
    return shelf.public_label(key) if key else "Tous"
