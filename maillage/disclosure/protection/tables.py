"""The table to protect: its cells, how many people or firms each rests on, its largest contributor.

A file with one row per person or firm is added up first, margins and hierarchy levels included. A
table is taken as it is: what it publishes is what a reader will have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import polars as pl

from maillage.base.errors import RefusedFile, WrongCall
from maillage.disclosure.attack.lattice import TOTAL, Children
from maillage.disclosure.attack.releases import (
    Release,
    decimals_of,
    refuse_unnamed_total,
    total_or,
)
from maillage.disclosure.regimes import MOST_RANKS
from maillage.sources.own_tables import OwnTable


MOST_CELLS = 1_000_000
# A line typed twice in a table, and not a file of persons: one repeat in ten lines at most.
FEW_ROWS, FEW_REPEATS = 10, 0.1
# A finer table: other columns of so few categories, crossed nearly whole.
MOST_CATEGORIES, NEARLY_WHOLE = 200, 0.6
NEAR = 1e-6
Key = tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Which column is what; "" when there is none.

    next_largest  the second largest contribution of each cell, the third…
    contributor   who contributes each row, when one person or firm has several
    """

    by: tuple[str, ...]
    value: str = ""
    count: str = ""
    largest: str = ""
    next_largest: tuple[str, ...] = ()
    contributor: str = ""


@dataclass(frozen=True)
class Table:
    """A table before protection.

    release   every cell, shown
    counts    contributors of each cell; those of a table of counts are its values
    largest   largest contribution of each cell, when known
    are_counts  whether the values are counts themselves
    persons   whether the file had one row per person, added up here
    next_largest  the second largest contribution of each cell, the third…, as far as known
    """

    release: Release
    counts: Mapping[Key, float]
    largest: Mapping[Key, float] | None
    are_counts: bool
    persons: bool = False
    next_largest: tuple[Mapping[Key, float], ...] = ()

    @property
    def tops(self) -> tuple[Mapping[Key, float], ...]:
        """The largest contributions of the cells, largest first, as far as known."""
        return () if self.largest is None else (self.largest, *self.next_largest)


def read_table(
    table: OwnTable, columns: Columns, hierarchies: Mapping[str, Children], *, persons: bool = False
) -> Table:
    """The table of a file. Raises RefusedFile naming the first cell that does not fit.

    persons  the file has one row per person or firm; guessed when cells are repeated
    """
    keys = pl.DataFrame(
        {name: [total_or(code) for code in table.texts(name).to_list()] for name in columns.by}
    )
    repeated = bool(keys.is_duplicated().any())
    has_total = any((keys[name] == TOTAL).any() for name in columns.by)
    alone = persons or not columns.value or bool(columns.contributor)
    if alone or (repeated and not has_total and not columns.count):
        if not alone:
            _refuse_table(table, keys, columns)
        return _added_up(table, keys, columns, hierarchies)
    table.refuse_twice(*columns.by)
    values = table.numbers(columns.value, minimum=0)
    decimals = decimals_of(values)
    if not columns.count and decimals:
        raise RefusedFile(
            f"« {table.name} » : la colonne « {columns.value} » n’est pas un effectif (elle a des "
            "décimales), et rien ne dit sur combien d’unités repose chaque case.",
            todo="Ajoutez --count COLONNE, l’effectif de chaque case.",
        )
    counts = table.numbers(columns.count, minimum=0) if columns.count else values
    _refuse_value_of_nobody(table, columns, values, counts)
    tops = _largest(table, columns, values)
    listed = [tuple(row) for row in keys.rows()]
    release = Release(
        table.name, columns.by, dict(zip(listed, values.to_list(), strict=True)), decimals
    )
    refuse_unnamed_total(release)
    return Table(
        release,
        dict(zip(listed, counts.to_list(), strict=True)),
        dict(zip(listed, tops[0], strict=True)) if tops else None,
        are_counts=not columns.count or columns.count == columns.value,
        next_largest=tuple(dict(zip(listed, one, strict=True)) for one in tops[1:]),
    )


def _refuse_table(table: OwnTable, keys: pl.DataFrame, columns: Columns) -> None:
    """A file whose cells are repeated is read as one row per person, unless it looks like a table.

    Raises RefusedFile when almost no cell is repeated (a line typed twice), or when the file is a
    finer table: the columns that are not crossed make its lines unique, and cross nearly whole.
    """
    repeats = len(keys) - keys.n_unique()
    if len(keys) >= FEW_ROWS and repeats <= FEW_REPEATS * len(keys):
        first = keys.select(pl.struct(pl.all()).is_first_distinct()).to_series()
        row = int(first.not_().arg_true()[0])
        raise RefusedFile(
            f"{table.where(row)} : cette case est déjà donnée plus haut.",
            todo="Corrigez la ligne ; si le fichier a une ligne par personne, ajoutez --persons.",
        )
    texts = table.frame.select(pl.col(pl.String)).columns
    finer = [name for name in texts if name not in {*columns.by, columns.value}]
    kept = [name for name in finer if table.frame[name].n_unique() <= MOST_CATEGORIES]
    every = pl.concat([keys, table.frame.select(kept)], how="horizontal")
    size = 1
    for name in every.columns:
        size *= every[name].n_unique()
    if kept and every.n_unique() == len(every) and len(every) >= NEARLY_WHOLE * size:
        raise RefusedFile(
            f"« {table.name} » est un tableau plus fin que ce que --by croise : il donne aussi "
            f"{', '.join(kept)}. Lu comme une ligne par personne, il serait mal protégé.",
            todo=f"Ajoutez --by {kept[0]}, ou additionnez d’abord ; si le fichier a bien une ligne "
            "par personne, ajoutez --persons.",
        )


