"""Finding a person's name, e-mail address and telephone in texts, and taking them out.

A first name alone, or a family name alone, is left: too many other people bear it. After « M. » or
« Mme », a family name is taken out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from atelier.archives.rules.erasure import WITHDRAWN


ALIKE = ("aàâä", "cç", "eéèêë", "iîï", "nñ", "oôö", "uùûü", "yÿ")
CLASSES = {letter: f"[{letters}]" for letters in ALIKE for letter in letters}
BLANK = r"[\s\u00a0\u202f-]+"
CIVILITY = r"(?:m\.|mr\.?|mme|mlle|monsieur|madame|mademoiselle|dr\.?)"
FEWEST_DIGITS = 6


class Traces:
    """What to take out of texts.

    given   (pattern, what to put instead)
    """

    def __init__(self, given: Iterable[tuple[re.Pattern[str], str]]) -> None:
        self.given = list(given)

    def without(self, value: Any) -> Any:
        """The value, whatever its shape, without what is looked for."""
        if isinstance(value, str):
            for pattern, instead in self.given:
                value = pattern.sub(_always(instead), value)
            return value
        if isinstance(value, list):
            return [self.without(one) for one in value]
        if isinstance(value, dict):
            return {self.without(name): self.without(one) for name, one in value.items()}
        return value


CAPITAL = r"(?=(?-i:[A-ZÀ-ÖØ-ÞŒ]))"


def of_person(
    *, label: str, names: Iterable[tuple[str, str]], emails: Iterable[str], telephone: str
) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of one person, the longest first.

    names   (first name, family name), the former ones too
    label   what is put instead of a name
    """
    found = [(pattern, WITHDRAWN) for pattern in map(_email, emails) if pattern]
    number = _telephone(telephone)
    if number:
        found.append((number, WITHDRAWN))
    for first, last in names:
        found += [(pattern, label) for pattern in _names(first, last)]
    return found


def _names(first: str, last: str) -> list[re.Pattern[str]]:
    if not last.strip():
        return []
    civil = [f"{CIVILITY}{BLANK}{_loose(last)}"]
    if not first.strip():
        return [_word(one) for one in civil]
    both = [
        f"{_loose(first)}{BLANK}{_loose(last)}",
        f"{_loose(last)}{BLANK}{_loose(first)}",
        f"{re.escape(first.strip()[0])}\\.{BLANK}{_loose(last)}",
    ]
    return [_word(f"(?:{CIVILITY}{BLANK})?{one}") for one in both] + [_word(one) for one in civil]


def _loose(name: str) -> str:
    """The name with or without accents, spaces or hyphens alike, begun by a capital letter.

    Without that capital, whoever takes « du territoire » for a name would rewrite every sentence.
    """
    words = re.split(BLANK, unicodedata.normalize("NFC", name.strip()))
    return CAPITAL + BLANK.join(
        "".join(CLASSES.get(letter.lower(), re.escape(letter)) for letter in word) for word in words
    )


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){pattern}(?![\w])", re.IGNORECASE)


def _email(address: str) -> re.Pattern[str] | None:
    return re.compile(re.escape(address.strip()), re.IGNORECASE) if address.strip() else None


def _telephone(written: str) -> re.Pattern[str] | None:
    digits = re.sub(r"\D", "", written)
    if digits.startswith("33") and written.strip().startswith("+"):
        digits = f"0{digits[2:]}"
    if len(digits) < FEWEST_DIGITS:
        return None
    between = r"[\s.\u00a0\u202f-]*"
    tail = between.join(digits[1:] if digits.startswith("0") else digits)
    head = rf"(?:\+33{between}(?:\(0\){between})?|0{between})" if digits.startswith("0") else ""
    return re.compile(rf"(?<!\d){head}{tail}(?!\d)")


def _always(text: str) -> Callable[[Any], str]:
    """What `sub` calls: the text is never read as a pattern."""
    return lambda _: text
