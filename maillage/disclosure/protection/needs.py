"""What must stay open around each hidden cell for the rule that hid it to hold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maillage.disclosure.protection.primary import DOMINANCE, P_PERCENT
from maillage.disclosure.regimes import Regime


@dataclass(frozen=True)
class Needs:
    """For each cell, what a reader must not rule out; NaN where nothing is asked.

    low, high  the smallest deduced bound may not exceed `low`, the largest may not be under `high`
    share      every other hidden cell must stay open by this part of itself, wherever it stands
    small      beyond this value, that is not asked of them (None: always asked)
    unit       the one contributor of each cell, by number, who may not deduce another's sensitive
               cell; −1 for cells of several (None: not asked)
    """

    low: np.ndarray
    high: np.ndarray
    share: float
    small: float | None
    unit: np.ndarray | None = None

    def met(self, low: np.ndarray, high: np.ndarray, hidden: np.ndarray) -> np.ndarray:
        """Which cells are protected when tables reach from `low` to `high`."""
        asked = ~np.isnan(self.low)
        with np.errstate(invalid="ignore"):
            primary = (low <= self.low + 1e-6) & (high >= self.high - 1e-6)
            open_ = (1 + self.share) * low <= (1 - self.share) * high + 1e-9
            if self.small is not None:
                open_ |= low >= self.small
            moves = high - low > 1e-6
        return np.where(asked, primary, (open_ & moves) | ~hidden)


def needs_of(
    values: np.ndarray,
    reasons: np.ndarray,
    regime: Regime,
    *,
    tops: Sequence[np.ndarray],
    whole: bool,
) -> Needs:
    """The needs of the primary cells (`reasons` not empty).

    tops  largest contribution of each cell, second largest…, as far as known
    """
    share = regime.protection / 100
    primary = reasons != ""
    low = np.where(primary, values * (1 - share), np.nan)
    high = np.where(primary, values * (1 + share), np.nan)
    # A null total that rests on someone says that each contributes nothing: it must look positive.
    some = values[values > 0]
    least = 1.0 if whole else np.where(values > 0, 0.0, some.min() if some.size else 1.0)
    high = np.maximum(high, np.where(primary, values + least, np.nan))
    if tops and regime.dominance is not None:
        # Were the total lower than this, the largest contributors would still dominate it.
        floor = np.nan_to_num(np.sum(tops[: regime.dominance_count], axis=0))
        floor = floor / (regime.dominance / 100)
        high = np.where(reasons == DOMINANCE, np.maximum(high, floor), high)
    if tops and regime.p_percent is not None:
        # The second contributor, who knows its own part, must not rule out p % more for the first.
        floor = tops[0] * (1 + regime.p_percent / 100) + tops[1]
        high = np.where(reasons == P_PERCENT, np.maximum(high, floor), high)
    counts = regime.ranks == 0 and whole
    return Needs(low, high, share, regime.minimum_count if counts else None)
