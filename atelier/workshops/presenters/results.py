"""Votes and bets as they may be told: by college only when the rules let them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from atelier.accounts.models import College
from atelier.workshops import queries
from atelier.workshops.models import Activity, ActivityStatus, Group, Guess, Statement
from atelier.workshops.rules import hidden_colleges
from maillage.base.french import plural


COLLEGES = {"": "Sans collège", **dict(College.choices)}

WHY_HIDDEN = (
    "Un collège de moins de cinq votants n’est pas affiché, ni celui qui permettrait de le déduire."
)
FULL = 100


def dot_results(activity: Activity, groups: list[Group]) -> dict[str, Any]:
    """Groups by dots, most first; colleges once the vote is closed."""
    placed, people = queries.dots(activity)
    totals = {group.pk: sum(placed[group.pk].values()) for group in groups}
    most = max(totals.values(), default=0)
    shown = _told_colleges(activity, people)
    lines = [
        {
            "name": group.name,
            "total": totals[group.pk],
            "words": plural(totals[group.pk], "gommette"),
            "width": _share(totals[group.pk], most),
            "colleges": [(_named(key, people), placed[group.pk][key]) for key in shown],
        }
        for group in sorted(groups, key=lambda one: (-totals[one.pk], one.position, one.pk))
    ]
    return {"lines": lines, "voters": sum(people.values()), **_by_college(activity, shown, people)}


def bet_results(activity: Activity, statements: list[Statement]) -> dict[int, dict[str, Any]]:
    """Statement → how the room bet. Only a revealed statement tells more than how many."""
    counted = queries.bets(statements)
    return {one.pk: _bets_on(activity, one, counted[one.pk]) for one in statements}


def statement(one: Statement) -> dict[str, Any]:
    """A statement, and once revealed what the figures say."""
    truth = {True: "Vrai", False: "Faux", None: "Ni vrai ni faux"}[one.is_true]
    return {
        "pk": one.pk,
        "text": one.text,
        "is_revealed": one.is_revealed,
        "truth": truth if one.is_revealed else "",
        "tone": {True: "good", False: "bad", None: "info"}[one.is_true],
        "explanation": one.explanation if one.is_revealed else "",
        "figure": figure(one.figure) if one.is_revealed and one.figure else None,
    }


def figure(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A frozen figure as `ui/components/figure.html` takes it."""
    reference = kept.get("reference") or {}
    return {
        "value": kept["printed"],
        "label": f"{kept['label']}, {kept['territory']}",
        "year": kept["year"],
        "source": kept["source"],
        "url": "",
        "is_missing": kept["value"] is None,
        "badge": None,
        "note": "",
        "reference": f"{reference['territory']} : {reference['printed']}" if reference else "",
    }


def college_told(people: Mapping[str, int]) -> dict[str, str]:
    """College → its name when it may be told of a card, « » otherwise."""
    hidden = hidden_colleges(people)
    return {key: label for key, label in College.choices if people.get(key) and key not in hidden}


def _told_colleges(activity: Activity, people: Mapping[str, int]) -> list[str]:
    """Colleges whose results are printed: none while people vote, none that would be guessed."""
    if not _tells_colleges(activity) or not any(people.get(key) for key in College.values):
        return []
    hidden = hidden_colleges(people)
    return [key for key in COLLEGES if people.get(key) and key not in hidden]


def _named(college: str, people: Mapping[str, int]) -> str:
    """« Habitants (20) »."""
    return f"{COLLEGES[college]} ({people[college]})"


def _tells_colleges(activity: Activity) -> bool:
    return activity.by_college and activity.status != ActivityStatus.OPEN


def _by_college(activity: Activity, shown: list[str], people: Mapping[str, int]) -> dict[str, Any]:
    """Headings of the columns, and why some are missing."""
    present = [key for key in people if people[key]]
    return {
        "colleges": [_named(key, people) for key in shown],
        "is_partly_hidden": _tells_colleges(activity)
        and any(present)
        and len(shown) < len(present),
        "why_hidden": WHY_HIDDEN,
    }


def _bets_on(
    activity: Activity, one: Statement, counted: defaultdict[str, Counter[str]]
) -> dict[str, Any]:
    people: Counter[str] = Counter()
    for by_college in counted.values():
        people.update(by_college)
    total = sum(people.values())
    told = {"total": total, "words": plural(total, "pari"), "lines": []}
    if not one.is_revealed:
        return told
    shown = _told_colleges(activity, people)
    lines = [
        {
            "name": guess.label,
            "total": sum(counted[guess].values()),
            "colleges": [(_named(key, people), counted[guess][key]) for key in shown],
        }
        for guess in Guess
    ]
    for line in lines:
        line["width"] = _share(line["total"], total)
        line["percent"] = f"{line['width']}\u00a0%" if total else ""
    return {**told, "lines": lines, **_by_college(activity, shown, people)}


def _share(part: int, whole: int) -> int:
    """A whole percentage; none of nothing."""
    return round(FULL * part / whole) if whole else 0
