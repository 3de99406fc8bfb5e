"""How much a facility counts when it takes so many minutes to reach.

A decay turns minutes into weights. Steps are the usual form (« 1 jusqu’à 10 minutes, 2/3 jusqu’à
15 »), each applying up to and including its minutes; continuous forms are those of the literature.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from maillage.base.errors import WrongCall
from maillage.base.french import join_words


Weigh = Callable[[np.ndarray], np.ndarray]
STEPS_SHAPE = "minutes:poids séparés par des virgules, par exemple 10:1,15:0.6667,20:0.3333"
SHAPES = {
    "gaussienne": "gaussian:20 (écart type, en minutes)",
    "exponentielle": "exponential:0.1 (part perdue par minute, environ)",
    "puissance": "power:1 (exposant ; les durées sous une minute comptent pour une minute)",
    "linéaire": "linear (de 1 à zéro minute à 0 à la limite)",
}


@dataclass(frozen=True)
class Decay:
    """Weights by minutes.

    weigh  minutes → weights, before any limit
    limit  minutes beyond which nothing counts (infinite: no limit)
    words  what it is, in French
    """

    weigh: Weigh
    limit: float
    words: str

    def __call__(self, minutes: np.ndarray) -> np.ndarray:
        """Weights, zero beyond the limit."""
        found = np.asarray(self.weigh(minutes), dtype=float)
        if math.isinf(self.limit):
            return found
        return np.where(minutes <= self.limit, found, 0.0)


def steps(bounds: dict[float, float]) -> Decay:
    """`{10: 1, 15: 2/3, 20: 1/3}`: each weight applies up to and including its minutes.

    Raises WrongCall when a bound or a weight is negative, or when no weight counts.
    """
    if not bounds or any(
        not math.isfinite(value) or value < 0 for pair in bounds.items() for value in pair
    ):
        raise WrongCall(
            "Les minutes et les poids sont des nombres positifs ou nuls.", todo=STEPS_SHAPE + "."
        )
    if not any(bounds.values()):
        raise WrongCall(
            "Tous les poids sont nuls : aucun équipement ne compterait.",
            todo="Donnez au moins un poids positif, par exemple 10:1.",
        )
    shown = [
        f"{_plain(weight)} jusqu’à {_plain(edge)} min" for edge, weight in sorted(bounds.items())
    ]
    return Decay(
        lambda minutes: _by_steps(minutes, bounds),
        float(max(bounds)),
        f"par paliers : {join_words(shown)}, 0 au-delà",
    )


def _by_steps(minutes: np.ndarray, bounds: dict[float, float]) -> np.ndarray:
    """From the longest step to the shortest: faster than a search when steps are few."""
    found = np.zeros(minutes.shape)
    for edge in sorted(bounds, reverse=True):
        found = np.where(minutes <= edge, bounds[edge], found)
    return found


def continuous(shape: str, value: float, limit: float) -> Decay:
    """A continuous decay, 1 at zero minute.

    shape  gaussian (value: deviation), exponential (rate), power (exponent) or linear
    limit  minutes beyond which nothing counts; needed by the linear shape
    """
    forms: dict[str, tuple[Weigh, str]] = {
        "gaussian": (lambda minutes: np.exp(-(minutes**2) / (2 * value**2)), "gaussienne"),
        "exponential": (lambda minutes: np.exp(-value * minutes), "exponentielle"),
        "power": (lambda minutes: np.maximum(minutes, 1.0) ** -value, "puissance"),
        "linear": (lambda minutes: np.maximum(1 - minutes / limit, 0.0), "linéaire"),
    }
    if shape not in forms:
        raise WrongCall(
            f"Décroissance « {shape} » inconnue.", todo=f"Choix : {'; '.join(SHAPES.values())}."
        )
    if not (math.isfinite(value) and value > 0) or not limit > 0:
        raise WrongCall(
            "Le paramètre d’une décroissance et sa limite sont strictement positifs.",
            todo=f"Exemples : {'; '.join(SHAPES.values())}.",
        )
    if shape == "linear" and math.isinf(limit):
        raise WrongCall(
            "Une décroissance linéaire a besoin de --limit, sa durée la plus longue.",
            todo="Ajoutez par exemple --limit 30.",
        )
    weigh, name = forms[shape]
    end = "" if math.isinf(limit) else f", 0 au-delà de {_plain(limit)} min"
    given = "" if shape == "linear" else f" (paramètre {_plain(value)})"
    return Decay(weigh, limit, f"{name}{given}{end}")


def parse_steps(text: str) -> Decay:
    """`10:1,15:0.6667,20:0.3333` as typed on the command line."""
    bounds: dict[float, float] = {}
    for part in text.split(","):
        minutes, found, weight = part.partition(":")
        try:
            edge, value = float(minutes), float(weight)
        except ValueError:
            found = ""
        if not found:
            raise WrongCall(
                f"Les poids « {text} » ne se lisent pas (à « {part.strip()} »).",
                todo=f"Écrivez {STEPS_SHAPE} (le point pour les décimales).",
            )
        if edge in bounds:
            raise WrongCall(
                f"Les poids donnent deux fois {_plain(edge)} minutes.",
                todo="Gardez un seul poids par durée.",
            )
        bounds[edge] = value
    return steps(bounds)


def parse_continuous(text: str, limit: float) -> Decay:
    """`gaussian:20`, `exponential:0.1`, `power:1`, `linear` as typed on the command line."""
    shape, found, value = text.partition(":")
    try:
        parameter = float(value) if found else 1.0
    except ValueError:
        raise WrongCall(
            f"La décroissance « {text} » ne se lit pas.",
            todo=f"Choix : {'; '.join(SHAPES.values())}.",
        ) from None
    return continuous(shape.strip(), parameter, limit)


def _plain(value: float) -> str:
    return f"{value:.6g}".replace(".", ",")
