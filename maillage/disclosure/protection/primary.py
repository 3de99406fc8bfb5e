"""Primary rules: which cells may not be shown, and why.

The rules on contributions follow the Handbook on Statistical Disclosure Control (CENEX, 2010):
(n, k), the n largest make more than k % of the cell; p %, the second contributor can tell the
largest one's value to within p %, because all the others together add less than that.
"""

from collections.abc import Sequence

import numpy as np

from maillage.base.french import number
from maillage.disclosure.regimes import Regime


COUNT = "count"
DOMINANCE = "dominance"
P_PERCENT = "p_percent"


def primary_reasons(
    values: np.ndarray, counts: np.ndarray, tops: Sequence[np.ndarray], regime: Regime
) -> np.ndarray:
    """For each cell, why it is secret: "count", "dominance", "p_percent", or "" if it may be shown.

    tops  largest contribution of each cell, second largest…; empty when they are not known. Those
          the regime needs must be there.

    An empty cell rests on nobody: it is shown, unless the regime hides zeros.
    """
    reasons = np.full(values.shape, "", dtype=object)
    if tops and regime.p_percent is not None:
        first, second = tops[0], tops[1]
        others = values - first - second
        reasons[(values > 0) & (others < first * regime.p_percent / 100 - _grain(values))] = (
            P_PERCENT
        )
    if tops and regime.dominance is not None:
        together = np.sum(tops[: regime.dominance_count], axis=0)
        dominated = (values > 0) & (together > values * regime.dominance / 100 + _grain(values))
        reasons[dominated] = DOMINANCE
    if regime.minimum_count is not None:
        reasons[(counts > 0) & (counts < regime.minimum_count)] = COUNT
        if regime.hide_zeros:
            reasons[counts == 0] = COUNT
    return reasons


def _grain(values: np.ndarray) -> np.ndarray:
    """What the arithmetic of floats may add: exactly 85 % is not more than 85 %."""
    return 1e-12 * np.abs(values)


def wording(reason: str, regime: Regime) -> str:
    """Why a cell is secret, in French."""
    if reason == DOMINANCE and regime.dominance is not None:
        most = f"plus de {number(regime.dominance)} % du total"
        if regime.dominance_count == 1:
            return f"une seule unité fait {most}"
        return f"les {regime.dominance_count} plus grosses unités font ensemble {most}"
    if reason == P_PERCENT and regime.p_percent is not None:
        return (
            "la deuxième unité peut estimer la plus grosse à moins de "
            f"{number(regime.p_percent)} % près"
        )
    return "trop peu d’unités"
