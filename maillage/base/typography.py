"""French spacing of running text: no line may begin with a colon, a guillemet or a unit."""

import re

from maillage.base.french import NBSP


_BEFORE = re.compile(r" (?=[:;?!»%‰€])")
_AFTER = re.compile(r"(?<=«) ")


def no_break(text: str) -> str:
    """`« oui » : 3 %` with no-break spaces where French wants them. Already spaced text is kept."""
    return _AFTER.sub(NBSP, _BEFORE.sub(NBSP, text))
