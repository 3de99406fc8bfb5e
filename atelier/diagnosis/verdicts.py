"""What a newer figure does to the one that was pinned."""

from collections.abc import Mapping
from math import isclose
from typing import Any

from atelier.diagnosis.models import Verdict
from maillage.base.french import plural
from maillage.base.statuses import Reliability


# A newer figure is the same within a tenth; near its reference, within two hundredths of it.
SHIFT = 0.10
NEAR = 0.02
LEVELS = ("departement", "region", "metropole", "france")
SURE = frozenset({Reliability.SAFE, Reliability.MEDIUM})
DEFINITION = (("unit", "l’unité a changé"), ("formula", "ce qui est compté a changé"))


def verdict_on(frozen: Mapping[str, Any], latest: Mapping[str, Any]) -> Verdict | None:
    """What a newer figure does to the one that was pinned; None when nothing is newer.

    lost       no longer shown: secret, or not published
    redefined  another unit, definition or perimeter, or a year from which the source says that it
               does not compare: Filosofi in 2023
    reversed   the territory was above its reference and is below it, or the contrary; an evolution
               that changes sign
    shifted    changed by more than a tenth, came level with its reference or left it, or became
               frail
    confirmed  same side, about the same value

    A figure older than the one pinned says nothing: the store was built again with less.
    """
    if latest.get("value") is None:
        return Verdict.LOST if frozen.get("value") is not None else None
    if _is_older(latest, than=frozen):
        return None
    if frozen.get("value") is None:
        return Verdict.SHIFTED
    if redefinitions(frozen, latest):
        return Verdict.REDEFINED
    before, after = _sides(frozen, latest)
    is_moved = before != after or _moved(frozen["value"], latest["value"])
    if before * after < 0 or _sign(frozen["value"]) * _sign(latest["value"]) < 0:
        return Verdict.REVERSED
    if is_moved or has_become_frail(frozen, latest):
        return Verdict.SHIFTED
    same = (latest.get("year"), latest.get("value")) == (frozen.get("year"), frozen.get("value"))
    return None if same else Verdict.CONFIRMED


def redefinitions(frozen: Mapping[str, Any], latest: Mapping[str, Any]) -> list[str]:
    """Why the two figures do not compare, in French; none when they do."""
    found = [
        told
        for name, told in DEFINITION
        if frozen.get(name) and latest.get(name) and frozen[name] != latest[name]
    ]
    years = frozen.get("year"), latest.get("year")
    if all(isinstance(year, int) for year in years):
        crossed = [one for one in latest.get("cuts", ()) if years[0] < one["year"] <= years[1]]
        found += [f"la source a changé en {one['year']} ({one['note']})" for one in crossed]
    before, after = frozen.get("members"), latest.get("members")
    if before and after and set(before) != set(after):
        communes = plural(len(before), "commune")
        found.append(f"le périmètre a changé : {communes} alors, {len(after)} aujourd’hui")
    return found


def has_become_frail(frozen: Mapping[str, Any], latest: Mapping[str, Any]) -> bool:
    """The newer value rests on too few people, and the one pinned did not."""
    return frozen.get("reliability") in SURE and latest.get("reliability") == Reliability.CAUTION


def common_reference_row(
    frozen: Mapping[str, Any], latest: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The row of `latest` for the nearest level that both figures have."""
    before, after = references(frozen), references(latest)
    return next((after[level] for level in LEVELS if level in before and level in after), None)


def references(figure: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The territories above with a value, by level."""
    return {
        one["level"]: one for one in figure.get("comparisons", ()) if one.get("value") is not None
    }


def _sides(frozen: Mapping[str, Any], latest: Mapping[str, Any]) -> tuple[int, int]:
    """Where each stands against the same level: +1 above, −1 below, 0 level with it.

    Without a level in common, the sign of each: an evolution that turns is reversed.
    """
    row = common_reference_row(frozen, latest)
    if row is None:
        return _sign(frozen["value"]), _sign(latest["value"])
    level = row["level"]
    return _side(frozen, references(frozen)[level]), _side(latest, row)


def _side(figure: Mapping[str, Any], reference: Mapping[str, Any]) -> int:
    gap = figure["value"] - reference["value"]
    near = abs(gap) <= NEAR * abs(reference["value"])
    return 0 if near else _sign(gap)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _is_older(latest: Mapping[str, Any], *, than: Mapping[str, Any]) -> bool:
    years = latest.get("year"), than.get("year")
    return all(isinstance(year, int) for year in years) and years[0] < years[1]


def _moved(before: float, after: float) -> bool:
    if before == 0:
        return after != 0
    gap, most = abs(after - before), SHIFT * abs(before)
    return gap > most and not isclose(gap, most)
