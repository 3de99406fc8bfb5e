"""The sums that tie the cells of several releases together, as one sparse system.

The cells of every release live in one space; a release that lacks a dimension sits at its total.
For each dimension, each « whole = parts » of its lattice gives one equation per combination of the
other dimensions. An absent combination counts nobody, unless the margins say otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from scipy import sparse

from maillage.base.errors import RefusedFile
from maillage.base.french import number
from maillage.disclosure.attack.lattice import TOTAL, Children, Lattice, lattice
from maillage.disclosure.attack.releases import Release


MOST_CELLS = 4_000_000
Key = tuple[str, ...]


class State(IntEnum):
    """What a reader knows of a cell at first sight."""

    SHOWN = 0
    HIDDEN = 1
    LATENT = 2
    ABSENT = 3


@dataclass(frozen=True)
class Space:
    """Every cell of the releases and the equations between them.

    keys      coordinates of the cells
    values    what is shown, NaN elsewhere
    states    one State per cell
    matrix    equations × cells: +1 for the whole, −1 for its parts; each row sums to zero
    masked    the cells that at least one release hides (another one may show them)
    decimals  decimal places of the published values
    rounding  the published values are the nearest multiples of it, one by one (0: as they are)
    places    for each release, its coordinates → the number of the cell
    """

    dims: tuple[str, ...]
    keys: list[Key]
    values: np.ndarray
    states: np.ndarray
    matrix: sparse.csr_matrix
    masked: np.ndarray
    decimals: int
    places: tuple[Mapping[Key, int], ...] = ()
    rounding: int = 0

    def tolerance(self) -> np.ndarray:
        """For each equation, what the rounding of the published values may leave."""
        if self.rounding:
            return 0.5 * self.rounding * np.diff(self.matrix.indptr)
        if self.decimals == 0:
            return np.zeros(self.matrix.shape[0])
        return 0.5 * 10.0**-self.decimals * np.diff(self.matrix.indptr) * 1.001


def space(
    releases: Sequence[Release], hierarchies: Mapping[str, Children], *, rounding: int = 0
) -> Space:
    """The space of these releases. Raises RefusedFile when their margins do not add up."""
    dims = tuple(dict.fromkeys(name for release in releases for name in release.dims))
    lattices = {name: _lattice(name, releases, hierarchies.get(name, {})) for name in dims}
    cells = _Cells(dims, lattices, alone=len(releases) == 1)
    for rank, release in enumerate(releases):
        cells.take(release, rank)
    decimals = max((release.decimals for release in releases), default=0)
    while True:
        made = cells.space(cells.equations(releases), decimals)
        made = replace(made, rounding=rounding)
        settled = _settle_absent(made)
        if not cells.open(settled):
            break
    _refuse_wrong_sums(settled, releases)
    return settled


def _lattice(name: str, releases: Sequence[Release], children: Children) -> Lattice:
    groups = []
    for release in releases:
        position = release.dims.index(name) if name in release.dims else None
        found = set() if position is None else {key[position] for key in release.cells}
        groups.append(found - {TOTAL})
    return lattice(groups, children)


class _Cells:
    """The cells met so far, numbered by their coordinates."""

    def __init__(
        self, dims: tuple[str, ...], lattices: Mapping[str, Lattice], *, alone: bool
    ) -> None:
        self.dims = dims
        # In a file read alone, a code of the hierarchy that it never uses counts nobody either.
        self.alone = alone
        self.lattices = lattices
        self.keys: list[Key] = []
        self.values: list[float] = []
        self.states: list[int] = []
        self.masked: set[int] = set()
        self.places: list[dict[Key, int]] = []
        self._numbers: dict[Key, int] = {}

    def take(self, release: Release, rank: int) -> None:
        """Add the cells of a release, at their place; two values for one cell contradict."""
        totals = [self._total(name, release, rank) for name in self.dims]
        places = [release.dims.index(name) if name in release.dims else None for name in self.dims]
        self.places.append({})
        for coordinates, value in release.cells.items():
            key = tuple(
                total if place is None or coordinates[place] == TOTAL else coordinates[place]
                for place, total in zip(places, totals, strict=True)
            )
            self._put(key, value, release)
            self.places[-1][coordinates] = self._numbers[key]
            if value is None:
                self.masked.add(self._numbers[key])

    def _total(self, name: str, release: Release, rank: int) -> str:
        return self.lattices[name].totals[rank] if name in release.dims else TOTAL

    def _put(self, key: Key, value: float | None, release: Release) -> None:
        known = self._numbers.get(key)
        if known is None:
            self._add(key, State.HIDDEN if value is None else State.SHOWN, value)
        elif value is not None:
            before = self.values[known]
            if self.states[known] == State.SHOWN and before != value:
                raise RefusedFile(
                    f"« {release.name} » donne {number(value, decimals=release.decimals)} pour "
                    f"{words(key)}, un autre fichier {number(before, decimals=release.decimals)}.",
                    todo="Ces fichiers ne décrivent pas la même population : auditez-les à part, "
                    "ou ajoutez une dimension qui les distingue (l’année, par exemple).",
                )
            self.values[known], self.states[known] = value, State.SHOWN

    def _add(self, key: Key, state: State, value: float | None = None) -> int:
        self._numbers[key] = len(self.keys)
        self.keys.append(key)
        self.states.append(state)
        self.values.append(float("nan") if value is None else value)
        return self._numbers[key]

    def space(self, matrix: sparse.csr_matrix, decimals: int) -> Space:
        """The cells and their equations as arrays."""
        return Space(
            self.dims,
            self.keys,
            np.array(self.values, dtype=float),
            np.array(self.states, dtype=np.int8),
            matrix,
            np.isin(np.arange(len(self.keys)), list(self.masked)),
            decimals,
            tuple(self.places),
        )

    def open(self, settled: Space) -> bool:
        """Take note of the absent cells found latent; whether there were any."""
        turned = np.nonzero(settled.states == State.LATENT)[0]
        fresh = [int(one) for one in turned if self.states[one] != State.LATENT]
        for axis, name in enumerate(self.dims):
            codes = {self.keys[one][axis] for one in fresh} & self.lattices[name].latent
            fresh += [
                number
                for number, key in enumerate(self.keys)
                if key[axis] in codes and self.states[number] == State.ABSENT
            ]
        for one in fresh:
            self.states[one], self.values[one] = State.LATENT, float("nan")
        return bool(fresh)

    def equations(self, releases: Sequence[Release]) -> sparse.csr_matrix:
        """Every equation of every page (set of dimensions crossed by some release)."""
        rows: dict[tuple[int, ...], None] = {}
        own = [_own_categories(release, self, rank) for rank, release in enumerate(releases)]
        for page in dict.fromkeys(release.dims for release in releases):
            self._page(page, own, rows)
        lengths = [len(row) for row in rows]
        signs = [sign for row in rows for sign in (1.0, *[-1.0] * (len(row) - 1))]
        columns = [column for row in rows for column in row]
        pointers = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        return sparse.csr_matrix(
            (np.array(signs), np.array(columns, dtype=np.int64), pointers),
            shape=(len(rows), len(self.keys)),
        )

    def _page(
        self, page: Key, own: Sequence[Mapping[str, set[str]]], rows: dict[tuple[int, ...], None]
    ) -> None:
        names = [self.lattices[name].names if name in page else (TOTAL,) for name in self.dims]
        size = int(np.prod([len(one) for one in names], dtype=float))
        if size > MOST_CELLS:
            raise RefusedFile(
                f"Le croisement de {' × '.join(page)} compte {number(size)} cases ; l’audit "
                f"en examine {number(MOST_CELLS)} au plus.",
                todo="Découpez le tableau par territoire, ou croisez moins de dimensions.",
            )
        grid = _Grid(names, self, own)
        before = -1
        while len(self.keys) != before:
            before = len(self.keys)
            for axis, name in enumerate(self.dims):
                if name in page:
                    for whole, parts in self.lattices[name].relations:
                        grid.sums(axis, whole, parts, rows)


def _own_categories(release: Release, cells: _Cells, rank: int) -> dict[str, set[str]]:
    """The categories of a release in each dimension, its total included."""
    found = {}
    for name in cells.dims:
        if name not in release.dims:
            found[name] = {TOTAL}
            continue
        place = release.dims.index(name)
        mine = {key[place] for key in release.cells} - {TOTAL}
        found[name] = mine | {cells.lattices[name].totals[rank]}
    return found


class _Grid:
    """One page: its cells in a dense array of numbers, made when an equation needs them."""

    def __init__(
        self, names: Sequence[Sequence[str]], cells: _Cells, own: Sequence[Mapping[str, set[str]]]
    ) -> None:
        self.names = names
        self.cells = cells
        self.places = [{code: rank for rank, code in enumerate(axis)} for axis in names]
        self.numbers = np.full([len(axis) for axis in names], -1, dtype=np.int64)
        for key, rank in cells._numbers.items():
            where = [place.get(code) for place, code in zip(self.places, key, strict=True)]
            if None not in where:
                self.numbers[tuple(where)] = rank
        self.alive = self.numbers >= 0
        gone = np.array(cells.states)[self.numbers] == State.ABSENT
        self.alive &= ~gone
        self.absent = np.zeros(self.numbers.shape, dtype=bool)
        for release in own:
            masks = [
                np.array([code in release[name] for code in axis], dtype=bool)
                for name, axis in zip(cells.dims, names, strict=True)
            ]
            self.absent[np.ix_(*masks)] = True

    def sums(
        self, axis: int, whole: str, parts: tuple[str, ...], rows: dict[tuple[int, ...], None]
    ) -> None:
        """The equations « whole = parts » along one axis, for every combination of the others."""
        order = [self.places[axis][one] for one in (whole, *parts)]
        block = np.moveaxis(self.numbers.take(order, axis=axis), axis, -1)
        # A sum of absent cells only says that nobody is nobody.
        useful = np.moveaxis(self.alive.take(order, axis=axis), axis, -1).any(axis=-1)
        for index in np.argwhere(useful).tolist():
            row = block[tuple(index)]
            if (row < 0).any():
                row = self._complete(axis, order, index)
            rows[tuple(row.tolist())] = None

    def _complete(self, axis: int, order: Sequence[int], index: Sequence[int]) -> np.ndarray:
        """The row with its missing cells created: absent within a release, else latent."""
        row = []
        for one in order:
            where = (*index[:axis], one, *index[axis:])
            if self.numbers[where] < 0:
                key = tuple(axis_[rank] for axis_, rank in zip(self.names, where, strict=True))
                nobody = self.absent[where] or self.cells.alone
                state = State.ABSENT if nobody else State.LATENT
                value = 0.0 if state == State.ABSENT else None
                self.numbers[where] = self.cells._add(key, state, value)
                self.alive[where] = state == State.LATENT
            row.append(self.numbers[where])
        return np.array(row)


def _settle_absent(made: Space) -> Space:
    """Absent cells count nobody, unless a margin shows that they were left out: then latent."""
    states, values = made.states.copy(), made.values.copy()
    while True:
        absent = states == State.ABSENT
        if not absent.any():
            break
        unknown = np.isnan(values)
        left = np.abs(made.matrix @ np.where(unknown, 0.0, values))
        open_rows = (np.abs(made.matrix) @ unknown.astype(float)) > 0
        wrong = ~open_rows & (left > made.tolerance() + 1e-6)
        wholes = made.matrix.indices[made.matrix.data > 0]
        # A margin left out while its parts are known or hidden is not a zero either.
        wrong |= absent[wholes] & ((left > made.tolerance() + 1e-6) | open_rows)
        touched = (np.abs(made.matrix).T @ wrong.astype(float)) > 0
        lost = absent & touched
        if not lost.any():
            break
        states[lost], values[lost] = State.LATENT, np.nan
    states[states == State.ABSENT] = State.SHOWN
    return replace(made, values=values, states=states)


def _refuse_wrong_sums(made: Space, releases: Sequence[Release]) -> None:
    unknown = np.isnan(made.values)
    closed = (np.abs(made.matrix) @ unknown.astype(float)) == 0
    left = np.abs(made.matrix @ np.where(unknown, 0.0, made.values))
    wrong = np.nonzero(closed & (left > made.tolerance() + 1e-6))[0]
    if not wrong.size:
        return
    place = _most_telling(made, wrong)
    entries = slice(*made.matrix.indptr[place : place + 2])
    row, signs = made.matrix.indices[entries], made.matrix.data[entries]
    row = np.concatenate([row[signs > 0], row[signs < 0]])
    total = number(made.values[row[0]], decimals=made.decimals)
    parts = number(float(made.values[row[1:]].sum()), decimals=made.decimals)
    where = " et ".join(f"« {release.name} »" for release in releases)
    raise RefusedFile(
        f"{where} : {words(made.keys[row[0]])} vaut {total}, mais la somme de ses parties "
        f"({', '.join(words(made.keys[one]) for one in row[1:4])}"
        f"{'…' if row.size > 4 else ''}) fait {parts}.",
        todo="Corrigez cette marge, ou vérifiez le fichier de hiérarchie : un audit n’a de sens "
        "que sur des totaux exacts.",
    )


def _most_telling(made: Space, wrong: np.ndarray) -> int:
    """Of the wrong equations, the one whose whole is the cell that is in most of them."""
    rows = made.matrix[wrong]
    times = np.asarray(abs(rows).sum(axis=0)).ravel()
    wholes = rows.indices[rows.data > 0]
    return int(wrong[np.argmax(times[wholes])])


def words(key: Key) -> str:
    """« Total × F »."""
    return f"« {' × '.join(key)} »"
