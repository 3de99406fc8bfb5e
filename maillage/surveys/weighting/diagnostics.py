"""What weights have become: margins before and after, dispersion, design effect, thin cells.

Weighting corrects what was lost at the price of precision: the design effect of Kish says how much.
Warnings are sentences; none is a refusal.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.french import number, plural
from maillage.surveys.weighting.calibration import Calibrated
from maillage.surveys.weighting.constraints import Categories
from maillage.surveys.weighting.margins import PERSON


Vector = NDArray[np.float64]
# Below the first, a modality cannot carry its margin; below the second, it carries it badly.
THIN, FEW = 5, 30
LARGE_RATIO = 4.0
LARGE_DESIGN_EFFECT = 2.0
LARGE_SHARE = 5.0


@dataclass(frozen=True)
class Dispersion:
    """answers, sum, smallest, largest, ratio_low, ratio_high, negative: what they say;
    design_effect: n Σw² / (Σw)² (Kish); effective: answers / design_effect;
    top_share: percentage of all the weight held by the heaviest hundredth of the answers.
    """

    answers: int
    sum: float
    smallest: float
    largest: float
    ratio_low: float
    ratio_high: float
    design_effect: float
    effective: float
    top_share: float
    negative: int


def design_effect(weights: Vector) -> float:
    """Kish: n Σw² / (Σw)²; 1 when all weights are equal."""
    return float(len(weights) * np.sum(weights**2) / np.sum(weights) ** 2)


def dispersion(found: Calibrated) -> Dispersion:
    """The weights of the rows, in a few numbers."""
    weights = found.weights
    effect = design_effect(weights)
    top = np.sort(weights)[-max(1, len(weights) // 100) :]
    return Dispersion(
        answers=len(weights),
        sum=float(weights.sum()),
        smallest=float(weights.min()),
        largest=float(weights.max()),
        ratio_low=float(found.ratios.min()),
        ratio_high=float(found.ratios.max()),
        design_effect=effect,
        effective=len(weights) / effect,
        top_share=float(100 * top.sum() / weights.sum()),
        negative=int((weights < 0).sum()),
    )


def margins_table(found: Calibrated) -> pl.DataFrame:
    """One row per margin: variable, modality, level, respondents, before, target, after.

    respondents  units that carry it (people or households); null for a quantity
    """
    initial = found.initial[found.units.first_row]
    weights = found.weights[found.units.first_row]
    counts = [
        int(count)
        for block in found.constraints.blocks
        for count in (
            np.bincount(block.codes, minlength=block.count)
            if isinstance(block, Categories)
            else block.values.sum(axis=0).round()
        ).tolist()
    ]
    labels = [(one, modality) for one in found.margins for modality in one.totals]
    return pl.DataFrame(
        {
            "variable": [one.variable for one, _ in labels],
            "modality": [modality for _, modality in labels],
            "level": [one.level for one, _ in labels],
            "respondents": [
                None if one.is_quantity else count
                for (one, _), count in zip(labels, counts, strict=True)
            ],
            "before": found.constraints.sums(initial),
            "target": found.constraints.totals,
            "after": found.constraints.sums(weights),
        },
        schema_overrides={"respondents": pl.Int64},
    )


def warnings(found: Calibrated) -> list[str]:
    """What a person should know before using the weights, the gravest first."""
    return [*_weight_warnings(dispersion(found)), *_cell_warnings(margins_table(found))]


def _weight_warnings(seen: Dispersion) -> Iterator[str]:
    if seen.negative:
        yield (
            f"{plural(seen.negative, 'poids négatif', 'poids négatifs')} : la méthode linéaire le "
            "permet. Pour l’éviter : --method raking, ou logit avec des bornes."
        )
    if seen.ratio_high > LARGE_RATIO or 0 <= seen.ratio_low < 1 / LARGE_RATIO:
        yield (
            f"Les poids sont multipliés par {number(seen.ratio_low, decimals=2)} à "
            f"{number(seen.ratio_high, decimals=2)} : quelques réponses comptent beaucoup. "
            "Regroupez des modalités, ou bornez les rapports (--method logit --bounds)."
        )
    if seen.design_effect > LARGE_DESIGN_EFFECT:
        yield (
            f"L’effet des poids est de {number(seen.design_effect, decimals=2)} : "
            f"{plural(seen.answers, 'réponse')} en valent {number(seen.effective)}. "
            "Prenez moins de marges, ou des modalités plus larges."
        )
    if seen.top_share > LARGE_SHARE and seen.answers >= 100:
        yield (f"Une réponse sur cent porte {number(seen.top_share, decimals=1)} % du poids total.")


def _cell_warnings(table: pl.DataFrame) -> Iterator[str]:
    thin = table.filter(pl.col("respondents") < FEW, pl.col("target") > 0).sort("respondents")
    for row in thin.iter_rows(named=True):
        who = "personne" if row["level"] == PERSON else "ménage"
        advice = (
            "regroupez cette modalité avec une voisine."
            if row["respondents"] < THIN
            else "à regrouper si possible."
        )
        yield (
            f"« {row['variable']} = {row['modality']} » : {plural(row['respondents'], who)} "
            f"pour en représenter {number(row['target'])} ; {advice}"
        )
