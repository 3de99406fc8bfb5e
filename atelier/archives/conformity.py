"""How accessible the site says it is, at hand for the first page, which reads no database.

The three words are those of the law. What the declaration says is remembered when it is written
and each time it is read; until then the site says the least.
"""

import re

from django.core.cache import cache


LEAST = "non conforme"
WORDS = re.compile(r"\b(?:totalement|partiellement|non) conforme\b", re.IGNORECASE)
TO_FILL = re.compile(r"\[[^\]]*\]")
KEY = "accessibility-conformity"


def said(body: str) -> str:
    """The first of the three words in a declaration, places to fill aside."""
    found = WORDS.search(TO_FILL.sub("", body))
    return found.group().lower() if found else LEAST


def remember(body: str) -> None:
    """Keep what a declaration says."""
    cache.set(KEY, said(body), timeout=None)


def remembered() -> str:
    """What the declaration said when it was last written or read."""
    return cache.get(KEY, LEAST)
