"""Rows of indicators, as a build writes them and a portrait reads them."""

from collections.abc import Mapping, Sequence
from typing import Any

from maillage.base.levels import Level
from maillage.geography import Territory
from maillage.portraits.comparing import RowIndex
from maillage.portraits.describing import Context


def make_row(**about: Any) -> dict[str, Any]:
    """A computed share of 25 % (50 of 200) of a fictitious commune in 2021."""
    return {
        "indicator": "essai",
        "level": "commune",
        "code": "01001",
        "year": 2021,
        "geography_year": 2024,
        "value": 25.0,
        "numerator": 50.0,
        "denominator": 200.0,
        "status": "computed",
        "source": "insee_rp_dossier",
        "present": None,
        "expected": None,
        "peer_class": 4,
        "rank": None,
        "of": None,
        "percentile": None,
    } | about


def make_hidden(status: str, **about: Any) -> dict[str, Any]:
    """The same without any number, for this reason."""
    nothing = {"value": None, "numerator": None, "denominator": None, "status": status}
    return make_row(**nothing | about)


def make_territory(**about: Any) -> Territory:
    """A fictitious commune."""
    fields: dict[str, Any] = {
        "code": "01001",
        "level": Level.COMMUNE,
        "name": "Annelle",
        "geography_year": 2026,
        "communes": ("01001",),
        "departement": "01",
        "region": "84",
        "epci": "200000001",
        "zone": "metro",
        "population": 800,
    } | about
    return Territory(**fields)


def indexed(rows: Sequence[Mapping[str, Any]]) -> RowIndex:
    """Rows by indicator, level, code and year."""
    return {(row["indicator"], row["level"], row["code"], row["year"]): dict(row) for row in rows}


def make_context(rows: Sequence[Mapping[str, Any]] = (), **about: Any) -> Context:
    """What surrounds the fictitious commune: nobody, unless told."""
    fields: dict[str, Any] = {
        "territory": make_territory(),
        "parents": [],
        "similar": {},
        "index": indexed(rows),
        "of_all": 0,
        "years": (),
        "breaks": {},
    } | about
    return Context(**fields)
