"""Estimates of a survey as a table: what was asked, overall and by group, with its interval.

Each row says on how many answers it rests. Nothing under five answers keeps its figures, unless the
caller states that the table stays inside (`protect=False`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from maillage.base.errors import WrongCall
from maillage.base.statuses import Status
from maillage.sources.own_tables import OwnTable
from maillage.surveys.answers import known_numbers_of, modalities_of, need_columns
from maillage.surveys.estimating.crosstabs import Test, crosstab, independence
from maillage.surveys.estimating.design import Design
from maillage.surveys.estimating.intervals import Confidence, Estimate, plain, quantile, share
from maillage.surveys.estimating.statistics import Statistic, mean, ratio, simple_variance, total
from maillage.surveys.estimating.thresholds import (
    CAUTION,
    CAUTION_UNDER,
    SECRET,
    SELECTION_LABELS,
    Selection,
    hidden_cells,
)


Vector = NDArray[np.float64]
Chosen = NDArray[np.bool_]
KINDS = ("proportion", "count", "mean", "total", "ratio", "quantile")
FIGURES = ("estimate", "standard_error", "low", "high", "design_effect", "respondents", "base")
SCHEMA = {
    "statistic": pl.String,
    "variable": pl.String,
    "modality": pl.String,
    "group": pl.String,
    "estimate": pl.Float64,
    "standard_error": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "design_effect": pl.Float64,
    "respondents": pl.Int64,
    "base": pl.Int64,
    "status": pl.String,
    "caution": pl.String,
}
MOST_MODALITIES = 60


@dataclass(frozen=True)
class Question:
    """kind: one of KINDS; other: denominator of a ratio; order: of a quantile, between 0 and 1."""

    kind: str
    variable: str
    other: str = ""
    order: float = 0.5

    @property
    def columns(self) -> list[str]:
        """Columns it reads."""
        return [name for name in (self.variable, self.other) if name]


@dataclass(frozen=True)
class Survey:
    """The answers, how they were drawn, and the confidence asked."""

    table: OwnTable
    design: Design
    trust: Confidence = Confidence()
    selection: Selection = Selection.VOLUNTARY
    protect: bool = True

    @property
    def everyone(self) -> Chosen:
        """Every answer."""
        return np.ones(self.table.frame.height, dtype=bool)


def estimates(survey: Survey, questions: Sequence[Question], by: str = "") -> pl.DataFrame:
    """One row per question, modality and group (group "" is everyone).

    Raises WrongCall for an absent column, RefusedFile for a word in a column of numbers.
    """
    need_columns(
        survey.table, [*(one for q in questions for one in q.columns), *([by] if by else [])]
    )
    groups = _groups(survey, by)
    rows = [row for question in questions for row in _answer(survey, question, groups)]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return frame.with_columns(pl.lit(SELECTION_LABELS[survey.selection]).alias("label"))


def _groups(survey: Survey, by: str) -> dict[str, Chosen]:
    """Everyone, then each group."""
    found = {"": survey.everyone}
    if by:
        cells = modalities_of(survey.table, by)
        for name in _modalities(survey, by):
            found[name] = (cells == name).to_numpy()
    return found


def _modalities(survey: Survey, variable: str) -> list[str]:
    """Answers given, in order: numbers by size, words by alphabet."""
    found = [one for one in modalities_of(survey.table, variable).unique() if one]
    if not found:
        raise WrongCall(f"La colonne « {variable} » est vide.", todo="Choisissez-en une autre.")
    if len(found) > MOST_MODALITIES:
        raise WrongCall(
            f"La colonne « {variable} » a {len(found)} réponses différentes.",
            todo="Pour une quantité, prenez --mean, --total ou --quantile ; sinon, regroupez ses "
            "modalités.",
        )
    return sorted(found, key=lambda one: (not one.isdigit(), int(one) if one.isdigit() else 0, one))


def _answer(
    survey: Survey, question: Question, groups: dict[str, Chosen]
) -> Iterator[tuple[object, ...]]:
    if question.kind in ("proportion", "count"):
        yield from _distribution(survey, question, groups)
    else:
        yield from _quantities(survey, question, groups)


def _distribution(
    survey: Survey, question: Question, groups: dict[str, Chosen]
) -> Iterator[tuple[object, ...]]:
    """Every modality of a question, in every group."""
    cells = modalities_of(survey.table, question.variable)
    answered = (cells != "").to_numpy()
    modalities = _modalities(survey, question.variable)
    indicators = {name: (cells == name).to_numpy().astype(float) for name in modalities}
    counts = np.array(
        [[int(one[chosen].sum()) for one in indicators.values()] for chosen in groups.values()]
    )
    secret = _secret(survey, counts)
    for line, (group, chosen) in enumerate(groups.items()):
        among = chosen & answered
        for column, (modality, values) in enumerate(indicators.items()):
            found = _one_share(survey, question.kind, values, among)
            yield _row(
                (question.kind, question.variable, modality, group),
                found,
                _effect(survey, question.kind, values, among, found),
                (int(counts[line, column]), int(among.sum())),
                bool(secret[line, column]),
            )


def _one_share(survey: Survey, kind: str, values: Vector, among: Chosen) -> Estimate:
    if kind == "count":
        return plain(survey.design, total(survey.design, values, among), survey.trust)
    return share(survey.design, mean(survey.design, values, among), among, survey.trust)


def _secret(survey: Survey, counts: NDArray[np.int64]) -> Chosen:
    """Hidden cells; the first line is everyone, so it takes part in what could be subtracted."""
    return hidden_cells(counts) if survey.protect else np.zeros(counts.shape, dtype=bool)


def _quantities(
    survey: Survey, question: Question, groups: dict[str, Chosen]
) -> Iterator[tuple[object, ...]]:
    """A figure of one or two numeric columns, in every group."""
    values = _quantity(survey, question.variable)
    below = _quantity(survey, question.other) if question.other else values
    known = ~np.isnan(values) & ~np.isnan(below)
    counts = np.array([[int((chosen & known).sum())] for chosen in groups.values()])
    secret = _secret(survey, counts)
    variable = "/".join(question.columns)
    modality = f"{question.order:g}" if question.kind == "quantile" else ""
    for line, (group, chosen) in enumerate(groups.items()):
        found = _one_quantity(survey, question, (values, below), chosen & known)
        yield _row(
            (question.kind, variable, modality, group),
            found,
            _effect(survey, question.kind, values, chosen & known, found),
            (int(counts[line, 0]), int(counts[line, 0])),
            bool(secret[line, 0]),
        )


def _quantity(survey: Survey, name: str) -> Vector:
    """A column of numbers; words are another kind of question."""
    cells = modalities_of(survey.table, name)
    words = cells.filter(~cells.str.contains(r"^\s*[-+−]?[\d.,]") & (cells != ""))
    if len(words) and len(words) == (cells != "").sum():
        raise WrongCall(
            f"La colonne « {name} » contient des mots (« {words[0]} »), pas des nombres.",
            todo=f"Prenez --proportion {name}.",
        )
    return known_numbers_of(survey.table, name)


def _one_quantity(
    survey: Survey, question: Question, columns: tuple[Vector, Vector], among: Chosen
) -> Estimate:
    if question.kind == "quantile":
        return quantile(survey.design, columns[0], among, question.order, survey.trust)
    return plain(survey.design, _statistic(survey.design, question, columns, among), survey.trust)


def _statistic(
    design: Design, question: Question, columns: tuple[Vector, Vector], among: Chosen
) -> Statistic:
    if question.kind == "ratio":
        return ratio(design, *columns, among)
    return (total if question.kind == "total" else mean)(design, columns[0], among)


def _effect(survey: Survey, kind: str, values: Vector, among: Chosen, found: Estimate) -> float:
    """Variance over that of a simple random sample of as many answers (means and proportions)."""
    if kind not in ("mean", "proportion"):
        return float("nan")
    simple = simple_variance(survey.design, values, among)
    return found.error**2 / simple if simple > 0 else float("nan")


def _row(
    names: tuple[str, str, str, str],
    found: Estimate,
    effect: float,
    counts: tuple[int, int],
    secret: bool,
) -> tuple[object, ...]:
    if secret:
        return (*names, *([None] * len(FIGURES)), str(Status.SECRET), SECRET)
    if np.isnan(found.value):  # without a value, an error of zero would read as certainty
        unknown = [None] * (len(FIGURES) - len(counts))
        return (*names, *unknown, *counts, str(Status.UNAVAILABLE), "")
    figures = (found.value, found.error, found.low, found.high, effect)
    caution = CAUTION if counts[1] < CAUTION_UNDER else ""
    shown = (None if np.isnan(one) else one for one in figures)
    return (*names, *shown, *counts, str(Status.COMPUTED), caution)


def link(survey: Survey, variable: str, by: str) -> Test | None:
    """Rao–Scott's test of independence of two questions."""
    codes, labels = zip(*(_codes(survey, name) for name in (by, variable)), strict=True)
    return independence(survey.design, crosstab(survey.design, codes[0], codes[1], list(labels)))


