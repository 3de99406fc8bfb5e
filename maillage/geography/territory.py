"""One territory as the rest of the house receives it, and what is said when a code is unknown."""

from dataclasses import dataclass

from maillage.base.errors import WrongCall
from maillage.base.levels import LEVEL_LABELS, Level


@dataclass(frozen=True)
class Territory:
    """A territory of today: its code, its communes, and where it stands.

    communes     codes of its communes in COG order; for an IRIS or a municipal arrondissement, the
                 commune it is a part of
    departement  code; for a territory over several, the one most of its inhabitants live in
    epci         code, for a commune or what is inside one; "" otherwise
    zone         metro, drom, com or fictif
    population   reference population, to weigh and to order only (the indicator « population » is
                 what people are shown); None when unknown
    """

    code: str
    level: Level
    name: str
    geography_year: int
    communes: tuple[str, ...] = ()
    departement: str = ""
    region: str = ""
    epci: str = ""
    zone: str = ""
    population: int | None = None

    @property
    def label(self) -> str:
        """« Genlis (commune, 21292) »: enough to tell two homonyms apart."""
        return f"{self.name} ({LEVEL_LABELS[self.level]}, {self.code})"


class UnknownTerritory(WrongCall):
    """No territory has this code; the message says what it became, or what looks like it."""
