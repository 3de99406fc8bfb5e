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
# A Mac writes é as an e and an accent.
ACCENT = r"[\u0300-\u036f]*"
HYPHENS = r"\u2010\u2011-"
BLANK = rf"[\s\u00a0\u202f{HYPHENS}]+"
CIVILITY = (
    r"(?:(?:mm?|mrs?|mmes?|mlles?|drs?|me)\.[\s\u00a0\u202f]*|"
    r"(?:mm?|mr|mmes?|mlles?|monsieur|messieurs|madame|mesdames|mademoiselle|mesdemoiselles|"
    rf"docteure?|dr|ma[iî]tre|(?-i:Me|ME)){BLANK})"
)
UPPER = "(?-i:[A-ZÀ-ÖØ-ÞŒ])"
CAPITAL = f"(?={UPPER})"
APOSTROPHES = "'’ʼ"
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
    family = _family(last)
    civil = f"{CIVILITY}{family}"
    if not first.strip():
        return [_word(civil)]
    given = CAPITAL + _loose(first)
    both = (
        rf"{family}[\s\u00a0\u202f]*\([\s\u00a0\u202f]*{given}[\s\u00a0\u202f]*\)",
        f"{given}{BLANK}{family}",
        f"{family},?{BLANK}{given}",
        f"{_initials(first)}[\\s\\u00a0\\u202f]*{family}",
    )
    return [_word(f"(?:{CIVILITY})?{one}", end=one[-1]) for one in both] + [_word(civil)]


def _initials(first: str) -> str:
    """« J.-L. », « J. »."""
    one, *others = [_letter(word[0]) for word in re.split(BLANK, _composed(first)) if word]
    rest = "".join(rf"\.[\s\u00a0\u202f{HYPHENS}]*{letter}" for letter in others)
    return rf"{CAPITAL}{one}(?:{rest})?\."


def _family(name: str) -> str:
    """Its last word begun by a capital letter: « Marie de La Tour », « Jeanne d’Arc ».

    Without that capital, whoever takes « du territoire » for a name would rewrite every sentence.
    """
    *particles, last = re.split(BLANK, _composed(name))
    capital = rf"(?=(?:\w{{1,2}}[{APOSTROPHES}])?{UPPER})"
    told = capital + _loose(last)
    return _loose(" ".join(particles)) + BLANK + told if particles else told


def _loose(name: str) -> str:
    """The name with or without accents, spaces or hyphens alike."""
    words = re.split(BLANK, _composed(name))
    return BLANK.join("".join(_letters(word)) for word in words)


def _letters(word: str) -> list[str]:
    spelt = re.findall("œ|oe|æ|ae|.", word, re.IGNORECASE | re.DOTALL)
    return [LIGATURES.get(one.lower()) or _letter(one) for one in spelt]


LIGATURES = {
    "œ": "(?:œ|oe)",
    "oe": f"(?:œ|{CLASSES['o']}{ACCENT}{CLASSES['e']}{ACCENT})",
    "æ": "(?:æ|ae)",
    "ae": f"(?:æ|{CLASSES['a']}{ACCENT}{CLASSES['e']}{ACCENT})",
}


def _letter(letter: str) -> str:
    if letter in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    return CLASSES.get(letter.lower(), re.escape(letter)) + ACCENT


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _word(pattern: str, *, end: str = "") -> re.Pattern[str]:
    """Not inside another name: « Jean-Marie Martin », « Marie Martin-Duval » are other people."""
    after = "" if end == ")" else rf"(?![\w\u0300-\u036f])(?![{HYPHENS}]{UPPER})"
    return re.compile(rf"(?<![\w])(?<![\w][{HYPHENS}]){pattern}{after}", re.IGNORECASE)


def _email(address: str) -> re.Pattern[str] | None:
    if not address.strip():
        return None
    return re.compile(rf"(?<![\w.+-]){re.escape(address.strip())}(?![\w-]|\.\w)", re.IGNORECASE)


def _telephone(written: str) -> re.Pattern[str] | None:
    digits = re.sub(r"\D", "", written)
    if digits.startswith("33") and written.strip().startswith("+"):
        digits = f"0{digits[2:]}"
    if len(digits) < FEWEST_DIGITS:
        return None
    between = rf"[\s./\u00a0\u202f{HYPHENS}]*"
    tail = between.join(digits[1:] if digits.startswith("0") else digits)
    head = (
        rf"(?:(?:\+|00)33{between}(?:\(0\){between})?|0{between})" if digits.startswith("0") else ""
    )
    return re.compile(rf"(?<!\d){head}{tail}(?!\d)")


def _always(text: str) -> Callable[[Any], str]:
    """What `sub` calls: the text is never read as a pattern."""
    return lambda _: text