def _codes(survey: Survey, name: str) -> tuple[NDArray[np.int64], list[str]]:
    labels = _modalities(survey, name)
    ranks = {label: rank for rank, label in enumerate(labels)}
    cells = modalities_of(survey.table, name)
    return cells.replace_strict(ranks, default=-1, return_dtype=pl.Int64).to_numpy(), labels


def differences(survey: Survey, questions: Sequence[Question], by: str) -> pl.DataFrame:
    """Each pair of groups, for means, ratios and proportions: difference, interval, probability.

    Groups whose own figure is hidden are left out. `p` is the probability of so large a difference
    by chance; `p_holm` corrects it for the number of pairs looked at.
    """
    need_columns(survey.table, [*(one for q in questions for one in q.columns), by])
    groups = _groups(survey, by)
    del groups[""]
    shown = _shown(survey, questions, by)
    rows = [
        row
        for question in questions
        for row in _pairs(survey, question, groups)
        if all(_key(row, row[side]) in shown for side in ("group", "compared_to"))
    ]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    if frame.is_empty():
        return frame
    return frame.with_columns(pl.Series("p_holm", holm(frame["p"].to_numpy())))


def _shown(survey: Survey, questions: Sequence[Question], by: str) -> set[tuple[object, ...]]:
    """Figures by group that may be shown: a difference with a hidden one would give it back."""
    rows = estimates(survey, questions, by).filter(pl.col("status") == str(Status.COMPUTED))
    return {_key(row, row["group"]) for row in rows.iter_rows(named=True)}


