"""The communes someone writes, by name, postal code or Insee code: which ones are meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from atelier.portraits import queries
from maillage.geography import Territory


CODE = re.compile(r"[0-9][0-9AB][0-9]{3}", re.IGNORECASE)


@dataclass(frozen=True)
class Doubt:
    """What was written, and the communes it may mean: several, or none."""

    written: str
    candidates: tuple[Territory, ...]


@dataclass(frozen=True)
class Communes:
    """The communes understood, and what must still be chosen or written again."""

    known: tuple[Territory, ...]
    doubts: tuple[Doubt, ...]


def split(written: Iterable[str]) -> list[str]:
    """Names between commas, semicolons or line ends; codes between blanks, too."""
    parts = [part.strip() for text in written for part in re.split(r"[,;\n]", text)]
    wanted: list[str] = []
    for part in parts:
        words = part.split()
        wanted += words if all(CODE.fullmatch(word) for word in words) else [part]
    return list(dict.fromkeys(wanted))


def read(written: Iterable[str], *, shelf: str) -> Communes:
    """Look each one up. Raises NoData when nothing was built."""
    known: dict[str, Territory] = {}
    doubts: list[Doubt] = []
    for part in split(written):
        found = queries.communes_named(part, shelf=shelf)
        if len(found) == 1:
            known[found[0].code] = found[0]
        else:
            doubts.append(Doubt(part, tuple(found)))
    return Communes(tuple(known.values()), tuple(doubts))
