"""A place: which territory, from which store, and the addresses of its pages."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse


REAL = "territories"
FICTITIOUS = "fictif"
PERIMETER = "perimetre"
FICHES = "fiches"


@dataclass(frozen=True)
class Place:
    """What a portrait is asked for.

    shelf     « territories » for the real store, « fictif » for the demonstration
    communes  codes, for a perimeter only
    """

    shelf: str
    level: str
    code: str = ""
    communes: tuple[str, ...] = ()

    @property
    def is_fictitious(self) -> bool:
        """Whether every number here is invented."""
        return self.shelf == FICTITIOUS

    @property
    def query(self) -> str:
        """The communes of a perimeter, as they are written in an address."""
        return urlencode({"communes": ",".join(self.communes)}, safe=",") if self.communes else ""

    def url(self, page: str = "territory", *, also: str = "", **parts: str) -> str:
        """Address of a page of this place: « territory », « theme » or « download »."""
        name = f"{self.shelf}:{'perimeter_' if self.communes else ''}{page}"
        place = {} if self.communes else {"level": self.level, "code": self.code}
        address = _address(name, tuple({**place, **parts}.items()))
        query = "&".join(part for part in (self.query, also) if part)
        return f"{address}?{query}" if query else address

    def other(self, level: str, code: str) -> "Place":
        """Another territory of the same store."""
        return Place(shelf=self.shelf, level=level, code=code)


@lru_cache(maxsize=8192)
def _address(name: str, parts: tuple[tuple[str, str], ...]) -> str:
    """A page of a theme names the same communes forty times."""
    return reverse(name, kwargs=dict(parts))
