"""A clean file while cards are read in it: what it says of each, a few cards at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from maillage.indicators.aggregate import Aggregated, Asked, ask
from maillage.indicators.cards import Card, dataset_of, formulas
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Expression, first_available
from maillage.indicators.passages import Passages
from maillage.indicators.queries import CleanFile


SOURCE = pl.Categorical()


@dataclass(frozen=True)
class Said:
    """What one clean file says of some cards.

    roles  card → role → the name of its expression in `values`
    """

    source: str
    roles: Mapping[str, Mapping[str, str]]
    values: Aggregated

    def rows(self, one: Card) -> pl.DataFrame:
        """What it says of a card: `Aggregated.narrow`, then `source`."""
        found = self.values.narrow(self.roles[one.id], together=one.aggregation != "method")
        return found.with_columns(pl.lit(self.source, dtype=SOURCE).alias("source"))

    def height(self, one: Card) -> int:
        """About how many rows that is."""
        return self.values.height(self.roles[one.id].values())


class Reader:
    """A clean file while cards are read in it: asked when the first comes, let go after the last.

    Components are summed once for all the cards; rows are read again for some cards at a time.
    """

    def __init__(
        self, file: CleanFile, cards: Iterable[Card], engine: Engine, passages: Passages
    ) -> None:
        self._file = file
        self._engine = engine
        self._passages = passages
        self._left = {one.id: one for one in cards if serves(file, one)}
        self._asked: Asked | None = None
        self._roles: dict[str, dict[str, str]] = {}

    def said(self, some: Sequence[Card]) -> Said | None:
        """What the file says of some cards, each read once; None when it serves none of them."""
        mine = [one.id for one in some if one.id in self._left]
        if not mine:
            return None
        if self._asked is None:
            self._asked = self._ask()
        roles = {one: self._roles[one] for one in mine}
        names = {name for of_card in roles.values() for name in of_card.values()}
        found = Said(self._file.source, roles, self._asked.about(names))
        for one in mine:
            del self._left[one]
        if not self._left:
            self._asked = None
        return found

    def _ask(self) -> Asked:
        """Ask everything the cards read in the file."""
        # Many cards share a denominator: each expression is asked once, under a number. What may
        # not be summed is asked apart.
        names: dict[tuple[Expression, bool], str] = {}
        self._roles = {
            one.id: {
                role: names.setdefault((expression, one.adds_up), f"x{len(names)}")
                for role, expression in expressions_in(one, self._file).items()
            }
            for one in self._left.values()
        }
        wanted = {name: expression for (expression, _), name in names.items()}
        as_published = frozenset(name for (_, adds_up), name in names.items() if not adds_up)
        return ask(self._engine, self._file, wanted, self._passages, own_only=as_published)


def serves(file: CleanFile, one: Card) -> bool:
    """Whether a file has the columns a card needs."""
    return one.dataset == file.dataset and bool(expressions_in(one, file))


def expressions_in(one: Card, file: CleanFile) -> dict[str, Expression]:
    """The usable expression of each role in this file; {} when a needed column is absent.

    Roles of a method whose columns are absent are left out: the method says what it can do without.
    """
    found: dict[str, Expression] = {}
    for role, alternatives in formulas(one).items():
        local = [each for each in alternatives if dataset_of(one, each) == one.dataset]
        expression = first_available(local, file.columns)
        if expression is not None:
            found[role] = expression
        elif local and one.aggregation != "method":
            return {}
    return found
