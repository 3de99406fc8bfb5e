"""How the categories of one dimension add up: hierarchies, totals, age bands, vintages.

Each category is a set of atoms (communes of an EPCI, years of an age band). Every category is
then written as a disjoint sum of smaller ones; what no file names (the commune that joined the EPCI
this year) becomes a latent category, since a reader can compute it by difference.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from maillage.base.errors import RefusedFile


TOTAL = "Total"
OLDEST = 1000
BANDS = (
    (r"(?:de )?(\d+) ?(?:-|–|à|a|_) ?(\d+) ?(?:ans)?", (0, 0)),
    (r"y(\d+)t(\d+)", (0, 0)),
    (r"(\d+) ?(?:ans)? ?(?:\+|et plus|ou plus|ans et plus)", (0, OLDEST)),
    (r"y_ge(\d+)", (0, OLDEST)),
    (r"(?:moins de|<) ?(\d+) ?(?:ans)?", (-1, 0)),
    (r"(?:plus de|>) ?(\d+) ?(?:ans)?", (-2, 0)),
    (r"(\d+) ?(?:ans)?", (1, 1)),
)

UNDER, OVER = -1, -2
FEWEST_BANDS = 2

Atoms = frozenset[str]
Children = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Lattice:
    """The categories of a dimension and the sums between them.

    names      every category, totals and latent ones included
    relations  (whole, parts): the whole is the sum of its parts
    totals     for each release, the category its total stands for ("" when it lacks the dimension)
    latent     the categories that no file names
    """

    names: tuple[str, ...]
    relations: tuple[tuple[str, tuple[str, ...]], ...]
    totals: tuple[str, ...]
    latent: frozenset[str]


def lattice(groups: Sequence[Set[str]], children: Children) -> Lattice:
    """The lattice of one dimension.

    groups    for each release, its categories without the total; empty when it lacks the dimension
    children  hierarchy: parent → its children; a child may have several parents
    """
    named = sorted(set().union(*groups)) if groups else []
    atoms = _atoms(named, children, groups)
    totals = [frozenset[str]().union(*(atoms[one] for one in group)) for group in groups]
    labels = _total_labels(totals)
    for label, content in labels.items():
        atoms[label] = content
    relations, latent = _relations(atoms)
    by_content = {content: label for label, content in labels.items()}
    return Lattice(
        names=(*atoms, *latent),
        relations=relations,
        totals=tuple(by_content.get(content, "") for content in totals),
        latent=frozenset(latent),
    )


def _atoms(
    named: Iterable[str], children: Children, groups: Sequence[Set[str]]
) -> dict[str, Atoms]:
    """Each category as a set of atoms: leaves of the hierarchy, years of a band, or itself."""
    leaves = [one for one in named if one not in children]
    inside = {child for listed in children.values() for child in listed}
    segments = _segments([one for one in leaves if one not in inside], groups)
    found: dict[str, Atoms] = {}
    for one in named:
        found[one] = segments[one] if one in segments else _leaves(one, children, ())
    return found


def _leaves(code: str, children: Children, above: tuple[str, ...]) -> Atoms:
    if code in above:
        raise RefusedFile(
            f"La hiérarchie tourne en rond : {' → '.join((*above, code))}.",
            todo="Dans le fichier « child,parent », un code ne peut pas se contenir lui-même.",
        )
    below = children.get(code, ())
    if not below:
        return frozenset([code])
    return frozenset[str]().union(*(_leaves(one, children, (*above, code)) for one in below))


def band(label: str) -> tuple[int, int] | None:
    """The first and last years of an age band: « 18-24 », « 65 ans et plus », « Y18T24 »."""
    text = label.strip().lower()
    for shape, (kind, last) in BANDS:
        found = re.fullmatch(shape, text)
        if found:
            numbers = [int(one) for one in found.groups()]
            if kind == UNDER:
                return 0, numbers[0] - 1
            if kind == OVER:
                return numbers[0] + 1, OLDEST
            first = numbers[0]
            return first, last if last == OLDEST else numbers[-1]
    return None


def _segments(labels: Sequence[str], groups: Sequence[Set[str]]) -> dict[str, Atoms]:
    """Bands as unions of elementary segments; a label that is no band (« Non renseigné ») is apart.

    Nothing with fewer than two bands, nor when two bands of one file share a limit (0-5, 5-10):
    their limits are not those of the labels.
    """
    bands = [(one, band(one)) for one in labels]
    found = {one: edge for one, edge in bands if edge is not None and edge[0] <= edge[1]}
    limits = list(found.values())
    if len(limits) < FEWEST_BANDS or all(first == last for first, last in limits):
        return {}
    if any(_share_a_limit([found[one] for one in group if one in found]) for group in groups):
        return {}
    cuts = sorted({first for first, _ in limits} | {last + 1 for _, last in limits})
    pieces = list(zip(cuts, cuts[1:], strict=False))
    return {
        label: frozenset(
            f"{start}-{end - 1}" for start, end in pieces if first <= start and end - 1 <= last
        )
        for label, (first, last) in found.items()
    }


def _share_a_limit(limits: Sequence[tuple[int, int]]) -> bool:
    """Whether a band ends the very year another begins, both being wider than that year."""
    ends = {last for first, last in limits if first < last}
    return any(first in ends for first, last in limits if first < last)


def _total_labels(totals: Sequence[Atoms]) -> dict[str, Atoms]:
    """One label for each distinct total; the widest is « Total »."""
    distinct = sorted({one for one in totals if one}, key=lambda one: (-len(one), sorted(one)))
    labels = [TOTAL, *(f"{TOTAL} ({number})" for number in range(2, len(distinct) + 1))]
    return dict(zip(labels, distinct, strict=False))


def _relations(
    atoms: Mapping[str, Atoms],
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], dict[str, Atoms]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for name, content in atoms.items():
        for atom in content:
            holders[atom].append(name)
    classes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for atom, names in holders.items():
        classes[tuple(names)].add(atom)
    latent: dict[str, Atoms] = {}
    relations: list[tuple[str, tuple[str, ...]]] = []
    first_of: dict[Atoms, str] = {}
    for name, content in atoms.items():
        if content in first_of:
            relations.append((name, (first_of[content],)))
            continue
        first_of[content] = name
        parts = _parts(name, atoms, holders, classes, latent)
        if parts:
            relations.append((name, parts))
    return tuple(relations), latent


def _parts(
    name: str,
    atoms: Mapping[str, Atoms],
    holders: Mapping[str, Sequence[str]],
    classes: Mapping[tuple[str, ...], set[str]],
    latent: dict[str, Atoms],
) -> tuple[str, ...]:
    """Disjoint categories that make up this one, largest first, then latent ones for the rest."""
    content = atoms[name]
    near = {one for atom in content for one in holders[atom]} - {name}
    inside = sorted(
        (one for one in near if atoms[one] < content), key=lambda one: (-len(atoms[one]), one)
    )
    rest = set(content)
    parts = []
    for one in inside:
        if atoms[one] <= rest:
            parts.append(one)
            rest -= atoms[one]
    if not parts and len({tuple(holders[atom]) for atom in content}) == 1:
        return ()
    while rest:
        group = frozenset(classes[tuple(holders[min(rest)])])
        label = _latent_label(group)
        latent[label] = group
        parts.append(label)
        rest -= group
    return tuple(parts)


def _latent_label(group: Atoms) -> str:
    """« [D] », « [18-19] », « [D + E + …] »."""
    shown = sorted(group)
    kept = 3
    more = [f"… ({len(shown)})"] if len(shown) > kept else []
    return f"[{' + '.join((*shown[:kept], *more))}]"
