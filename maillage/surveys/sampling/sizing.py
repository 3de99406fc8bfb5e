"""How many people to ask for a wished precision, and what precision so many answers give.

The usual formula for a proportion, with the finite population, the design effect and the answers
that will not come. It is about chance only: it says nothing for people who chose to answer.
"""

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist

from maillage.base.errors import WrongCall
from maillage.base.french import number


ROUNDING = 1e-9


@dataclass(frozen=True)
class Wish:
    """margin: half-width wished, 0.05 for ±5 points; level: confidence; share: proportion expected
    (0.5, the worst, when unknown); population: people concerned (None: very many); effect: design
    effect (clusters, unequal weights); response: part of those asked who will answer.
    """

    margin: float = 0.05
    level: float = 0.95
    share: float = 0.5
    population: int | None = None
    effect: float = 1.0
    response: float = 1.0


@dataclass(frozen=True)
class Size:
    """answers to obtain; asked: people to ask; enough: whether the population is that large."""

    answers: int
    asked: int
    enough: bool


def size(wish: Wish) -> Size:
    """People to ask. Raises WrongCall for an impossible wish."""
    _check(wish)
    many = _spread(wish) * wish.effect / wish.margin**2
    needed = many
    if wish.population is not None:
        needed = many / (1 + (many - 1) / wish.population)
    answers = max(1, ceil(needed - ROUNDING))
    if wish.population is not None:
        answers = min(answers, wish.population)
    asked = ceil(answers / wish.response - ROUNDING)
    enough = wish.population is None or asked <= wish.population
    return Size(answers, asked, enough)


def margin(answers: int, wish: Wish) -> float:
    """The half-width so many answers give; zero when everyone answered."""
    _check(wish)
    if answers < 1:
        raise WrongCall("Il faut au moins une réponse.", todo="Donnez un nombre positif.")
    missing = 1.0
    if wish.population is not None and wish.population > 1:
        missing = max(0.0, (wish.population - answers) / (wish.population - 1))
    return sqrt(_spread(wish) * wish.effect / answers * missing)


def _spread(wish: Wish) -> float:
    return NormalDist().inv_cdf((1 + wish.level) / 2) ** 2 * wish.share * (1 - wish.share)


def _check(wish: Wish) -> None:
    limits = (
        ("--margin", wish.margin, 0.0, 1.0, "0.05 pour ± 5 points"),
        ("--level", wish.level, 0.0, 1.0, "0.95"),
        ("--share", wish.share, 0.0, 1.0, "0.5"),
        ("--response", wish.response, 0.0, 1.0 + ROUNDING, "0.4 pour quatre réponses sur dix"),
    )
    for option, value, low, high, example in limits:
        if not low < value < high:
            raise WrongCall(
                f"{option} vaut {number(value, decimals=2)} : c’est une part, entre 0 et 1.",
                todo=f"Écrivez par exemple {option} {example}.",
            )
    if wish.effect < 1:
        raise WrongCall(
            f"--effect vaut {number(wish.effect, decimals=2)} : l’effet de plan est d’au moins 1.",
            todo="Prenez 1 pour un tirage simple, 1.5 pour un redressement courant.",
        )
    if wish.population is not None and wish.population < 1:
        raise WrongCall("La population compte au moins une personne.", todo="Corrigez-la.")
