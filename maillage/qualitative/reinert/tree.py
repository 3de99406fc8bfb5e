"""The descending hierarchy: the largest class is split, until there are enough classes.

After a split each side forgets the words that no longer tell its segments apart: those it hardly
uses, and those that mark the other side. A segment left without any word is set aside, not forced.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import csr_array

from maillage.base.errors import NoData, WrongCall
from maillage.base.french import number, plural
from maillage.qualitative.reinert.splitting import partition_chi2, split


MIN_CLASSES = 2
MAX_CLASSES = 40
FEWEST = 5


@dataclass(frozen=True)
class Rules:
    """How far to go.

    classes          number of terminal classes wanted
    min_members      no class is smaller; a smaller group that a split isolates is set aside, and
                     the rest split again. 0: a tenth of an average class, 5 at least
    min_words        a segment with fewer words kept does not take part
    min_uses         segments of a side in which a word must appear to be kept there
    max_contingency  above this contingency coefficient with the other side, a word is forgotten
    """

    classes: int = 6
    min_members: int = 0
    min_words: int = 1
    min_uses: int = 3
    max_contingency: float = 0.3

    def settled(self, segments: int) -> "Rules":
        """The same, the smallest size of a class chosen for so many segments."""
        if self.min_members:
            return self
        return replace(self, min_members=max(FEWEST, segments // (10 * max(self.classes, 1))))


@dataclass(eq=False)
class Node:
    """A class, terminal or not.

    rows        indices of its segments in the matrix
    words       indices of the words its split was made on
    chi2        of its split on those words, recomputed from the two sides; None when terminal
    axis_chi2   of the same split before the exchanges
    number      1, 2… for a terminal class, in the order of the drawing; 0 otherwise
    aside       rows of the groups too small to be a class, isolated before its split
    """

    rows: np.ndarray
    words: np.ndarray
    chi2: float | None = None
    axis_chi2: float | None = None
    moves: int = 0
    rank: int = 0
    number: int = 0
    aside: list[np.ndarray] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Number of segments."""
        return int(self.rows.size)


@dataclass(frozen=True)
class Tree:
    """The whole hierarchy.

    root     every segment that holds at least one word kept
    labels   class of each row of the matrix, 0 when it has none
    asked    number of classes wanted; `classes` may be fewer
    """

    root: Node
    labels: np.ndarray
    asked: int

    @property
    def classes(self) -> list[Node]:
        """Terminal classes, in the order of their numbers."""
        return [node for node in walk(self.root) if not node.children]

    @property
    def splits(self) -> list[Node]:
        """Classes that were split, in the order it was done."""
        return sorted((node for node in walk(self.root) if node.children), key=lambda one: one.rank)

    @property
    def branches(self) -> list[str | None]:
        """Where each row ended: « 0 » for the whole, « 0.1.2 » below; None if it took no part.

        Each split can be computed again from it: its sides are the rows whose branch goes on.
        """
        found: list[str | None] = [None] * self.labels.size
        paths = [("0", self.root)]
        while paths:
            path, node = paths.pop()
            for row in node.rows:
                found[row] = path
            paths += [(f"{path}.{side}", child) for side, child in enumerate(node.children, 1)]
        return found


Progress = Callable[[int, int], None]


def walk(node: Node) -> list[Node]:
    """A class and all those below it, first child first."""
    return [node, *(below for child in node.children for below in walk(child))]


def grow(matrix: csr_array, rules: Rules, *, progress: Progress | None = None) -> Tree:
    """Classify the rows of a matrix of segments × words.

    matrix  counts; only presence matters

    Raises WrongCall for an impossible number of classes, NoData when nothing can be told apart.
    """
    present = _presence(matrix)
    rows = np.flatnonzero(present.sum(axis=1) >= max(rules.min_words, 1))
    rules = rules.settled(rows.size)
    _check(rows.size, rules)
    root = Node(rows, np.flatnonzero(present[rows].sum(axis=0) > 0))
    leaves, done = [root], 0
    while len(leaves) < rules.classes and (node := _next(leaves, rules)) is not None:
        if not _divide(present, node, rules):
            node.rank = -1  # cannot be split: never asked again
            continue
        done += 1
        node.rank = done
        leaves.remove(node)
        leaves += node.children
        if progress is not None:
            progress(len(leaves), rules.classes)
    if not root.children:
        raise NoData(
            "Les segments ne se distinguent pas les uns des autres : ils emploient tous les mêmes "
            "mots.",
            todo="Vérifiez que la colonne choisie contient bien des textes différents.",
        )
    return Tree(root, _numbered(root, matrix.shape[0]), rules.classes)


