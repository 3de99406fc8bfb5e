"""What may be shown of a survey, and how it must be called.

No cell under five answers; a hidden cell never alone in its line, so that a subtraction does not
give it back; a warning under thirty. This protects a page of results, not a set of linked tables:
those go through `maillage protect` and `maillage audit`.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


HIDDEN_UNDER = 5
CAUTION_UNDER = 30
CAUTION = "Moins de 30 réponses : un ordre de grandeur, pas un chiffre."
SECRET = "Moins de 5 réponses, ou déductible d’une case qui en a moins de 5 : non montré."


class Selection(StrEnum):
    """How the people who answered came to answer."""

    RANDOM = "random"
    QUOTAS = "quotas"
    VOLUNTARY = "voluntary"


SELECTION_LABELS = {
    Selection.RANDOM: (
        "Échantillon tiré au hasard : l’intervalle mesure le hasard du tirage, pas les refus de "
        "répondre."
    ),
    Selection.QUOTAS: (
        "Échantillon par quotas : l’intervalle fait comme si chacun avait été tiré au hasard dans "
        "son quota ; il ne mesure pas le biais."
    ),
    Selection.VOLUNTARY: "Échantillon volontaire : l’intervalle ne mesure pas le biais.",
}


def hidden_cells(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which cells of a table of answers stay hidden; the totals of its lines may be inside it.

    A cell nobody answered reveals nobody: it may be shown. In a line or column whose hidden cells
    hold fewer than five answers in all, or a single cell, another is hidden too.
    """
    hidden = (counts > 0) & (counts < HIDDEN_UNDER)
    while True:
        before = hidden.sum()
        for sides in (counts, hidden), (counts.T, hidden.T):
            for line in range(len(sides[0])):
                _hide_more(*sides, line)
        if hidden.sum() == before:
            return hidden


def _hide_more(counts: NDArray[np.int64], hidden: NDArray[np.bool_], line: int) -> None:
    """Hide other cells of one line, in place, until its hidden ones cover each other.

    First those whose own column already hides something: they will need no other; then the
    smallest. A line of one cell is its own total: nothing can be subtracted from it.
    """
    mine, shade = counts[line], hidden[line]
    while shade.any() and (shade.sum() < 2 or mine[shade].sum() < HIDDEN_UNDER):
        left = np.flatnonzero(~shade & (mine > 0))
        if not len(left):
            return
        lone = ~hidden[:, left].any(axis=0)
        shade[left[np.lexsort((mine[left], lone))[0]]] = True
