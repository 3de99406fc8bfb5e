"""Place names as people type them: without accents, small words apart, initials of an EPCI."""

import re
import unicodedata
from collections.abc import Iterable


SMALL_WORDS = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"}
)
# Words that say what kind of EPCI it is, rarely typed.
KIND_WORDS = frozenset(
    {"cc", "ca", "cu", "communaute", "communes", "agglomeration", "agglo", "urbaine", "comcom"}
)
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def words(text: str) -> tuple[str, ...]:
    """`L'Île-d'Yeu` → ("l", "ile", "d", "yeu"); « St » becomes « saint »."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()
    return tuple(ABBREVIATIONS.get(word, word) for word in re.findall(r"[a-z0-9]+", bare))


def full_key(text: str) -> str:
    """Every word, for exact comparison."""
    return " ".join(words(text))


def short_key(text: str) -> str:
    """The words that matter; the whole name when all of them are small."""
    every = words(text)
    kept = [word for word in every if word not in SMALL_WORDS and word not in KIND_WORDS]
    return " ".join(kept or every)


def is_acronym(letters: str, name: Iterable[str]) -> bool:
    """`draga` for « CC du Rhône aux Gorges de l'Ardèche »: initials, small words at will."""
    positions = {0}
    for word in name:
        taken = {at + 1 for at in positions if letters[at : at + 1] == word[0]}
        if word in KIND_WORDS:
            taken |= {at + len(word) for at in positions if letters.startswith(word, at)}
        optional = word in SMALL_WORDS or word in KIND_WORDS
        positions = taken | positions if optional else taken
        if not positions:
            return False
    return len(letters) in positions
