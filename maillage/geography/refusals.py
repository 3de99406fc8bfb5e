"""What is said when a code leads nowhere: what it became, what looks like it, what to do."""

from typing import NamedTuple

from maillage.base.errors import WrongCall
from maillage.base.french import NBSP, join_words
from maillage.base.levels import LEVEL_LABELS, Level
from maillage.geography.territory import Territory, UnknownTerritory


MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


class Successor(NamedTuple):
    """What a former commune became: its name when known, today's commune, the date when known."""

    former_name: str | None
    code: str
    name: str
    date: str | None


def unknown(
    code: str, *, former: list[Successor], alike: list[Territory], level: Level | None
) -> UnknownTerritory:
    """The error for a code nobody bears today."""
    if former:
        return _became(code, former)
    what = "territoire" if level is None else LEVEL_LABELS[level]
    message = f"Aucun territoire ne porte le code «{NBSP}{code}{NBSP}»"
    if level is not None:
        message += f" au niveau «{NBSP}{what}{NBSP}»"
    if alike:
        names = join_words([place.label for place in alike], last="ou")
        return UnknownTerritory(f"{message}.", todo=f"Vouliez-vous dire {names}{NBSP}?")
    return UnknownTerritory(
        f"{message}.",
        todo="Vérifiez le code, ou cherchez par le nom avec «\u00a0maillage territories\u00a0».",
    )


def _became(code: str, former: list[Successor]) -> UnknownTerritory:
    names = join_words([f"{place.name} ({place.code})" for place in former])
    first = former[0]
    who = f"«{NBSP}{code}{NBSP}»" + (f" ({first.former_name})" if first.former_name else "")
    if first.date is None:
        message = f"{who} n’est plus une commune{NBSP}: son territoire est dans {names}."
    else:
        message = f"{who} est devenue {names} le {french_date(first.date)}."
    return UnknownTerritory(message, todo=f"Utilisez le code {first.code}.")


def french_date(date: str) -> str:
    """`2016-01-01` → `1er janvier 2016`."""
    year, month, day = date.split("-")
    number = "1er" if int(day) == 1 else str(int(day))
    return f"{number} {MONTHS[int(month) - 1]} {year}"


def nothing_given() -> WrongCall:
    """A perimeter without communes."""
    return WrongCall(
        "Un périmètre est fait d’au moins une commune.",
        todo="Donnez les codes des communes, séparés par des virgules.",
    )


def unknown_epci_year(code: str, year: int, known: list[int]) -> UnknownTerritory:
    """An EPCI asked for a year in which it, or its membership, is not known."""
    years = join_words([str(known_year) for known_year in known])
    message = f"L’intercommunalité «{NBSP}{code}{NBSP}» n’est pas connue en {year}"
    if not known:
        return UnknownTerritory(f"{message}.", todo="Vérifiez son code (numéro Siren).")
    return UnknownTerritory(f"{message}.", todo=f"Sa composition est connue en {years}.")
