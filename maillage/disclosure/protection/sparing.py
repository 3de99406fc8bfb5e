"""How many hidden cells a merger of categories would spare: the merged table, protected again."""

from collections.abc import Mapping
from dataclasses import replace

from maillage.base.errors import RefusedFile
from maillage.disclosure.attack.lattice import Children
from maillage.disclosure.protection.merging import BEST, Merge, merges
from maillage.disclosure.protection.protecting import Protected, protect
from maillage.disclosure.protection.tables import Key, Table


# Past that, protecting again takes longer than the answer is worth.
MOST_CELLS = 120
TRIED = 4
Hierarchies = Mapping[str, Children]


def suggestions(done: Protected, rank: int, hierarchies: Hierarchies) -> list[Merge]:
    """The mergers that lose least, best first; `hidden` is how many hidden cells each spares.

    Only a table of counts protected alone and of at most MOST_CELLS cells is protected again; the
    others keep the order of the small cells spared, and `hidden` is None.
    """
    table = done.tables[rank]
    again = len(done.tables) == 1 and table.are_counts and len(table.counts) <= MOST_CELLS
    if not again:
        return merges(table, done.regime, hierarchies)
    counted = []
    for one in merges(table, done.regime, hierarchies, best=TRIED):
        hidden = _spared(done, one, hierarchies)
        if hidden is not None and hidden > 0:
            counted.append((hidden, replace(one, hidden=hidden)))
    return [one for _, one in sorted(counted, key=lambda pair: -pair[0])][:BEST]


def _spared(done: Protected, merge: Merge, hierarchies: Hierarchies) -> int | None:
    """Cells hidden now, less those hidden once the two categories are one; None when it fails."""
    name = f"{merge.first} et {merge.second}"
    pair = {merge.first: name, merge.second: name}
    table = _merged(done.tables[0], merge.dimension, pair)
    children = hierarchies.get(merge.dimension, {})
    links = {
        **hierarchies,
        merge.dimension: {
            parent: list(dict.fromkeys(pair.get(code, code) for code in listed))
            for parent, listed in children.items()
        },
    }
    kept = {dimension: listed for dimension, listed in links.items() if listed}
    try:
        after = protect([table], done.regime, hierarchies=kept, insiders=not done.ignored)
    except RefusedFile:
        return None
    return len(done.reasons[0]) - len(after.reasons[0])


def _merged(table: Table, dimension: str, pair: Mapping[str, str]) -> Table:
    """The table with the two categories as one: counts added, the largest contributions kept."""
    axis = table.release.dims.index(dimension)

    def of(key: Key) -> Key:
        return (*key[:axis], pair.get(key[axis], key[axis]), *key[axis + 1 :])

    cells: dict[Key, float] = {}
    for key, count in table.counts.items():
        cells[of(key)] = cells.get(of(key), 0.0) + count
    tops: list[dict[Key, float]] = []
    for ranked in table.tops:
        merged: dict[Key, float] = {}
        for key, top in ranked.items():
            merged[of(key)] = max(merged.get(of(key), 0.0), top)
        tops.append(merged)
    return replace(
        table,
        release=replace(table.release, cells=cells),
        counts=cells,
        largest=tops[0] if tops else None,
        next_largest=tuple(tops[1:]),
    )
