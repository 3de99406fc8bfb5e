"""The shelf of the demonstration: its people, meetings, words and proofs, in French YAML.

Days are counted from today: −20 is twenty days ago. Anyone may rewrite a card; the site plays it
again on the next empty database.
"""

from functools import cache
from typing import Any

from maillage.base.definitions import definitions_root, read_card


@cache
def card(name: str) -> dict[str, Any]:
    """One card of definitions/demonstration."""
    return read_card(definitions_root() / "demonstration" / f"{name}.yaml")


def doors() -> dict[str, dict[str, str]]:
    """Who one may come in as, by role: `person`, `label`, what they will see, which page."""
    return card("portes")


def address_of(person: str) -> str | None:
    """The invented address of a person of the cards; None for one reached by telephone only."""
    known = card("personnes")["people"][person]
    if known.get("has_no_email"):
        return None
    return f"{person.replace('_', '.')}@valmeyrac.example"
