"""Commands that study territories: projection, typology, trends, inequality."""

from pathlib import Path
from typing import Annotated

import typer

from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR
from maillage.sources.own_tables import OwnTable, expecting, read_own_table, write_own_table
from maillage.stats.projection.backcast import Backcast, backcast, project_broad
from maillage.stats.projection.cohorts import BOYS_PER_GIRL, RADIX, SCENARIOS, project, step_boys
from maillage.stats.projection.own_counts import Counts, read_counts
from maillage.stats.projection.own_rates import COLUMNS, SAFE, read_people


Output = Annotated[Path, typer.Option("-o", "--output", help="Fichier à écrire.")]
PROJECTIONS = ("cohort", "hamilton-perry")


def projection(
    table: Annotated[Path, typer.Argument(help="Population par âge, et taux (voir la méthode).")],
    output: Output,
    method: Annotated[str, typer.Option(help=" | ".join(PROJECTIONS))] = "cohort",
    periods: Annotated[int, typer.Option(help="cohort : nombre de périodes.")] = 1,
    scenario: Annotated[
        list[str] | None,
        typer.Option(help=f"cohort : {', '.join(one.name for one in SCENARIOS)} ou all."),
    ] = None,
    radix: Annotated[float, typer.Option(help="cohort : naissances de la table.")] = RADIX,
    boys: Annotated[float, typer.Option(help="cohort : garçons par fille.")] = BOYS_PER_GIRL,
    horizon: Annotated[int, typer.Option(help="hamilton-perry : années à venir.")] = 10,
    errors: Annotated[
        Path | None, typer.Option(help="hamilton-perry : erreurs de l’essai sur le passé.")
    ] = None,
    flows: Annotated[
        Path | None, typer.Option(help="cohort : naissances, décès et solde de chaque période.")
    ] = None,
) -> None:
    """Projeter une population par âge, et dire de combien la méthode s’est trompée."""
    if method not in PROJECTIONS:
        raise WrongCall(
            f"Méthode « {method} » inconnue.", todo=f"Choix : {', '.join(PROJECTIONS)}."
        )
    given = read_own_table(table)
    if method == "cohort":
        _by_cohorts(given, output, periods, scenario or ["central"], (radix, boys), flows)
    else:
        _by_broad_ages(read_counts(given), output, horizon, errors)


def _by_cohorts(
    given: OwnTable,
    output: Path,
    periods: int,
    names: list[str],
    life: tuple[float, float],
    flows: Path | None,
) -> None:
    known = {one.name: one for one in SCENARIOS}
    wanted = list(known) if "all" in names else names
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise WrongCall(
            f"Scénario « {unknown[0]} » inconnu.", todo=f"Choix : {', '.join(known)}, all."
        )
    people = read_people(expecting(given, COLUMNS), radix=life[0], boys=life[1])
    path = project(people, periods, [known[name] for name in wanted])
    write_own_table(path.table, output)
    if flows is not None:
        write_own_table(path.flows, flows)
    total = float(people.women.sum()) + (0.0 if people.men is None else float(people.men.sum()))
    if total < SAFE:
        ERR.print(
            f"{number(total)} habitants : sous {number(SAFE)}, l’Insee ne fait pas de projection. "
            "Lisez l’écart entre scénarios, jamais un seul nombre."
        )
    if people.men is None:
        born = path.table.filter(scenario=wanted[0], period=1)["births"].sum()
        first = step_boys(float(born), people.women, people.rates).people[0]
        ERR.print(
            f"Hommes absents du fichier. Garçons du premier âge après une période, si leur "
            f"mortalité "
            f"et leurs migrations étaient celles des filles : {number(first)}."
        )
    ERR.print(f"{plural(path.table.height, 'ligne')} dans « {output} ».")


def _by_broad_ages(counts: Counts, output: Path, horizon: int, errors: Path | None) -> None:
    years = counts.years
    if len(years) < 2:
        raise WrongCall(
            f"Il faut deux recensements, le fichier en a {len(years)}.",
            todo="Ajoutez un millésime plus ancien d’au moins cinq ans.",
        )
    tried = None
    if len(years) >= 3:
        tried = backcast(counts.codes, counts.by_year, (years[-3], years[-2], years[-1]))
        _say_errors(tried, years)
        if errors is not None:
            write_own_table(tried.errors, errors)
    else:
        ERR.print("Deux recensements seulement : pas d’essai sur le passé, donc pas d’intervalle.")
    table = project_broad(counts.codes, counts.by_year, (years[-2], years[-1]), horizon, tried)
    write_own_table(table, output)
    refused = table.filter(status="too_small")["code"].n_unique()
    if refused:
        ERR.print(
            f"{plural(refused, 'territoire')} de moins de 500 habitants : pas de projection. "
            "Regroupez-les, ou projetez l’intercommunalité."
        )
    ERR.print(f"{plural(table.height, 'ligne')} dans « {output} ».")


def _say_errors(tried: Backcast, years: list[int]) -> None:
    ERR.print(
        f"Essai sur le passé : {years[-3]} et {years[-2]} auraient annoncé {years[-1]} avec ces "
        "erreurs (médiane, puis neuf territoires sur dix ; entre parenthèses, si rien n’avait "
        "changé)."
    )
    for row in tried.errors.filter(age="total").iter_rows(named=True):
        ERR.print(
            f"  {row['size']:>12} habitants, {plural(row['territories'], 'territoire')} : "
            f"{number(row['median'], decimals=1)} % ; {number(row['p90'], decimals=1)} % "
            f"({number(row['unchanged_median'], decimals=1)} %)"
        )