def _refuse_value_of_nobody(
    table: OwnTable, columns: Columns, values: pl.Series, counts: pl.Series
) -> None:
    """Raises RefusedFile when a cell has a value and nobody to give it."""
    empty = (counts == 0) & (values > 0)
    if empty.any():
        raise RefusedFile(
            f"{table.where(int(empty.arg_true()[0]), columns.count)} : l’effectif est 0 mais la "
            "valeur ne l’est pas.",
            todo="Donnez le vrai effectif de la case : 0 veut dire que personne n’y est.",
        )


def _largest(table: OwnTable, columns: Columns, values: pl.Series) -> list[list[float]]:
    """The contributions given, rank by rank. Raises RefusedFile when they cannot be."""
    names = [name for name in (columns.largest, *columns.next_largest) if name]
    tops = [table.numbers(name, minimum=0) for name in names]
    room = values * (1 + NEAR) + NEAR
    for name, before, top in zip(names, [room, *tops], tops, strict=False):
        over = top > before
        if over.any():
            row = int(over.arg_true()[0])
            raise RefusedFile(
                f"{table.where(row, name)} : cette contribution dépasse "
                + ("la valeur de la case." if top is tops[0] else "celle du rang précédent."),
                todo="Vérifiez l’ordre des colonnes données à --max, puis la ligne.",
            )
    together = sum(tops, pl.Series([0.0] * len(values))) > room
    if together.any():
        raise RefusedFile(
            f"{table.where(int(together.arg_true()[0]))} : les plus grosses contributions "
            "dépassent ensemble la valeur de la case.",
            todo="Corrigez la ligne, puis relancez.",
        )
    return [top.to_list() for top in tops]


def _added_up(
    table: OwnTable, keys: pl.DataFrame, columns: Columns, hierarchies: Mapping[str, Children]
) -> Table:
    """One row per person or contribution: cells, margins and levels, zeros included."""
    for name in columns.by:
        totals = keys[name] == TOTAL
        if totals.any():
            raise RefusedFile(
                f"{table.where(int(totals.arg_true()[0]), name)} : « {TOTAL} » dans un fichier "
                "d’une ligne par personne ou par contribution : il y serait compté deux fois.",
                todo="Retirez les lignes de total, ou donnez un tableau avec --value et --count.",
            )
    if columns.largest or columns.next_largest:
        raise WrongCall(
            "--max ne sert pas sur un fichier d’une ligne par personne ou par contribution : les "
            "plus grosses y sont calculées.",
            todo="Retirez --max.",
        )
    values = table.numbers(columns.value, minimum=0) if columns.value else None
    frame = keys.with_columns(
        pl.Series("__value", values if values is not None else [1.0] * len(keys))
    )
    if columns.contributor:
        frame = frame.with_columns(table.texts(columns.contributor).alias("__who"))
    above = {name: ancestors(hierarchies.get(name, {})) for name in columns.by}
    for name in columns.by:
        levels = {code: [code, *above[name].get(code, ()), TOTAL] for code in set(frame[name])}
        links = pl.DataFrame({name: list(levels), "__level": list(levels.values())})
        frame = frame.join(links, on=name).drop(name).explode("__level").rename({"__level": name})
    if columns.contributor:
        frame = frame.group_by(*columns.by, "__who").agg(pl.col("__value").sum())
    ranked = pl.col("__value").sort(descending=True).head(MOST_RANKS)
    cells = frame.group_by(columns.by).agg(
        pl.col("__value").sum(), pl.len().alias("__count"), ranked.alias("__tops")
    )
    are_counts = values is None and not columns.contributor
    return _table_of(table.name, cells, columns.by, are_counts=are_counts)


def _table_of(name: str, cells: pl.DataFrame, by: Sequence[str], *, are_counts: bool) -> Table:
    axes = [sorted(set(cells[one]) - {TOTAL}) + [TOTAL] for one in by]
    size = 1
    for axis in axes:
        size *= len(axis)
    if size > MOST_CELLS:
        raise RefusedFile(
            f"« {name} » : le croisement de {', '.join(by)} ferait {size} cases.",
            todo="Croisez moins de colonnes, ou regroupez leurs modalités.",
        )
    found = {
        tuple(row[: len(by)]): row[len(by) :]
        for row in cells.select(*by, "__value", "__count", "__tops").rows()
    }
    empty: tuple[float, int, list[float]] = (0.0, 0, [])
    every = {key: found.get(key, empty) for key in product(*axes)}
    values = {key: float(row[0]) for key, row in every.items()}
    release = Release(name, tuple(by), values, decimals_of(pl.Series(list(values.values()))))
    tops = [
        {key: float(row[2][rank]) if rank < len(row[2]) else 0.0 for key, row in every.items()}
        for rank in range(0 if are_counts else MOST_RANKS)
    ]
    return Table(
        release,
        {key: float(row[1]) for key, row in every.items()},
        tops[0] if tops else None,
        are_counts=are_counts,
        persons=True,
        next_largest=tuple(tops[1:]),
    )


def ancestors(children: Children) -> dict[str, tuple[str, ...]]:
    """Every code → the codes that contain it, once each."""
    parents: dict[str, list[str]] = {}
    for parent, listed in children.items():
        for child in listed:
            parents.setdefault(child, []).append(parent)

    def up(code: str, below: tuple[str, ...]) -> list[str]:
        if code in below:
            raise RefusedFile(
                f"La hiérarchie tourne en rond : {' → '.join((*below, code))}.",
                todo="Dans le fichier « child,parent », un code ne peut pas se contenir lui-même.",
            )
        return [
            one for parent in parents.get(code, ()) for one in (parent, *up(parent, (*below, code)))
        ]

    return {code: tuple(dict.fromkeys(up(code, ()))) for code in parents}
