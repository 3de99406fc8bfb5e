"""What the commands of a local survey read from options and print on the terminal."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from rich import box
from rich.table import Table

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.base.statuses import Status
from maillage.base.typography import no_break
from maillage.cli.data import OUT
from maillage.surveys.estimating.crosstabs import Test
from maillage.surveys.estimating.estimates import Question
from maillage.surveys.estimating.intervals import Confidence
from maillage.surveys.estimating.thresholds import Selection
from maillage.surveys.sampling.sizing import Size, Wish, margin
from maillage.surveys.weighting.calibration import Calibrated
from maillage.surveys.weighting.diagnostics import dispersion, warnings
from maillage.surveys.weighting.distances import METHOD_LABELS, Method
from maillage.surveys.weighting.margins import HOUSEHOLD


KIND_WORDS = {
    "proportion": "Part",
    "count": "Effectif",
    "mean": "Moyenne",
    "total": "Total",
    "ratio": "Rapport",
    "quantile": "Quantile",
}
LINKED = 0.05
ROUND_FROM = 1000


def bounds_of(text: str) -> tuple[float, float] | None:
    """`0.5,2` → (0.5, 2.0)."""
    if not text:
        return None
    parts = text.replace(";", ",").split(",")
    try:
        low, high = (float(part) for part in parts)
    except ValueError as problem:
        raise WrongCall(
            f"« {text} » ne donne pas deux bornes.",
            todo="Écrivez par exemple --bounds 0.5,2 (point décimal, virgule entre les deux).",
        ) from problem
    return low, high


def questions_of(asked: Mapping[str, Sequence[str] | None]) -> list[Question]:
    """The questions of the options, by kind. Raises WrongCall when there is none."""
    found = [_question_of(kind, text) for kind, texts in asked.items() for text in texts or ()]
    if not found:
        raise WrongCall(
            "Rien à estimer.",
            todo="Ajoutez par exemple --proportion COLONNE, --mean COLONNE ou --quantile COLONNE.",
        )
    return found


def _question_of(kind: str, text: str) -> Question:
    if kind == "ratio":
        above, _, below = text.partition("/")
        if not (above and below):
            raise WrongCall(
                f"« {text} » ne dit pas un rapport.", todo="Écrivez --ratio COLONNE/COLONNE."
            )
        return Question(kind, above.strip(), other=below.strip())
    if kind == "quantile" and ":" in text:
        name, _, order = text.rpartition(":")
        return Question(kind, name, order=_order(order))
    return Question(kind, text)


def _order(text: str) -> float:
    try:
        order = float(text.replace(",", "."))
    except ValueError:
        order = -1.0
    if not 0 < order < 1:
        raise WrongCall(
            f"« {text} » n’est pas un ordre de quantile, entre 0 et 1.",
            todo="Écrivez par exemple --quantile COLONNE:0.25.",
        )
    return order


def confidence_of(level: float, normal: bool) -> Confidence:
    """The confidence asked."""
    if not 0 < level < 1:
        raise WrongCall("--level est une part, entre 0 et 1.", todo="Écrivez --level 0.95.")
    return Confidence(level, normal)


def selection_of(text: str) -> Selection:
    """How people came to answer."""
    if text not in set(Selection):
        raise WrongCall(
            f"--selection ne connaît pas « {text} ».",
            todo="Écrivez random (tirés au hasard), quotas, ou voluntary (qui a voulu).",
        )
    return Selection(text)


def grid(*heads: str, words: int = 1) -> Table:
    """A table for the terminal: the first `words` columns are text, the others numbers."""
    table = Table(box=box.SIMPLE)
    for rank, head in enumerate(heads):
        is_words = rank < words
        table.add_column(head, justify="left" if is_words else "right", no_wrap=not is_words)
    return table


def show_margins(compared: pl.DataFrame) -> None:
    """Margins before and after."""
    table = grid("Marge", "Répondants", "Avant", "Population", "Après")
    for row in compared.iter_rows(named=True):
        label = f"{row['variable']} = {row['modality']}" if row["modality"] else row["variable"]
        table.add_row(
            label + (" (ménages)" if row["level"] == HOUSEHOLD else ""),
            "" if row["respondents"] is None else number(row["respondents"]),
            *(number(row[name], decimals=1) for name in ("before", "target", "after")),
        )
    OUT.print(table)


def show_weights(found: Calibrated) -> None:
    """How weights moved, and what to know of it."""
    seen = dispersion(found)
    OUT.print(
        no_break(
            f"Méthode {METHOD_LABELS[Method(found.plan.method)]}, "
            f"{plural(found.iterations, 'itération')}. Poids de "
            f"{number(seen.smallest, decimals=2)} à {number(seen.largest, decimals=2)}, multipliés "
            f"par {number(seen.ratio_low, decimals=2)} à {number(seen.ratio_high, decimals=2)}. "
            f"Effet des poids : {number(seen.design_effect, decimals=2)} "
            f"({plural(seen.answers, 'réponse')} en valent {number(seen.effective)})."
        )
    )
    for sentence in warnings(found):
        OUT.print(no_break(f"À savoir : {sentence}"))


def show_size(found: Size, wish: Wish) -> None:
    """How many answers, how many people to ask, and what other numbers would give."""
    OUT.print(
        no_break(
            f"{plural(found.answers, 'réponse')} à obtenir pour une précision de "
            f"± {number(100 * wish.margin, decimals=1)} points, "
            f"{number(100 * wish.level)} fois sur cent."
        )
    )
    if wish.response < 1:
        OUT.print(no_break(f"{plural(found.asked, 'personne')} à solliciter."))
    if not found.enough:
        OUT.print(
            "C’est plus que la population : interrogez tout le monde, relancez les absents, et "
            "annoncez la précision obtenue."
        )
    table = grid("Réponses", "Précision (points)", words=0)
    for answers in (100, 200, 300, 400, 600, 800, 1000, 1500, 2000):
        if wish.population is None or answers <= wish.population:
            table.add_row(number(answers), f"± {number(100 * margin(answers, wish), decimals=1)}")
    OUT.print(table)


def show_estimates(found: pl.DataFrame, by: str) -> None:
    """Estimates with intervals; a hidden one is said to be."""
    table = grid(
        *(["Question", by] if by else ["Question"]),
        "Estimation",
        "Intervalle",
        "Réponses",
        words=2 if by else 1,
    )
    for row in found.iter_rows(named=True):
        labels = [_question(row)] + ([row["group"] or "Ensemble"] if by else [])
        table.add_row(*labels, *_figures(row))
    OUT.print(table)
    if (found["status"] == str(Status.SECRET)).any():
        OUT.print("secret : moins de 5 réponses, ou déductible d’une case qui en a moins de 5.")
    if (found["caution"].str.starts_with("Moins de 30")).any():
        OUT.print("* moins de 30 réponses : un ordre de grandeur, pas un chiffre.")
    OUT.print(no_break(found["label"][0]))


def _question(row: dict[str, object]) -> str:
    name = f"{KIND_WORDS[str(row['statistic'])]} : {row['variable']}"
    if row["statistic"] == "quantile":
        return f"{name} ({number(100 * float(str(row['modality'])))} %)"
    return f"{name} = {row['modality']}" if row["modality"] else name


def _figures(row: dict[str, object]) -> tuple[str, str, str]:
    if row["status"] == str(Status.SECRET):
        return "secret", "", ""
    if row["estimate"] is None:
        return "non disponible", "", "0"
    kind = str(row["statistic"])
    low, high = (_amount(row[name], kind) for name in ("low", "high"))
    mark = "*" if row["caution"] else ""
    answers = number(float(str(row["base"]))) + mark
    return _amount(row["estimate"], kind), f"{low} à {high}", answers


def _amount(value: object, kind: str) -> str:
    if value is None:
        return "?"
    figure = float(str(value))
    if kind.endswith("proportion"):
        return f"{number(100 * figure, decimals=1)} %"
    if kind.endswith("ratio"):
        return number(figure, decimals=3)
    return number(figure, decimals=0 if kind == "count" or abs(figure) >= ROUND_FROM else 1)


def show_link(variable: str, by: str, found: Test | None) -> None:
    """Whether two questions are linked, in words."""
    if found is None:
        OUT.print(f"« {variable} » et « {by} » : le lien ne peut pas être testé.")
        return
    said = "liés" if found.p < LINKED else "le lien n’est pas établi"
    OUT.print(
        no_break(
            f"« {variable} » et « {by} » : {said} (χ² de Rao et Scott : "
            f"F = {number(found.statistic, decimals=4)}, {number(found.df1, decimals=3)} et "
            f"{number(found.df2, decimals=2)} degrés de liberté, {chance_words(found.p)} ; V de "
            f"Cramér {number(found.v, decimals=2)})."
        )
    )


def chance_words(chance: float) -> str:
    """`0.0217` → `p = 0,022`."""
    if np.isnan(chance):
        return "p inconnu"
    return "p < 0,001" if chance < 0.001 else f"p = {number(chance, decimals=3)}"


def show_differences(found: pl.DataFrame) -> None:
    """Pairs of groups that differ; the others are counted."""
    if found.is_empty():
        return
    clear = found.filter(pl.col("p_holm") < LINKED)
    table = grid("Écart", "Entre", "Différence", "Intervalle", "p corrigé", words=2)
    for row in clear.iter_rows(named=True):
        kind = row["statistic"].removeprefix("difference_")
        scale, end = (100, " points") if kind == "proportion" else (1, "")
        low, value, high = (
            number(scale * row[name], decimals=1) for name in ("low", "difference", "high")
        )
        table.add_row(
            _question({**row, "statistic": kind}),
            f"{row['group']} − {row['compared_to']}",
            value + end,
            f"{low} à {high}",
            chance_words(row["p_holm"]).removeprefix("p = "),
        )
    if clear.height:
        OUT.print(table)
    rest = found.height - clear.height
    if rest:
        established = "non établi" if rest == 1 else "non établis"
        OUT.print(no_break(f"{plural(rest, 'autre écart', 'autres écarts')} : {established}."))
