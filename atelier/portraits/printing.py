"""A portrait as its pages print it: French apostrophes, short citations, the commune of an IRIS.

The files people take away keep the portrait as documented; only pages read this copy.
"""

import re
from collections.abc import Mapping
from typing import Any

from maillage.geography import Territory


DASH = " — "


def printed(content: Mapping[str, Any], inside: Territory | None = None) -> dict[str, Any]:
    """A copy for the pages.

    inside  the commune an IRIS is a part of, the nearest of its parents; None for all others
    """
    copy = typographic(content)
    short = {source["label"]: cited(source) for source in copy["sources"]}
    for indicator in copy["indicators"]:
        indicator["source"] = short.get(indicator["source"], indicator["source"])
    if inside is not None:
        commune = {"level": str(inside.level), "code": inside.code, "name": inside.name}
        copy["territory"]["parents"].insert(0, typographic(commune))
    return copy


def cited(source: Mapping[str, Any]) -> str:
    """« Filosofi — niveaux de vie, communes » → « Insee, Filosofi »; a short label stays whole."""
    if DASH not in source["label"]:
        return source["label"]
    name = source["label"].split(DASH)[0]
    producer = re.split(r" \(|, d’après", source["publisher"])[0]
    return f"{producer}, {name[:1].lower() if name.split()[0] in _COMMON else name[:1]}{name[1:]}"


# Titles that begin with a common noun lose their capital after the producer's name.
_COMMON = {"Dossier", "Recensement"}


PAGE = "la page «\u00a0Données\u00a0»"
COMMANDS = (
    (re.compile(r"La commande «\s*maillage sources\s*»"), PAGE[:1].upper() + PAGE[1:]),
    (re.compile(r"puis «\s*maillage fetch[^»]*»"), f"puis déposez-le sur {PAGE}"),
    (re.compile(r"«\s*maillage[^»]*»"), PAGE),
)


def without_commands(sentence: str) -> str:
    """A sentence of the library, which sends to its commands: whoever reads a page has the page."""
    for command, words in COMMANDS:
        sentence = command.sub(words, sentence)
    return sentence


def typographic(part: Any) -> Any:
    """The same texts, lists and dictionaries, with « ’ » where files write « ' ».

    A portrait holds fifty thousand values: their kind is looked at, not what they resemble.
    """
    kind = type(part)
    if kind is str:
        return part.replace("'", "’")
    if kind is dict:
        return {name: typographic(value) for name, value in part.items()}
    if kind is list or kind is tuple:
        return [typographic(one) for one in part]
    return part
