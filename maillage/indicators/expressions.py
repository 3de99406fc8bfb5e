"""The tiny arithmetic of indicator cards: `P_H0019 + P_F0019`, `P_RP - P_RP_VOIT1P`.

Names, numbers, `+ - *` and parentheses, nothing else: no division (a rate has a numerator and a
denominator), no function, no `eval`. A name may say its dataset: `insee_rp.P_POP`. The same tree
compiles to Polars and to Ibis; in both, a null column makes a null result.
"""

import operator
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from maillage.base.errors import CardError


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])"
    r"|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)"
    r"|(?P<sign>[-+*()]))"
)
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: float

    def columns(self) -> frozenset[str]:
        """No column."""
        return frozenset()

    def datasets(self) -> frozenset[str]:
        """No dataset."""
        return frozenset()

    def to_polars(self) -> pl.Expr:
        """The literal."""
        return pl.lit(self.value)

    def to_ibis(self, table: Any) -> Any:
        """The literal."""
        import ibis  # slow to import, useless to whoever only reads cards

        return ibis.literal(self.value)


@dataclass(frozen=True)
class Column:
    """A column of a clean dataset; `dataset` is empty when it is the card's own."""

    name: str
    dataset: str = ""

    def columns(self) -> frozenset[str]:
        """Itself."""
        return frozenset({self.name})

    def datasets(self) -> frozenset[str]:
        """The dataset it names, if any."""
        return frozenset({self.dataset} - {""})

    def to_polars(self) -> pl.Expr:
        """The Polars column."""
        return pl.col(self.name)

    def to_ibis(self, table: Any) -> Any:
        """The column of that Ibis table."""
        return table[self.name]


@dataclass(frozen=True)
class Operation:
    """`left sign right`."""

    sign: str
    left: "Expression"
    right: "Expression"

    def columns(self) -> frozenset[str]:
        """Every column named on either side."""
        return self.left.columns() | self.right.columns()

    def datasets(self) -> frozenset[str]:
        """Every dataset named on either side."""
        return self.left.datasets() | self.right.datasets()

    def to_polars(self) -> pl.Expr:
        """The Polars expression."""
        return _OPERATORS[self.sign](self.left.to_polars(), self.right.to_polars())

    def to_ibis(self, table: Any) -> Any:
        """The Ibis expression on that table."""
        return _OPERATORS[self.sign](self.left.to_ibis(table), self.right.to_ibis(table))


@dataclass(frozen=True)
class Choice:
    """Several ways of writing one quantity: row by row, the first that gives a value.

    A file that holds several censuses names some variables differently from one to the next.
    """

    options: tuple["Expression", ...]

    def columns(self) -> frozenset[str]:
        """Every column of every option."""
        return frozenset().union(*(one.columns() for one in self.options))

    def datasets(self) -> frozenset[str]:
        """Every dataset named by an option."""
        return frozenset().union(*(one.datasets() for one in self.options))

    def to_polars(self) -> pl.Expr:
        """The first option that is not null."""
        return pl.coalesce(one.to_polars() for one in self.options)

    def to_ibis(self, table: Any) -> Any:
        """The first option that is not null, on that table."""
        import ibis  # slow to import, useless to whoever only reads cards

        return ibis.coalesce(*(one.to_ibis(table) for one in self.options))


Expression = Number | Column | Operation | Choice


@cache
def parse(text: str) -> Expression:
    """The tree of one expression. Raises CardError, quoting it, when it is not one."""
    reader = _Reader(text)
    tree = reader.sum()
    if reader.token is not None:
        raise CardError(f"expression « {text} »: unexpected « {reader.token} »")
    return tree


def first_available(
    alternatives: Collection[Expression], available: Collection[str]
) -> Expression | None:
    """What a file can give: its usable alternative, the first of them row by row, or None."""
    present = set(available)
    usable = tuple(one for one in alternatives if one.columns() <= present)
    if len(usable) > 1:
        return Choice(usable)
    return usable[0] if usable else None


class _Reader:
    """Recursive descent: sum → product → factor. `token` is the next one, None at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.position = 0

    @property
    def token(self) -> str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self) -> str:
        token = self.token
        if token is None:
            raise CardError(f"expression « {self.text} »: something is missing at the end")
        self.position += 1
        return token

    def sum(self) -> Expression:
        tree = self.product()
        while self.token in ("+", "-"):
            tree = Operation(self.take(), tree, self.product())
        return tree

    def product(self) -> Expression:
        tree = self.factor()
        while self.token == "*":
            tree = Operation(self.take(), tree, self.factor())
        return tree

    def factor(self) -> Expression:
        token = self.take()
        if token == "(":
            return self.parenthesis()
        if token[0].isdigit():
            return Number(float(token))
        if token in "+-*)":
            raise CardError(f"expression « {self.text} »: unexpected « {token} »")
        dataset, _, name = token.rpartition(".")
        return Column(name, dataset)

    def parenthesis(self) -> Expression:
        tree = self.sum()
        if self.token != ")":
            raise CardError(f"expression « {self.text} »: a parenthesis is not closed")
        self.take()
        return tree


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _TOKEN.match(text, position)
        if found is None:
            raise CardError(f"expression « {text} »: cannot read « {text[position:].strip()} »")
        tokens.append(found.group().strip())
        position = found.end()
    return tokens
