"""French words of a text: elisions cut, inversions cut, numbers left out, places kept."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from maillage.base.definitions import definitions_root, read_card
from maillage.base.errors import CardError


LETTER = r"[^\W\d_]"
# Whole words with an apostrophe inside, then an elided word alone, then any word.
WORD = re.compile(
    rf"aujourd['’]hui|quelqu['’]une?|presqu['’]{LETTER}+|prud['’]hom{LETTER}+"
    rf"|{LETTER}{{1,8}}['’](?={LETTER})|{LETTER}+(?:-{LETTER}+)*",
    re.IGNORECASE,
)
INVERSION = re.compile(
    r"-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|moi|toi|lui|leur|les?|la|ce|ci|là|en|y)$"
)
KEPT_WHOLE = {"rendez-vous", "peut-être", "là-bas", "chez-soi", "au-delà"}
SHORTEST = 2


class Word(NamedTuple):
    """A word as counted, and where it is written."""

    form: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of a text, in lower case, one by one. Elided words lose their apostrophe."""
    for found in WORD.finditer(text):
        yield Word(_plain(found.group()), found.start(), found.end())


def _plain(written: str) -> str:
    form = written.lower().replace("’", "'").rstrip("'")
    if "-" not in form or form in KEPT_WHOLE:
        return form
    return INVERSION.sub("", form) or form


def without_accents(form: str) -> str:
    """`laïcité` → `laicite`."""
    if form.isascii():
        return form
    decomposed = unicodedata.normalize("NFD", form.replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@cache
def tool_words() -> frozenset[str]:
    """The words of `definitions/texts/mots_outils.yaml`, with and without their accents.

    Raises CardError when a family is not a text.
    """
    path = definitions_root() / "texts" / "mots_outils.yaml"
    families = read_card(path)
    wrong = [name for name, text in families.items() if not isinstance(text, str)]
    if wrong:
        raise CardError(f"{path}: {wrong[0]} is not a text of words separated by spaces")
    listed = {form for text in families.values() for form in text.lower().split()}
    return frozenset(listed | {without_accents(form) for form in listed})


def is_tool(form: str, lemma: str) -> bool:
    """Whether a word builds sentences rather than says what they are about."""
    listed = tool_words()
    return len(lemma) < SHORTEST or form in listed or lemma in listed
