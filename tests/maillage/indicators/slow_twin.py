"""The obvious way to add rows up into territories: loops and dictionaries, one cell at a time.

Written from the rule, not from the engine: an aggregate exists when every component it is expected
to have is there with a value; a commune passed whole to one commune is that commune's own row.
"""

from typing import Any

from maillage.indicators.cards import Card


Row = dict[str, Any]
Place = tuple[str, str, int, int]
SCALES = {"percent": 100}


def slow_values(card: Card, rows: list[Row], passages: list[Row]) -> dict[Any, Row]:
    """(indicator, level, code, year) → value and status of one source's rows."""
    roles = {
        name: getattr(card, name)[0]
        for name in ("value", "numerator", "denominator")
        if getattr(card, name)
    }
    found: dict[Any, Row] = {}
    summed = {} if card.aggregation == "published_only" else add_up(rows, passages, roles)
    for candidates in (summed, own_rows(rows, passages, roles)):  # own rows replace sums
        for (level, code, year, _), said in candidates.items():
            found[card.id, level, code, year] = {**said, **worth(card, said)}
    return found


def own_rows(rows: list[Row], passages: list[Row], roles: dict[str, str]) -> dict[Place, Row]:
    """What a row says of its own territory, when it says something."""
    found: dict[Place, Row] = {}
    for each in rows:
        code = each["code"]
        if each["level"] == "commune":
            code = same_commune(each, passages)
        if code is None:
            continue
        said: Row = {role: each.get(column) for role, column in roles.items()}
        statuses = [each.get(f"{column}__status") for column in roles.values()]
        said["why"] = next((s for s in ("secret", "not_applicable") if s in statuses), None)
        if said["why"] or all(said[role] is not None for role in roles):
            said |= {"own": True, "exact": True}
            found[each["level"], code, each["year"], each["geography_year"]] = said
    return found


def same_commune(each: Row, passages: list[Row]) -> str | None:
    """Today's commune made of this one, whole, and of no other."""
    to_communes = [
        one
        for one in passages
        if one["component_level"] == one["level"] == "commune"
        and one["geography_year"] == each["geography_year"]
    ]
    mine = [one for one in to_communes if one["component"] == each["code"]]
    if len(mine) != 1 or mine[0]["share"] < 1:
        return None
    sharing = [one for one in to_communes if one["code"] == mine[0]["code"]]
    return mine[0]["code"] if len(sharing) == 1 else None


def add_up(rows: list[Row], passages: list[Row], roles: dict[str, str]) -> dict[Place, Row]:
    """Sums of components; a role is None when one of the expected components lacks it."""
    sums: dict[Place, Row] = {}
    for one in passages:
        for each in rows:
            if one["component_level"] == "commune" and is_component(each, one):
                place = (one["level"], one["code"], each["year"], each["geography_year"])
                said = sums.setdefault(place, {"exact": True, "own": False, "why": None})
                said["exact"] = said["exact"] and one["exact"]
                for role, column in roles.items():
                    said[role] = added(said.get(role, (0.0, 0.0)), each.get(column), one)
    found: dict[Place, Row] = {}
    unchanged = {("commune", same_commune(each, passages)) for each in rows}
    sized = {
        place: said
        for place, said in sums.items()
        if expected(place, passages) and place[:2] not in unchanged
    }
    told = {place[2] for place, said in sized.items() if known(said, roles) > 0}
    for place, said in sized.items():
        size = expected(place, passages)
        if place[2] in told:  # nothing known of a place in a year told of others: say so
            whole = {role: t if p >= size - 1e-6 else None for role, (t, p) in only(said, roles)}
            found[place] = {**said, **whole}
    return found


def is_component(each: Row, one: Row) -> bool:
    """Whether a row is about the component of a passage."""
    mine = (each["level"], each["code"], each["geography_year"])
    return mine == (one["component_level"], one["component"], one["geography_year"])


def added(before: tuple[float, float], value: float | None, one: Row) -> tuple[float, float]:
    """Total and units present, with one more component."""
    if value is None:
        return before
    return before[0] + value * one["share"], before[1] + one["unit"]


def expected(place: Place, passages: list[Row]) -> float:
    """The units a territory is expected to have, in communes."""
    return sum(
        one["unit"]
        for one in passages
        if one["component_level"] == "commune"
        and (one["level"], one["code"], one["geography_year"]) == (place[0], place[1], place[3])
    )


def known(said: Row, roles: dict[str, str]) -> float:
    """The units for which every role is there."""
    return min(said[role][1] for role in roles)


def only(said: Row, roles: dict[str, str]) -> list[tuple[str, tuple[float, float]]]:
    """The sums of a row, role by role."""
    return [(role, said[role]) for role in roles]


def worth(card: Card, said: Row) -> Row:
    """Value and status as the card's aggregation says."""
    if card.aggregation == "ratio":
        top, bottom = said["numerator"], said["denominator"]
        value = None
        if top is not None and bottom:
            value = top / bottom * SCALES[card.unit]
        if value is None and not said["why"] and bottom == 0:
            return {"value": None, "status": "not_applicable"}
    else:
        value = said["value"]
    if value is None:
        return {"value": None, "status": said["why"] or "unavailable"}
    if not said["exact"]:
        return {"value": value, "status": "estimated"}
    as_is = said["own"] and card.aggregation != "ratio"
    return {"value": value, "status": "published" if as_is else "computed"}