def _presence(matrix: csr_array) -> csr_array:
    present = csr_array(matrix, dtype=np.float64)
    present.eliminate_zeros()
    present.data[:] = 1.0
    return present


def _check(filled: int, rules: Rules) -> None:
    if not MIN_CLASSES <= rules.classes <= MAX_CLASSES:
        raise WrongCall(
            f"{plural(rules.classes, 'classe')} : le nombre de classes va de {MIN_CLASSES} à "
            f"{MAX_CLASSES}.",
            todo="Essayez -k 6.",
        )
    if filled < rules.classes * rules.min_members:
        raise NoData(
            f"{plural(filled, 'segment')} d’au moins "
            f"{plural(max(rules.min_words, 1), 'mot')} de l’ensemble : c’est trop peu pour "
            f"{plural(rules.classes, 'classe')} d’au moins {number(rules.min_members)} segments.",
            todo="Demandez moins de classes, ou donnez plus de textes.",
        )


def _next(leaves: list[Node], rules: Rules) -> Node | None:
    """The largest class that may be split; the first made when two are as large."""
    able = [
        node
        for node in leaves
        if node.rank == 0 and node.size >= 2 * rules.min_members and node.words.size > 1
    ]
    return max(able, key=lambda node: node.size, default=None)


def _divide(matrix: csr_array, node: Node, rules: Rules) -> bool:
    """Split a class, small groups set aside as they appear. False when it cannot be split."""
    rows = node.rows
    aside: list[np.ndarray] = []
    while rows.size >= 2 * rules.min_members:
        held, used = _still_speaking(matrix, rows, node.words)
        part = csr_array(matrix[held][:, used])
        found = split(part)
        if found is None:
            return False
        sides = (found.first, ~found.first)
        small = min(sides, key=np.count_nonzero)
        if np.count_nonzero(small) >= rules.min_members:
            node.aside, node.words = aside, used
            node.chi2 = partition_chi2(part, found.first)
            node.axis_chi2, node.moves = found.axis_chi2, found.moves
            for inside, kept in zip(sides, _sides(part, found.first, rules), strict=True):
                node.children.append(Node(held[inside], used[kept]))
            return True
        aside.append(held[small])
        rows = held[~small]
    return False


def _still_speaking(
    matrix: csr_array, rows: np.ndarray, words: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The rows that hold one of these words, and the words that one of these rows holds."""
    part = matrix[rows][:, words]
    return rows[part.sum(axis=1) > 0], words[part.sum(axis=0) > 0]


def _sides(part: csr_array, first: np.ndarray, rules: Rules) -> list[np.ndarray]:
    """The words each side keeps: used enough, and not the mark of the other side."""
    total = part.sum(axis=0)
    one = first.astype(float) @ part
    size, rows = float(first.sum()), part.shape[0]
    expected = total * (size / rows)
    chi2 = _two_by_two(one, total, size, rows)
    marked = np.sqrt(chi2 / (chi2 + rows)) > rules.max_contingency
    kept_one = (one >= rules.min_uses) & ~(marked & (one < expected))
    kept_two = (total - one >= rules.min_uses) & ~(marked & (one > expected))
    return [np.flatnonzero(kept_one), np.flatnonzero(kept_two)]


def _two_by_two(one: np.ndarray, total: np.ndarray, size: float, rows: int) -> np.ndarray:
    """χ² of « holds the word » × « on the first side », for each word."""
    gap = one * rows - total * size
    base = total * (rows - total) * size * (rows - size)
    return np.divide(rows * gap**2, base, out=np.zeros_like(gap), where=base > 0)


def _numbered(root: Node, rows: int) -> np.ndarray:
    """Number the terminal classes as they are met in the drawing; the class of each row."""
    labels = np.zeros(rows, dtype=np.int64)
    leaves = [node for node in walk(root) if not node.children]
    for number_, node in enumerate(leaves, start=1):
        node.number = number_
        labels[node.rows] = number_
    return labels
