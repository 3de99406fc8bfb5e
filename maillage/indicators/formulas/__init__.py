"""Methods of indicators that a sum or a ratio cannot express: several years, or several steps.

A method is a pure function `method(frame, columns, **parameters)`. `frame` has one row per
`territory` (a whole number) and `year`; `columns` says which of its columns holds each role of the
card. It returns the same rows, in any order, with `value` (in the unit of the card), `numerator`
and `denominator`, and `status` where it knows better than the engine. A role without source is a
column of nulls.
"""

from collections.abc import Callable

import polars as pl

from maillage.indicators.formulas.demographie import (
    population_par_ages,
    rapport_population_moyenne,
    taux_annuel_moyen,
    taux_solde_migratoire,
    taux_solde_naturel,
)
from maillage.indicators.formulas.petite_enfance import somme_trois_ans


METHODS: dict[str, Callable[..., pl.DataFrame]] = {
    one.__name__: one
    for one in (
        population_par_ages,
        rapport_population_moyenne,
        somme_trois_ans,
        taux_annuel_moyen,
        taux_solde_migratoire,
        taux_solde_naturel,
    )
}
