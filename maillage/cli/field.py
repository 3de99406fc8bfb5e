"""Commands about a local survey: drawing whom to ask, weighting the answers, estimating."""

import secrets
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR, OUT
from maillage.cli.field_words import (
    bounds_of,
    confidence_of,
    grid,
    questions_of,
    selection_of,
    show_differences,
    show_estimates,
    show_link,
    show_margins,
    show_size,
    show_weights,
)
from maillage.sources.own_tables import OwnTable, refuse_unwritable, write_own_table
from maillage.surveys.answers import need_columns, read_answers
from maillage.surveys.estimating.design import Columns, design_of
from maillage.surveys.estimating.estimates import Question, Survey, differences, estimates, link
from maillage.surveys.estimating.thresholds import Selection
from maillage.surveys.sampling.allocation import Share, quotas
from maillage.surveys.sampling.drawing import DRAWN, POPULATION, Draw, draw
from maillage.surveys.sampling.sizing import Wish, size
from maillage.surveys.weighting.calibration import WEIGHT, Plan, calibrate
from maillage.surveys.weighting.diagnostics import margins_table
from maillage.surveys.weighting.distances import Method
from maillage.surveys.weighting.margins import read_margins


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
    refuse_unwritable(output, report)
    plan = Plan(
        method=method,
        bounds=bounds_of(bounds),
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
    show_margins(compared)
    show_weights(found)
    ERR.print(f"{plural(weighted.height, 'réponse')} dans « {output} », colonne « {WEIGHT} ».")


def sample(
    listed: Annotated[
        Path | None, typer.Argument(help="Base de sondage ; sans elle, seule la taille est dite.")
    ] = None,
    wanted: Annotated[int | None, typer.Option("--size", help="Nombre de réponses.")] = None,
    margin: Annotated[float, typer.Option(help="Précision voulue : 0.05 pour ± 5 points.")] = 0.05,
    level: Annotated[float, typer.Option(help="Confiance.")] = 0.95,
    share: Annotated[float, typer.Option(help="Part attendue (0.5 quand on ne sait pas).")] = 0.5,
    population: Annotated[int | None, typer.Option(help="Effectif de la population.")] = None,
    effect: Annotated[float, typer.Option(help="Effet de plan (grappes, poids inégaux).")] = 1.0,
    response: Annotated[float, typer.Option(help="Part attendue de réponses : 0.4.")] = 1.0,
    strata: Annotated[str, typer.Option(help="Colonne des strates.")] = "",
    how: Annotated[str, typer.Option("--allocation", help=" | ".join(Share))] = Share.PROPORTIONAL,
    minimum: Annotated[int, typer.Option(help="Au moins tant par strate.")] = 0,
    spread: Annotated[str, typer.Option(help="Quantité dont la dispersion guide neyman.")] = "",
    systematic: Annotated[
        bool, typer.Option("--systematic", help="Une ligne sur tant, au lieu du hasard simple.")
    ] = False,
    order: Annotated[str, typer.Option(help="Colonnes de tri du tirage systématique : a,b.")] = "",
    seed: Annotated[int | None, typer.Option(help="Graine : la même redonne le tirage.")] = None,
    margins: Annotated[
        Path | None, typer.Option("--quotas", help="Marges : donner des quotas, sans tirage.")
    ] = None,
    output: Output = None,
) -> None:
    """Préparer un échantillon : sa taille, un tirage, ou des quotas."""
    refuse_unwritable(output)
    wish = Wish(margin, level, share, population, effect, response)
    if margins is not None:
        _quotas(margins, size(wish).answers if wanted is None else wanted, output)
    elif listed is None:
        show_size(size(wish), wish)
    else:
        table = read_answers(listed)
        people = table.frame.height
        drawn_seed = secrets.randbelow(10**6) if seed is None else seed
        request = Draw(
            answers=wanted if wanted is not None else _enough(wish, people),
            strata=strata,
            how=how,
            minimum=minimum,
            spread=spread,
            systematic=systematic,
            order=tuple(name.strip() for name in order.split(",") if name.strip()),
            seed=drawn_seed,
        )
        _draw(table, request, output)


def _enough(wish: Wish, people: int) -> int:
    """How many to draw of a list for the wished precision; never more than it holds."""
    return min(size(replace(wish, population=people)).asked, people)


def _quotas(margins: Path, answers: int, output: Path | None) -> None:
    found = quotas(read_margins(margins), answers)
    table = grid("Quota", "Population", "Réponses à obtenir")
    for row in found.iter_rows(named=True):
        table.add_row(
            f"{row['variable']} = {row['modality']}",
            number(row["population"]),
            number(row["quota"]),
        )
    OUT.print(table)
    _write(found, output)


def _draw(table: OwnTable, request: Draw, output: Path | None) -> None:
    if output is None:
        raise WrongCall("Il manque le fichier où écrire le tirage.", todo="Ajoutez -o TIRAGE.csv.")
    found = draw(table, request)
    if request.strata:
        shown = grid(request.strata, "Population", "Tirés")
        counted = found.group_by(request.strata, maintain_order=True).first()
        for row in counted.sort(request.strata).iter_rows(named=True):
            shown.add_row(row[request.strata], number(row[POPULATION]), number(row[DRAWN]))
        OUT.print(shown)
    OUT.print(
        f"Graine du tirage : {request.seed}. La même base et la même graine redonnent les mêmes "
        "lignes : notez-la."
    )
    _write(found, output)


def _write(found: pl.DataFrame, output: Path | None) -> None:
    if output is not None:
        write_own_table(found, output)
        ERR.print(f"{plural(found.height, 'ligne')} dans « {output} ».")


Names = list[str] | None


def estimate(
    answers: Sample,
    proportion: Annotated[Names, typer.Option(help="Question dont on veut les parts.")] = None,
    count: Annotated[Names, typer.Option(help="Question dont on veut les effectifs.")] = None,
    mean: Annotated[Names, typer.Option(help="Quantité dont on veut la moyenne.")] = None,
    total: Annotated[Names, typer.Option(help="Quantité dont on veut le total.")] = None,
    ratio: Annotated[Names, typer.Option(help="Rapport de deux quantités : A/B.")] = None,
    quantile: Annotated[Names, typer.Option(help="Quantile : A (médiane) ou A:0.25.")] = None,
    by: Annotated[str, typer.Option(help="Colonne des groupes à comparer.")] = "",
    weight: Annotated[str, typer.Option(help="Colonne des poids.")] = "",
    strata: Annotated[str, typer.Option(help="Colonne des strates du tirage.")] = "",
    cluster: Annotated[str, typer.Option(help="Colonne des grappes du tirage.")] = "",
    fpc: Annotated[str, typer.Option(help="Colonne : effectif de la strate (ou grappes).")] = "",
    margins: Annotated[
        Path | None, typer.Option(help="Marges du calage : l’intervalle en tient compte.")
    ] = None,
    initial: Annotated[str, typer.Option(help="Colonne des poids d’avant le calage.")] = "",
    household: Annotated[str, typer.Option(help="Colonne du ménage, comme au calage.")] = "",
    q: Annotated[str, typer.Option("--q", help="Colonne de coefficients, comme au calage.")] = "",
    selection: Annotated[
        str, typer.Option(help="Comment on a répondu : random | quotas | voluntary.")
    ] = Selection.VOLUNTARY,
    level: Annotated[float, typer.Option(help="Confiance de l’intervalle.")] = 0.95,
    normal: Annotated[
        bool, typer.Option("--normal", help="Loi normale au lieu de Student.")
    ] = False,
    unprotected: Annotated[
        bool, typer.Option("--unprotected", help="Usage interne : montrer les petites cases.")
    ] = False,
    gaps: Annotated[
        Path | None, typer.Option("--differences", help="Écrire les écarts entre groupes.")
    ] = None,
    tests: Annotated[Path | None, typer.Option(help="Écrire les tests de lien.")] = None,
    output: Output = None,
) -> None:
    """Estimer : parts, effectifs, moyennes, totaux, rapports, quantiles, avec leur intervalle."""
    refuse_unwritable(output, gaps, tests)
    table = read_answers(answers)
    asked = questions_of(
        {
            "proportion": proportion,
            "count": count,
            "mean": mean,
            "total": total,
            "ratio": ratio,
            "quantile": quantile,
        }
    )
    columns = Columns(_weight(table, weight, asked), strata, cluster, fpc, initial, q, household)
    survey = Survey(
        table,
        design_of(table, columns, None if margins is None else read_margins(margins)),
        confidence_of(level, normal),
        selection_of(selection),
        protect=not unprotected,
    )
    found = estimates(survey, asked, by)
    show_estimates(found, by)
    _compare(survey, asked, by, gaps, tests)
    if unprotected:
        OUT.print("Petites cases montrées : ce résultat ne doit pas sortir de votre équipe.")
    _write(found, output)


def _weight(table: OwnTable, name: str, asked: list[Question]) -> str:
    """The column of weights; that of `maillage weigh` when it is there."""
    if name:
        need_columns(table, [name])
        return name
    if WEIGHT in table.frame.columns:
        OUT.print(f"Poids : colonne « {WEIGHT} ».")
        return WEIGHT
    if any(question.kind in ("count", "total") for question in asked):
        raise WrongCall(
            "Sans poids, un effectif ou un total ne compterait que les réponses reçues.",
            todo="Ajoutez --weight COLONNE, ou redressez d’abord avec « maillage weigh ».",
        )
    OUT.print("Pas de colonne de poids : chaque réponse compte autant.")
    return ""


def _compare(
    survey: Survey, asked: list[Question], by: str, gaps: Path | None, tests: Path | None
) -> None:
    """Groups compared: links of questions, differences of figures."""
    if not by:
        if gaps or tests:
            raise WrongCall("Rien à comparer.", todo="Ajoutez --by COLONNE, les groupes.")
        return
    links = []
    for question in asked:
        if question.kind == "proportion":
            test = link(survey, question.variable, by)
            show_link(question.variable, by, test)
            links.append(
                {"variable": question.variable, "by": by, **(asdict(test) if test else {})}
            )
    pairs = differences(survey, asked, by)
    show_differences(pairs)
    if gaps:
        write_own_table(pairs, gaps)
    if tests:
        write_own_table(pl.DataFrame(links), tests)
