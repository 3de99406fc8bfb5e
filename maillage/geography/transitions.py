"""What happened to commune codes, and when: one row per (date, before, after).

A commune that receives another one appears with itself as successor, as in the COG. Events
published by Insee come first; what they do not explain is deduced from consecutive yearly lists of
communes and the former codes they carry.
"""

from collections import defaultdict
from typing import NamedTuple

import polars as pl


class Transition(NamedTuple):
    """From `date` on (ISO, first day of the new state), `before` is `after`, wholly or in part."""

    date: str
    before: str
    after: str


def published_transitions(events: pl.DataFrame | None) -> list[Transition]:
    """Those of the COG events file, communes only."""
    if events is None:
        return []
    rows = events.select("date", "before", "after").unique().sort("date", "before", "after").rows()
    return [Transition(*row) for row in rows]


def deduced_transitions(communes: pl.DataFrame, published: list[Transition]) -> list[Transition]:
    """What consecutive yearly lists show and the published events do not explain.

    communes  rows of type commune: year, code, former_codes
    """
    years = sorted(communes["year"].unique().to_list())
    lists = {year: _former_codes(communes, year) for year in years}
    found: list[Transition] = []
    for earlier, later in zip(years, years[1:], strict=False):
        known = [step for step in published if f"{earlier}-01-01" < step.date <= f"{later}-01-01"]
        explained = {step.before for step in known} | {step.after for step in known}
        found += _between(lists[earlier], lists[later], f"{later}-01-01", explained)
    return sorted(set(found))


def _former_codes(communes: pl.DataFrame, year: int) -> dict[str, list[str]]:
    rows = communes.filter(pl.col("year") == year)
    return dict(zip(rows["code"], rows["former_codes"].to_list(), strict=True))


def _between(
    earlier: dict[str, list[str]], later: dict[str, list[str]], date: str, explained: set[str]
) -> list[Transition]:
    """Codes gone into a commune holding them as former codes, and codes come out of one."""
    absorbed_by = _holders(later)
    released_by = _holders(earlier)
    steps = []
    for gone in sorted(earlier.keys() - later.keys() - explained):
        for successor in absorbed_by[gone]:
            steps.append(Transition(date, gone, successor))
            if successor in earlier:
                steps.append(Transition(date, successor, successor))
    for new in sorted(later.keys() - earlier.keys() - explained):
        for origin in released_by[new]:
            steps.append(Transition(date, origin, new))
            if origin in later:
                steps.append(Transition(date, origin, origin))
    return steps


def _holders(former: dict[str, list[str]]) -> defaultdict[str, list[str]]:
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for code, codes in former.items():
        for old in codes:
            holders[old].append(code)
    return holders
