"""Which categories to merge so that fewer cells need hiding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from maillage.disclosure.attack.lattice import TOTAL, Children, band
from maillage.disclosure.protection.tables import Key, Table
from maillage.disclosure.regimes import Regime


MOST_CATEGORIES = 60
BEST = 3


@dataclass(frozen=True)
class Merge:
    """Merging two categories of a dimension, and how many small cells disappear.

    hidden  how many hidden cells fewer, those that protect the small ones included; None when the
            merged table was not protected again
    """

    dimension: str
    first: str
    second: str
    avoided: int
    hidden: int | None = None


def merges(
    table: Table, regime: Regime, hierarchies: Mapping[str, Children], *, best: int = BEST
) -> list[Merge]:
    """The pairs of categories whose merger spares most primary cells, best first.

    Age bands merge with their neighbours only; codes of a hierarchy with their siblings only.
    """
    if regime.minimum_count is None:
        return []
    found = []
    for axis, name in enumerate(table.release.dims):
        codes = sorted({key[axis] for key in table.release.cells} - {TOTAL})
        for first, second in _pairs(codes, hierarchies.get(name, {})):
            avoided = _avoided(table, regime.minimum_count, axis, (first, second))
            if avoided > 0:
                found.append(Merge(name, first, second, avoided))
    return sorted(found, key=lambda one: (-one.avoided, one.dimension, one.first))[:best]


def _pairs(codes: Sequence[str], children: Children) -> list[tuple[str, str]]:
    leaves = [code for code in codes if code not in children]
    if len(leaves) > MOST_CATEGORIES:
        return []
    bands = {code: band(code) for code in leaves}
    if leaves and all(limits is not None for limits in bands.values()):
        return list(pairwise(sorted(leaves, key=lambda code: bands[code] or (0, 0))))
    groups = [list(listed) for listed in children.values()] or [leaves]
    inside = [[code for code in group if code in set(leaves)] for group in groups]
    return [pair for group in inside for pair in combinations(group, 2)]


def _avoided(table: Table, minimum: int, axis: int, pair: tuple[str, str]) -> int:
    """Small cells of the two categories, less those of their merger."""
    merged: dict[Key, float] = {}
    before = 0
    for key, count in table.counts.items():
        if key[axis] in pair:
            rest = (*key[:axis], *key[axis + 1 :])
            merged[rest] = merged.get(rest, 0.0) + count
            before += 0 < count < minimum
    return before - sum(0 < count < minimum for count in merged.values())
