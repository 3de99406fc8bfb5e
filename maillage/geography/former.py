"""Codes that are no longer communes: what each became and when, to answer who still types them."""

import polars as pl

from maillage.geography.passages import passages
from maillage.geography.transitions import Transition


SCHEMA = dict.fromkeys(["code", "name", "successor", "date"], pl.String)


def former_codes(
    places: pl.DataFrame,
    tables: dict[str, pl.DataFrame],
    current: pl.DataFrame,
    steps: list[Transition],
) -> pl.DataFrame:
    """One row per former code and successor: code, name, successor (today's), date (or null)."""
    alive = set(current["code"])
    names = _names(places, tables.get("cog_evenements"))
    rows = _explained(current, steps, names, _published(tables.get("cog_evenements")))
    boroughs = places.filter(pl.col("type") == "arrondissement_municipal")
    seen = {row[0] for row in rows} | alive | set(boroughs["code"])
    listed = places.filter(pl.col("type").is_in(["commune_deleguee", "commune_associee"]))
    pairs = listed.select("code", "parent").rows()
    pairs += (
        current.explode("former_codes", empty_as_null=True).select("former_codes", "code").rows()
    )
    if "cog_passage" in tables:
        pairs += tables["cog_passage"].select("before", "after").rows()
    for code, parent in pairs:
        if code is not None and code not in seen and parent in alive:
            seen.add(code)
            rows.append((code, names.get(code), parent, None))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("code", "successor")


def _published(events: pl.DataFrame | None) -> set[tuple[str, str]]:
    """Codes and dates of published events; those deduced from yearly lists have no true date."""
    return set() if events is None else set(events.select("before", "date").iter_rows())


def _explained(
    current: pl.DataFrame,
    steps: list[Transition],
    names: dict[str, str],
    published: set[tuple[str, str]],
) -> list[tuple[str, str | None, str, str | None]]:
    """Former codes explained by a transition, at the last date they existed."""
    alive = set(current["code"])
    last = {step.before: step.date for step in sorted(steps) if step.before not in alive}
    years = sorted({int(date[:4]) - (date[5:] == "01-01") for date in last.values()})
    found = passages(dict(current.select("code", "population").iter_rows()), steps, years)
    rows: list[tuple[str, str | None, str, str | None]] = []
    for code, date in sorted(last.items()):
        year = int(date[:4]) - (date[5:] == "01-01")
        rows += [
            (code, names.get(code), successor, date if (code, date) in published else None)
            for successor in sorted(found[year].get(code, {}))
        ]
    return rows


def _names(places: pl.DataFrame, events: pl.DataFrame | None) -> dict[str, str]:
    """Last name of each code, as a commune rather than as a commune déléguée of another."""
    ranked = places.sort(pl.col("type") == "commune", "year")
    names = dict(ranked.select("code", "name").iter_rows())
    if events is None:
        return names
    return names | dict(events.sort("date").select("before", "before_name").iter_rows())
