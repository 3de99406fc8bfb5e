"""The four ways a weight may move: ratio of the new weight to the old, as a function of one number.

Deville and Särndal (1992): minimising a distance to the initial weights under the margins gives
weights d·F(q·x'λ). Each distance is known by F, its derivative, and its primitive (whose weighted
sum minus T'λ is the convex function that the solver makes smallest).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.base.french import number


Vector = NDArray[np.float64]
LARGEST_EXPONENT = 700.0


class Method(StrEnum):
    """The names of the command line."""

    LINEAR = "linear"
    TRUNCATED = "truncated"
    RAKING = "raking"
    LOGIT = "logit"


METHOD_LABELS = {
    Method.LINEAR: "linéaire",
    Method.TRUNCATED: "linéaire tronquée",
    Method.RAKING: "raking ratio (poids positifs)",
    Method.LOGIT: "logit (rapports de poids bornés)",
}
BOUNDED = (Method.TRUNCATED, Method.LOGIT)


@dataclass(frozen=True)
class Distance:
    """ratio is F, slope its derivative, primitive its integral from 0 (all on vectors)."""

    ratio: Callable[[Vector], Vector]
    slope: Callable[[Vector], Vector]
    primitive: Callable[[Vector], Vector]
    low: float
    high: float


def distance(method: str, bounds: tuple[float, float] | None = None) -> Distance:
    """The distance of that name. Raises WrongCall for an unknown name or bounds out of place."""
    if method not in set(Method):
        raise WrongCall(
            f"La méthode « {method} » n’existe pas.",
            todo=f"Choisissez parmi : {', '.join(Method)}.",
        )
    if method not in BOUNDED:
        if bounds is not None:
            raise WrongCall(
                f"La méthode « {method} » ne prend pas de bornes.",
                todo="Retirez les bornes, ou choisissez truncated ou logit.",
            )
        return _linear() if method == Method.LINEAR else _raking()
    low, high = _checked(method, bounds)
    return _truncated(low, high) if method == Method.TRUNCATED else _logit(low, high)


def _checked(method: str, bounds: tuple[float, float] | None) -> tuple[float, float]:
    if bounds is None:
        raise WrongCall(
            f"La méthode « {method} » demande deux bornes pour le rapport entre le poids final et "
            "le poids initial.",
            todo="Ajoutez par exemple --bounds 0.5,2 : aucun poids ne sera divisé ni multiplié "
            "par plus de 2.",
        )
    low, high = bounds
    if not (np.isfinite(low) and np.isfinite(high) and 0 <= low < 1 < high):
        raise WrongCall(
            f"Les bornes {number(low, decimals=3)} et {number(high, decimals=3)} ne conviennent "
            "pas : la borne basse est entre 0 et 1 (1 exclu), la borne haute au-dessus de 1.",
            todo="Écrivez par exemple --bounds 0.5,2.",
        )
    return low, high


def _linear() -> Distance:
    return Distance(
        ratio=lambda u: 1 + u,
        slope=np.ones_like,
        primitive=lambda u: u + u * u / 2,
        low=-np.inf,
        high=np.inf,
    )


def _raking() -> Distance:
    def grown(u: Vector) -> Vector:
        return np.exp(np.minimum(u, LARGEST_EXPONENT))

    return Distance(
        ratio=grown, slope=grown, primitive=lambda u: grown(u) - 1, low=0.0, high=np.inf
    )


def _truncated(low: float, high: float) -> Distance:
    def primitive(u: Vector) -> Vector:
        inside = np.clip(u, low - 1, high - 1)
        # Beyond a bound the ratio is constant, hence the primitive a straight line.
        return inside + inside * inside / 2 + (u - inside) * (1 + inside)

    return Distance(
        ratio=lambda u: np.clip(1 + u, low, high),
        slope=lambda u: ((u > low - 1) & (u < high - 1)).astype(np.float64),
        primitive=primitive,
        low=low,
        high=high,
    )


def _logit(low: float, high: float) -> Distance:
    pace = (high - low) / ((1 - low) * (high - 1))
    start = np.log((1 - low) / (high - 1))

    def share(u: Vector) -> Vector:
        """Where between the bounds, from 0 to 1."""
        return 1 / (1 + np.exp(np.clip(-(pace * u + start), -LARGEST_EXPONENT, LARGEST_EXPONENT)))

    def slope(u: Vector) -> Vector:
        at = share(u)
        return (high - low) * pace * at * (1 - at)

    def primitive(u: Vector) -> Vector:
        grown = np.logaddexp(0, pace * u + start) - np.logaddexp(0, start)
        return low * u + (high - low) / pace * grown

    return Distance(
        ratio=lambda u: low + (high - low) * share(u),
        slope=slope,
        primitive=primitive,
        low=low,
        high=high,
    )
