"""Shapes of the JSON fields an archive brings: pages read them without asking.

A shape is a test; `check` says in French which field is not of its own.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Field

from atelier.archives.packing.opening import WrongArchive
from atelier.archives.packing.records import path


Test = Callable[[Any], bool]
DRAWN = frozenset(
    {"svg", "g", "defs", "pattern", "title", "desc", "text", "tspan", "path", "rect", "line"}
    | {"circle", "ellipse", "polyline", "polygon"}
)
FORBIDDEN = re.compile(r"\bon\w+\s*=|href|javascript:|\bstyle\b|url\((?!#)|&#", re.IGNORECASE)
# No figure of a territory comes near; larger ones cannot be written with decimals.
LARGEST = 10**15


def check(field: Field, value: Any) -> None:
    """Raises WrongArchive when a JSON value has not the shape of its field."""
    fitting = SHAPES.get(path(field)) or (words if field.default is list else table)
    if not fitting(value):
        raise WrongArchive(
            f"« {field.model._meta.verbose_name} » : {field.verbose_name} n’a pas la forme attendue"
        )


def words(value: Any) -> bool:
    """A list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def table(value: Any) -> bool:
    """Any object."""
    return isinstance(value, dict)


def figure(value: Any) -> bool:
    """A figure as `diagnosis.figures` keeps it; empty when there is none."""
    return isinstance(value, dict) and _fits(value, FIGURE)


def place(value: Any) -> bool:
    """A territory as `diagnosis.figures` keeps it; empty when there is none."""
    if value == {}:
        return True
    return isinstance(value, dict) and set(PLACE) <= set(value) and _fits(value, PLACE)


def sheet(value: Any) -> bool:
    """A method sheet rewritten: texts, moments with their minutes, tasks with their days."""
    return isinstance(value, dict) and all(
        TIMED.get(name, words)(part) for name, part in value.items()
    )


def drawing(value: Any) -> bool:
    """What a restitution froze: nothing, or a drawing with the table that says the same."""
    if not isinstance(value, dict):
        return False
    texts = (value.get(name, "") for name in ("title", "svg", "alternative", "source", "unit"))
    twin = value.get("twin", [])
    return (
        all(_text(one) for one in texts)
        and is_harmless(value.get("svg") or "")
        and isinstance(twin, list)
        and all(isinstance(row, list) for row in twin)
    )


def is_harmless(svg: str) -> bool:
    """A drawing made of the shapes ours are made of: no script, no image, no link, no style."""
    tags = {name.lower() for name in re.findall(r"<\s*/?\s*([^\s>/]*)", svg)}
    return tags <= DRAWN and not FORBIDDEN.search(svg)


def _fits(value: Mapping[str, Any], shapes: Mapping[str, Test]) -> bool:
    return all(test(value[name]) for name, test in shapes.items() if name in value)


def _text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _said(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (is_number and abs(value) < LARGEST)


def _year(value: Any) -> bool:
    return value is None or _count(value)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST


def _list_of(shapes: Mapping[str, Test], *owed: str) -> Test:
    def fits(value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(one, dict) and set(owed) <= set(one) and _fits(one, shapes) for one in value
        )

    return fits


TIMED: dict[str, Test] = {
    "agenda": _list_of({"what": _said, "minutes": _count}, "what", "minutes"),
    "intersession": _list_of({"title": _said, "days": _count}, "title", "days"),
}
COMPARISON: dict[str, Test] = {
    "level": _text,
    "territory": _text,
    "value": _number,
    "status": _text,
}
FIGURE: dict[str, Test] = {
    **dict.fromkeys(
        ("id", "label", "theme", "unit", "status", "reliability", "source", "source_id"), _text
    ),
    **dict.fromkeys(("reason", "sentence", "territory", "build", "formula"), _text),
    **dict.fromkeys(("value", "numerator", "denominator"), _number),
    **dict.fromkeys(("year", "geography_year"), _year),
    "comparisons": _list_of(COMPARISON, "level", "territory", "value"),
    "cautions": words,
    "members": words,
    "cuts": _list_of({"year": _year, "note": _text}, "year", "note"),
}
PLACE: dict[str, Test] = {"shelf": _text, "level": _text, "code": _text, "communes": words}
SHAPES: dict[str, Test] = {
    "diagnosis.Evidence.frozen": figure,
    "diagnosis.Evidence.latest": figure,
    "diagnosis.Evidence.place": place,
    "workshops.Statement.figure": figure,
    "demarches.Step.sheet": sheet,
    "restitution.Element.frozen": drawing,
}
