"""Maps and trends of the portrait that a restitution may show, frozen when they are chosen.

Every drawing is born from the released tables of the portrait; nothing is computed here.
"""

from dataclasses import asdict
from typing import Any

from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.diagnosis import queries as diagnosis
from atelier.diagnosis.figures import place_of
from atelier.portraits import queries as portraits
from atelier.restitution.models import ElementKind
from maillage.base.errors import MaillageError
from maillage.reports.document import Picture
from maillage.reports.figures import FEWEST_POINTS, member_map, picture, trend_figure
from maillage.reports.reading import Reading


MOST_OFFERED = 6


def offered(demarche: Demarche) -> list[dict[str, str]]:
    """Key, label and nature of each drawing that can be chosen, pinned indicators first."""
    try:
        reading = portraits.reading_of(place_of(demarche))
    except MaillageError:
        return []
    pinned = diagnosis.pinned_indicators(demarche, place_of(demarche))
    known = [one for one in reading.indicators.values() if one["id"] in pinned or one.get("first")]
    known.sort(key=lambda one: one["id"] not in pinned)
    maps = [one for one in known if _can_be_mapped(reading, one["id"])]
    trends = [one for one in known if _points(one)]
    return [
        {"key": f"{kind.value}:{one['id']}", "label": one["label"], "kind": kind.label}
        for kind, found in ((ElementKind.MAP, maps), (ElementKind.TREND, trends))
        for one in found[: max(MOST_OFFERED, sum(other["id"] in pinned for other in found))]
    ]


def drawn(demarche: Demarche, kind: ElementKind, indicator: str) -> dict[str, Any]:
    """The drawing as released today. Raises NotNow, in French, when it cannot be drawn."""
    place = place_of(demarche)
    try:
        reading = portraits.reading_of(place)
        found = reading.indicators.get(indicator)
        if found is None:
            raise NotNow(f"L’indicateur « {indicator} » n’est pas dans le portrait du territoire.")
        if kind == ElementKind.TREND:
            return _trend(reading, found)
        members = reading.territory.get("members") or []
        outlines = portraits.contours(
            [one["code"] for one in members], level=str(reading.member_level), shelf=place.shelf
        )
    except MaillageError as problem:
        raise NotNow(f"{problem.message} {problem.todo}".strip()) from problem
    shown, reasons = member_map(reading, [indicator], outlines)
    if shown is None:
        raise NotNow(" ".join(reasons) or f"« {found['label']} » ne peut pas être cartographié.")
    return _kept(shown, found)


def _trend(reading: Reading, indicator: Any) -> dict[str, Any]:
    figure = trend_figure(reading, indicator)
    if figure is None:
        raise NotNow(f"« {indicator['label']} » n’a pas assez d’années pour une évolution.")
    points = [
        {name: row[name] for name in ("year", "value", "status")} for row in indicator["trend"]
    ]
    return {**_kept(picture(figure), indicator), "points": points, "unit": indicator["unit"]}


def _kept(shown: Picture, indicator: Any) -> dict[str, Any]:
    """What a row keeps of a picture."""
    told = asdict(shown)
    names = ("title", "svg", "alternative", "source", "twin")
    return {
        **{name: told[name] for name in names},
        "label": indicator["label"],
        "cautions": list(indicator.get("cautions") or ()),
    }


def _can_be_mapped(reading: Reading, indicator: str) -> bool:
    """Whether at least half of the members have a value."""
    rows = reading.members_values.get(indicator) or ()
    return len(rows) > 1 and sum(row["value"] is not None for row in rows) * 2 >= len(rows)


def _points(indicator: Any) -> bool:
    rows = indicator.get("trend") or ()
    return sum(row["value"] is not None for row in rows) >= FEWEST_POINTS
