"""How unevenly a group lives across neighbourhoods (IRIS): dissimilarity, isolation, and chance.

Small neighbourhoods look segregated by chance alone: each index is given with the value it would
have, on average, if people had drawn their neighbourhood at random.
Massey & Denton (1988), https://doi.org/10.1093/sf/67.2.281 ; Carrington & Troske (1997).
"""

from dataclasses import dataclass

import numpy as np

from maillage.base.errors import RefusedFile
from maillage.sources.own_tables import OwnTable


COLUMNS = {
    "code": "code de l’IRIS",
    "group": "personnes du groupe étudié",
    "total": "toutes les personnes",
}
DRAWS = 200


@dataclass(frozen=True)
class Segregation:
    """Indices of one group, between 0 and 1.

    share          of the group in the whole
    dissimilarity  part of the group that should move to be spread like the others
    isolation      mean share of the group in the neighbourhood of one of its members
    exposure       mean share of the others there: 1 - isolation
    eta            isolation corrected for the share of the group (0: even, 1: apart)
    entropy        Theil's H: 0 when every neighbourhood is like the whole
    expected       dissimilarity that chance alone would give, on average
    beyond         dissimilarity beyond chance: (found - expected) ÷ (1 - expected), 0 at least
    neighbourhoods and people counted
    """

    share: float
    dissimilarity: float
    isolation: float
    exposure: float
    eta: float
    entropy: float
    expected: float
    beyond: float
    neighbourhoods: int
    people: float


def read_segregation(table: OwnTable) -> tuple[np.ndarray, np.ndarray]:
    """Members of the group and everybody, by neighbourhood; empty ones left out.

    Raises RefusedFile when a group is larger than its neighbourhood, or absent, or alone.
    """
    table.refuse_twice("code")
    table.texts("code")
    group = table.numbers("group", minimum=0).to_numpy()
    total = table.numbers("total", minimum=0).to_numpy()
    larger = np.flatnonzero(group > total * (1 + 1e-9))
    if larger.size:
        raise RefusedFile(
            f"{table.where(int(larger[0]), 'group')} : le groupe dépasse le total du quartier.",
            todo="Vérifiez que « total » compte aussi le groupe.",
        )
    lived = total > 0
    if lived.sum() < 2 or not 0 < group.sum() < total.sum():
        raise RefusedFile(
            f"« {table.name} » : il faut deux quartiers habités, des personnes du groupe et "
            f"d’autres.",
            todo="Vérifiez les colonnes « group » et « total ».",
        )
    return group[lived], total[lived]


def segregation(
    group: np.ndarray, total: np.ndarray, *, draws: int = DRAWS, seed: int = 1
) -> Segregation:
    """Indices of a group counted by neighbourhood among everybody (total > 0)."""
    everybody, members = float(total.sum()), float(group.sum())
    share = members / everybody
    found = dissimilarity(group, total)
    expected = _by_chance(group, total, draws, seed)
    isolation = float((group / members * group / total).sum())
    inside = _entropy(group / total)
    return Segregation(
        share=share,
        dissimilarity=found,
        isolation=isolation,
        exposure=1 - isolation,
        eta=(isolation - share) / (1 - share),
        entropy=float((total * (_entropy(np.array(share)) - inside)).sum())
        / (everybody * float(_entropy(np.array(share)))),
        expected=expected,
        beyond=max(0.0, (found - expected) / (1 - expected)),
        neighbourhoods=len(total),
        people=everybody,
    )


def dissimilarity(group: np.ndarray, total: np.ndarray) -> float:
    """Half the sum of the gaps between the parts of the group and of the others."""
    others = total - group
    return float(np.abs(group / group.sum() - others / others.sum()).sum() / 2)


def _entropy(share: np.ndarray) -> np.ndarray:
    both = np.stack([share, 1 - share])
    logs = np.log(both, out=np.zeros_like(both), where=both > 0)
    return np.asarray(-(both * logs).sum(axis=0))


def _by_chance(group: np.ndarray, total: np.ndarray, draws: int, seed: int) -> float:
    """Mean dissimilarity when members are drawn at random among everybody."""
    generator = np.random.default_rng(seed)
    sizes = np.maximum(np.rint(total).astype(np.int64), 1)
    members = int(np.clip(round(float(group.sum())), 1, int(sizes.sum()) - 1))
    found = [
        dissimilarity(
            generator.multivariate_hypergeometric(sizes, members, method="marginals"), sizes
        )
        for _ in range(draws)
    ]
    return float(np.mean(found))
