"""Primary rules: which cells may not be shown, and why."""

import numpy as np

from maillage.disclosure.regimes import Regime


COUNT = "count"
DOMINANCE = "dominance"
REASONS = {
    COUNT: "moins de {minimum} unités",
    DOMINANCE: "une unité fait plus de {dominance} % du total",
}


def primary_reasons(
    values: np.ndarray, counts: np.ndarray, largest: np.ndarray | None, regime: Regime
) -> np.ndarray:
    """For each cell, why it is secret: "count", "dominance", or "" when it may be shown.

    An empty cell rests on nobody: it is shown, unless the regime hides zeros.
    """
    reasons = np.full(values.shape, "", dtype=object)
    if regime.dominance is not None and largest is not None:
        dominated = (values > 0) & (largest > values * regime.dominance / 100)
        reasons[dominated] = DOMINANCE
    if regime.minimum_count is not None:
        reasons[(counts > 0) & (counts < regime.minimum_count)] = COUNT
        if regime.hide_zeros:
            reasons[counts == 0] = COUNT
    return reasons
