"""Commands about a local survey: drawing whom to ask, weighting the answers, estimating."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich import box
from rich.table import Table

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.base.typography import no_break
from maillage.cli.data import ERR, OUT
from maillage.sources.own_tables import write_own_table
from maillage.surveys.answers import read_answers
from maillage.surveys.calibration import WEIGHT, Calibrated, Plan, calibrate
from maillage.surveys.diagnostics import dispersion, margins_table, warnings
from maillage.surveys.distances import METHOD_LABELS, Method
from maillage.surveys.margins import HOUSEHOLD, read_margins


Sample = Annotated[Path, typer.Argument(help="Fichier des réponses (CSV, .xlsx, Parquet).")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="Fichier à écrire : .csv, .json, .parquet.")
]


def weigh(
    sample: Sample,
    margins: Annotated[
        Path,
        typer.Option(help="Marges : variable,modality,total ; modality vide pour une quantité."),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Fichier à écrire : .csv, .json, .parquet.")
    ],
    method: Annotated[str, typer.Option(help=" | ".join(Method))] = Method.LINEAR,
    bounds: Annotated[
        str, typer.Option(help="Bornes du rapport poids final / initial, ex. 0.5,2.")
    ] = "",
    initial: Annotated[str, typer.Option(help="Colonne des poids initiaux.")] = "",
    household: Annotated[
        str, typer.Option(help="Colonne du ménage : ses membres ont le même poids.")
    ] = "",
    proportions: Annotated[
        bool, typer.Option("--proportions", help="Les marges à modalités sont des parts ou des %.")
    ] = False,
    population: Annotated[
        float | None, typer.Option(help="Effectif de la population (avec --proportions, --scale).")
    ] = None,
    align: Annotated[
        bool, typer.Option("--align", help="Ramener chaque variable au même effectif.")
    ] = False,
    scale: Annotated[
        bool,
        typer.Option("--scale", help="Poids initiaux mis à l’échelle de la population d’abord."),
    ] = False,
    q: Annotated[
        str, typer.Option("--q", help="Colonne de coefficients : plus grand, plus libre.")
    ] = "",
    report: Annotated[
        Path | None, typer.Option("--report", help="Tableau des marges avant et après, à écrire.")
    ] = None,
) -> None:
    """Redresser un échantillon : le caler sur ce qu’on sait de la population."""
    plan = Plan(
        method=method,
        bounds=_bounds(bounds),
        initial=initial,
        household=household,
        q=q,
        proportions=proportions,
        align=align,
        population=population,
        scale=scale,
    )
    table = read_answers(sample)
    found = calibrate(table, read_margins(margins), plan)
    weighted = table.frame.with_columns(pl.Series(WEIGHT, found.weights))
    write_own_table(weighted, output)
    compared = margins_table(found)
    if report is not None:
        write_own_table(compared, report)
    _show_margins(compared)
    _show_weights(found)
    ERR.print(f"{plural(weighted.height, 'réponse')} dans « {output} », colonne « {WEIGHT} ».")


def _bounds(text: str) -> tuple[float, float] | None:
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


def _grid(*heads: str, words: int = 1) -> Table:
    """A table for the terminal: the first `words` columns are text, the others numbers."""
    grid = Table(box=box.SIMPLE)
    for rank, head in enumerate(heads):
        grid.add_column(head, justify="left" if rank < words else "right")
    return grid


def _show_margins(compared: pl.DataFrame) -> None:
    grid = _grid("Marge", "Répondants", "Avant", "Population", "Après")
    for row in compared.iter_rows(named=True):
        label = f"{row['variable']} = {row['modality']}" if row["modality"] else row["variable"]
        grid.add_row(
            label + (" (ménages)" if row["level"] == HOUSEHOLD else ""),
            "" if row["respondents"] is None else number(row["respondents"]),
            *(number(row[name], decimals=1) for name in ("before", "target", "after")),
        )
    OUT.print(grid)


def _show_weights(found: Calibrated) -> None:
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