def _key(row: dict[str, object], group: object) -> tuple[object, ...]:
    kind = str(row["statistic"]).removeprefix("difference_")
    return (kind, row["variable"], row["modality"], group)


def _pairs(
    survey: Survey, question: Question, groups: dict[str, Chosen]
) -> Iterator[dict[str, object]]:
    for modality, values, below in _compared(survey, question):
        found = {
            name: ratio(survey.design, values, below, chosen) for name, chosen in groups.items()
        }
        for first, second in combinations(found, 2):
            gap = found[first] - found[second]
            estimate = plain(survey.design, gap, survey.trust)
            away = estimate.value / estimate.error if estimate.error > 0 else float("nan")
            yield {
                "statistic": f"difference_{question.kind}",
                "variable": "/".join(question.columns),
                "modality": modality,
                "group": first,
                "compared_to": second,
                "difference": estimate.value,
                "standard_error": estimate.error,
                "low": estimate.low,
                "high": estimate.high,
                "p": survey.trust.chance(survey.design, away),
                "base": gap.base,
            }


def _compared(survey: Survey, question: Question) -> Iterator[tuple[str, Vector, Vector]]:
    """Modality, numerator and denominator of what is compared between groups."""
    if question.kind in ("mean", "ratio"):
        values = _quantity(survey, question.variable)
        ones = np.ones(len(values))
        below = _quantity(survey, question.other) if question.other else ones
        yield "", values, below
    elif question.kind == "proportion":
        cells = modalities_of(survey.table, question.variable)
        below = np.where((cells != "").to_numpy(), 1.0, np.nan)
        for modality in _modalities(survey, question.variable):
            yield modality, (cells == modality).to_numpy().astype(float), below


def holm(chances: Vector) -> Vector:
    """Holm's correction of probabilities looked at together; NaN stays."""
    corrected = np.full(len(chances), np.nan)
    known = np.flatnonzero(~np.isnan(chances))
    highest = 0.0
    for rank, place in enumerate(known[np.argsort(chances[known], kind="stable")]):
        highest = max(highest, min(1.0, (len(known) - rank) * chances[place]))
        corrected[place] = highest
    return corrected
