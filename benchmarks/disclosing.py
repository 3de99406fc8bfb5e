"""Secrecy at size: protecting 28,938 cells, auditing thousands of hidden ones, and τ-Argus beside.

`python -m benchmarks.disclosing` prints all. R's GaussSuppression took 138 seconds to protect a
table of the same shape (four dimensions, two hierarchies, small counts hidden, no audit), on
another day of the same machine: a number measured elsewhere, to be read as an order. τ-Argus
(pytauargus 0.6.0) ends its process on tables of this kind: said, not timed.
"""

import time

import numpy as np

from benchmarks.measuring import measure
from maillage.disclosure.attack import Release, audit_releases
from maillage.disclosure.protection.argus import proposal
from maillage.disclosure.protection.protecting import protect
from maillage.disclosure.protection.tables import Table
from maillage.disclosure.regimes import Regime


DIMS = ("commune", "age", "sexe", "activite")
LARGE, MIDDLE = (4, 12, 5, 4, 6), (4, 6, 3, 6, 2)
PEOPLE = 9
MEASURES = ("protect_large", "audit_thousands")
SMALL = 5
RULE = Regime(id="five", label="", publisher="", rule="", reference="", minimum_count=SMALL)
GAUSS_SUPPRESSION_ELSEWHERE = 138.0
# Sensitive cells that its default output leaves within 10 % on the four tables of rtauargus.
NARROW_ELSEWHERE = (31, 27, 13, 18)

Shape = tuple[int, int, int, int, int]


def table(shape: Shape) -> tuple[Table, dict[str, dict[str, list[str]]]]:
    """Counts drawn at random: (EPCI > communes) × (age groups > ages) × sexe × activite."""
    epcis, communes, groups, ages, activities = shape
    draw = np.random.default_rng(0)
    weight = draw.lognormal(0, 1.2, epcis * communes)
    share = draw.dirichlet(np.ones(activities) * 1.5, size=groups * ages * 2)
    mean = PEOPLE * (weight / weight.mean())[:, None, None, None] * activities
    counts = draw.poisson(mean * share.reshape(1, groups * ages, 2, activities)).astype(float)
    links = {
        "commune": _tree("E", "C", epcis, communes),
        "age": _tree("G", "A", groups, ages),
        "sexe": {},
        "activite": {},
    }
    axes = [_codes("C", epcis * communes), _codes("A", groups * ages), ["F", "H"]]
    axes.append(_codes("T", activities))
    for axis, name in enumerate(DIMS):
        counts, axes[axis] = _with_sums(counts, axes[axis], axis, links[name])
    cells = {
        tuple(axes[axis][rank] for axis, rank in enumerate(index)): float(counts[index])
        for index in np.ndindex(counts.shape)
    }
    return Table(Release("synthétique", DIMS, cells), cells, None, are_counts=True), links


def _codes(letter: str, count: int) -> list[str]:
    return [f"{letter}{rank:03d}" for rank in range(count)]


def _tree(parent: str, child: str, parents: int, each: int) -> dict[str, list[str]]:
    codes = _codes(child, parents * each)
    return {f"{parent}{rank}": codes[rank * each : (rank + 1) * each] for rank in range(parents)}


def _with_sums(
    counts: np.ndarray, codes: list[str], axis: int, links: dict[str, list[str]]
) -> tuple[np.ndarray, list[str]]:
    groups = [
        counts.take([codes.index(one) for one in below], axis=axis).sum(axis=axis, keepdims=True)
        for below in links.values()
    ]
    total = counts.sum(axis=axis, keepdims=True)
    return np.concatenate([counts, *groups, total], axis=axis), [*codes, *links, "Total"]


def protect_large() -> float:
    """Ours: protect 28,938 cells, audit included."""
    given, links = table(LARGE)
    start = time.perf_counter()
    done = protect([given], RULE, hierarchies=links)
    assert done.audit.is_safe
    return time.perf_counter() - start


def audit_thousands() -> float:
    """Ours: every interval of more than two thousand hidden cells."""
    given, links = table(MIDDLE)
    done = protect([given], RULE, hierarchies=links)
    start = time.perf_counter()
    found = audit_releases(done.published, hierarchies=links)
    assert found.is_safe
    return time.perf_counter() - start


def argus_answers() -> bool:
    """Whether τ-Argus, modular, answers at all on the table of `audit_thousands`."""
    given, links = table(MIDDLE)
    sensitive = [key for key, count in given.counts.items() if 0 < count < SMALL]
    found = proposal(given.release, sensitive, links, seconds=300)
    return found is not None


if __name__ == "__main__":
    for name in MEASURES:
        print(f"{name:20} {measure(f'benchmarks.disclosing:{name}', runs=1).seconds:8.2f} s")
    print(f"τ-Argus, modular, answers on the middle table: {argus_answers()}")
    print(f"GaussSuppression, elsewhere: {GAUSS_SUPPRESSION_ELSEWHERE:.0f} s")
    print(f"cells it leaves narrow, elsewhere: {NARROW_ELSEWHERE}; ours: none")
