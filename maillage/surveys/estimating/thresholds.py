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
    hold fewer than five answers in all, or a single cell, others are hidden too: first those that
    settle their other line as well, then the smallest. A line of one cell is its own total.
    A line of fewer than five answers is hidden whole, its zeros too: what is left would be told.
    """
    hidden = (counts > 0) & (counts < HIDDEN_UNDER)
    if counts.shape[1] > 1:
        answers = counts.sum(axis=1)
        hidden |= ((answers > 0) & (answers < HIDDEN_UNDER))[:, None]
    while True:
        in_row = _uncovered(counts, hidden)[:, None] & (counts > 0) & ~hidden
        in_column = _uncovered(counts.T, hidden.T)[None, :] & (counts > 0) & ~hidden
        if not (in_row | in_column).any():
            return hidden
        # A cell whose other line hides nothing yet would call for one more cell there.
        lone_column = np.logical_not(hidden.any(axis=0, keepdims=True))
        lone_row = np.logical_not(hidden.any(axis=1, keepdims=True))
        lone = (in_row & lone_column) | (in_column & lone_row)
        rank = np.where(in_row | in_column, counts + np.where(lone, counts.sum(), 0), np.inf)
        hidden[np.unravel_index(np.argmin(rank), counts.shape)] = True


def _uncovered(counts: NDArray[np.int64], hidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows whose hidden cells could be found by subtraction, or nearly."""
    number, answers = hidden.sum(axis=1), np.where(hidden, counts, 0).sum(axis=1)
    return np.asarray((number > 0) & ((number < 2) | (answers < HIDDEN_UNDER)))
