"""Commands that study territories: projection, typology, trends, inequality."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from maillage.base.errors import WrongCall
from maillage.base.french import join_words, number, plural
from maillage.cli.data import ERR
from maillage.cli.stores import Demonstration, chosen_store
from maillage.sources.own_tables import (
    OwnTable,
    expecting,
    read_own_table,
    refuse_unwritable,
    write_own_table,
)
from maillage.stats.deprivation import deprivation
from maillage.stats.inequality import COLUMNS as INEQUALITY_COLUMNS
from maillage.stats.inequality import inequality, read_inequality
from maillage.stats.projection.backcast import Backcast, backcast, project_broad
from maillage.stats.projection.cohorts import BOYS_PER_GIRL, RADIX, SCENARIOS, project, step_boys
from maillage.stats.projection.own_counts import Counts, read_counts
from maillage.stats.projection.own_rates import COLUMNS, SAFE, read_people
from maillage.stats.segregation import COLUMNS as SEGREGATION_COLUMNS
from maillage.stats.segregation import DRAWS as CHANCE_DRAWS
from maillage.stats.segregation import read_segregation, segregation
from maillage.stats.trends import COLUMNS as TREND_COLUMNS
from maillage.stats.trends import VERDICTS, by_chance, trends
from maillage.stats.typology.making import AXES, DRAWS, Choices, Typology, make_typology


Output = Annotated[Path, typer.Option("-o", "--output", help="Fichier à écrire.")]
PROJECTIONS = ("cohort", "hamilton-perry")
MIGRATION = ("migrants", "migration_rate")


def projection(
    table: Annotated[
        Path,
        typer.Argument(
            help="cohort : age, people, person_years, fertility, "
            "migrants (et sex) ; hamilton-perry : dossier complet, ou code, year, age, people."
        ),
    ],
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
    refuse_unwritable(output, errors, flows)
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
    if "CODGEO" in given.frame.columns:
        raise WrongCall(
            f"« {given.name} » est un dossier complet : ses âges sont larges et sans taux.",
            todo="Ajoutez --method hamilton-perry.",
        )
    extra = {name: "solde migratoire" for name in MIGRATION if name in given.frame.columns}
    people = read_people(expecting(given, COLUMNS | extra), radix=life[0], boys=life[1])
    path = project(people, periods, [known[name] for name in wanted])
    write_own_table(path.table, output)
    if flows is not None:
        write_own_table(path.flows, flows)
    total = float(people.women.sum()) + (0.0 if people.men is None else float(people.men.sum()))
    if total < SAFE:
        ERR.print(
            f"{number(total)} habitants : sous {number(SAFE)}, l’Insee ne fait pas de projection. "
            f"Lisez l’écart entre scénarios, jamais un seul nombre."
        )
    if people.men is None:
        born = path.table.filter(scenario=wanted[0], period=1)["births"].sum()
        first = step_boys(float(born), people.women, people.rates).people[0]
        ERR.print(
            f"Hommes absents du fichier. Garçons du premier âge après une période, si leur "
            f"mortalité et leurs migrations étaient celles des filles : {number(first)}."
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
            f"Regroupez-les, ou projetez l’intercommunalité."
        )
    ERR.print(f"{plural(table.height, 'ligne')} dans « {output} ».")


def _say_errors(tried: Backcast, years: list[int]) -> None:
    ERR.print(
        f"Essai sur le passé : {years[-3]} et {years[-2]} auraient annoncé {years[-1]} avec ces "
        f"erreurs (médiane, puis neuf territoires sur dix ; entre parenthèses, si rien n’avait "
        f"changé)."
    )
    # Territories where nobody lived have no error in percent.
    for row in tried.errors.filter(age="total").drop_nulls("median").iter_rows(named=True):
        ERR.print(
            f"  {row['size']:>12} habitants, {plural(row['territories'], 'territoire')} : "
            f"{number(row['median'], decimals=1)} % ; {number(row['p90'], decimals=1)} % "
            f"({number(row['unchanged_median'], decimals=1)} %)"
        )


def typology(
    table: Annotated[Path, typer.Argument(help="Territoires : un code, puis les variables.")],
    output: Output,
    by: Annotated[
        list[str] | None, typer.Option(help="Variables (par défaut : les colonnes de nombres).")
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help="Colonne du code (par défaut : la première).")
    ] = None,
    classes: Annotated[int | None, typer.Option("-k", help="Nombre de classes.")] = None,
    axes: Annotated[int, typer.Option(help="Axes gardés.")] = AXES,
    log: Annotated[
        list[str] | None, typer.Option(help="Variable comparée par son logarithme.")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="Noms en toutes lettres : variable, label.")
    ] = None,
    draws: Annotated[
        int, typer.Option(help="Tirages pour la stabilité (0 : non mesurée).")
    ] = DRAWS,
    seed: Annotated[int, typer.Option(help="Graine des tirages.")] = 1,
    profiles: Annotated[
        Path | None, typer.Option("--profile", help="Fichier du profil des classes.")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(help="Fichier des classes : nom, taille, stabilité.")
    ] = None,
    drawn: Annotated[
        Path | None, typer.Option("--map", help="Carte des classes : .svg, .png ou .html.")
    ] = None,
    demonstration: Demonstration = False,
) -> None:
    """Classer des territoires par ressemblance, nommer les classes, en dresser la carte."""
    refuse_unwritable(output, profiles, summary)
    if drawn is not None:
        from maillage.reports.class_map import draw_classes, refuse_map  # slow to load

        refuse_map(drawn, table, output, profiles, summary)
    given = read_own_table(table)
    code = given.frame.columns[0] if identifier is None else identifier
    variables = _separate(given, by or []) or _variables(given, code)
    given = expecting(given, {code: "code du territoire"} | dict.fromkeys(variables, "variable"))
    _refuse_few(axes, draws)
    choices = Choices(classes, axes, draws, seed, tuple(log or ()), _labels(labels))
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=ERR, transient=True)
    with bar:
        task = bar.add_task("Classes, puis stabilité", total=None)
        found = make_typology(
            given,
            code,
            variables,
            choices,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    write_own_table(found.rows, output)
    for frame, path in ((found.profile, profiles), (found.classes, summary)):
        if path is not None:
            write_own_table(frame, path)
    _say_typology(found)
    if drawn is not None:
        store = chosen_store(demonstration=demonstration)
        ERR.print(draw_classes(found.rows, found.classes, drawn, store=store, source=given.name))
    elif profiles is None:
        ERR.print("Pour la carte et le profil des classes : --map carte.svg --profile profil.csv.")
    ERR.print(f"{plural(found.rows.height, 'ligne')} dans « {output} ».")


def _separate(given: OwnTable, names: list[str]) -> list[str]:
    """`--by a,b --by c` → a, b, c; a column whose name holds a comma stays whole."""
    columns = set(given.frame.columns)
    parts = [[name] if name in columns else name.split(",") for name in names]
    return [part.strip() for group in parts for part in group if part.strip()]


def _variables(given: OwnTable, code: str) -> list[str]:
    """Every column of numbers; those left aside are told."""
    others = [name for name in given.frame.columns if name != code]
    found = [name for name in others if given.looks_numeric(name)]
    left = [f"« {name} »" for name in others if name not in found]
    if left:
        ERR.print(f"Sans nombres, donc laissées de côté : {join_words(left)}.")
    return found


def _labels(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    table = read_own_table(path, {"variable": "nom de la colonne", "label": "en toutes lettres"})
    table.refuse_twice("variable")
    return dict(zip(table.texts("variable"), table.texts("label"), strict=True))


def _refuse_few(axes: int, draws: int) -> None:
    if axes < 1 or draws < 0:
        raise WrongCall("--axes vaut au moins 1, --draws au moins 0.")


def _say_typology(found: Typology) -> None:
    values = [number(value, decimals=4) for value in found.components.eigenvalues]
    kept = found.components.shares[: found.components.coordinates.shape[1]].sum()
    ERR.print(
        f"Valeurs propres : {' ; '.join(values)} ({number(100 * kept, decimals=1)} % de "
        f"l’information sur les axes gardés)."
    )
    for note in found.notes:
        ERR.print(note)
    for row in found.classes.iter_rows(named=True):
        sure = ""
        if row["stability"] is not None:
            sure = f" — {row['stability_word']} ({number(row['stability'], decimals=2)})"
        ERR.print(
            f"  classe {row['class']}, {plural(row['size'], 'territoire')} : {row['name']}{sure}"
        )


def trend(
    table: Annotated[Path, typer.Argument(help="code, year, numerator, denominator.")],
    output: Output,
    start: Annotated[
        int | None,
        typer.Option("--from", help="Première année (sans elle : tous les recensements)."),
    ] = None,
    end: Annotated[
        int | None, typer.Option("--to", help="Dernière année, cinq ans après ou plus.")
    ] = None,
    survey: Annotated[str, typer.Option(help="Recensement : main | complementary.")] = "main",
) -> None:
    """Dire si une part a changé plus que le hasard du recensement."""
    refuse_unwritable(output)
    found = trends(read_own_table(table, TREND_COLUMNS), start=start, end=end, survey=survey)
    write_own_table(found, output)
    for (first, last), part in found.group_by("from", "to", maintain_order=True):
        ERR.print(f"De {first} à {last}")
        for verdict, words in VERDICTS.items():
            ERR.print(f"  {number(part.filter(verdict=verdict).height)} : {words}")
        if part["verdict"].null_count():
            ERR.print(f"  {number(part['verdict'].null_count())} : une des deux années manque")
    ERR.print(by_chance(found))


def unequal(
    table: Annotated[Path, typer.Argument(help="code, amount, people.")],
    output: Output,
    indices: Annotated[
        Path | None, typer.Option("--indices", help="Les indices (Gini, Theil…), en JSON ou CSV.")
    ] = None,
) -> None:
    """Mesurer l’inégalité entre les communes d’un territoire."""
    refuse_unwritable(output)
    if indices is not None:
        refuse_unwritable(indices)
    found = inequality(read_inequality(read_own_table(table, INEQUALITY_COLUMNS)))
    write_own_table(found.rows, output)
    if indices is not None:
        write_own_table(pl.DataFrame([found.indices()]), indices)
    ERR.print(
        f"Gini entre communes {number(found.gini, decimals=4)} ; Theil "
        f"{number(found.theil, decimals=4)} ; {number(100 * found.hoover, decimals=1)} % de la "
        f"quantité serait à déplacer pour que chaque commune ait la même par habitant (ou ménage)."
    )
    ERR.print(
        f"Le dixième des habitants le mieux doté détient {number(100 * found.top, decimals=1)} % "
        f"du total, le moins bien doté {number(100 * found.bottom, decimals=1)} %. Ces inégalités "
        f"sont celles des lieux, pas des personnes."
    )


def apart(
    table: Annotated[Path, typer.Argument(help="code (IRIS), group, total.")],
    output: Output,
    draws: Annotated[int, typer.Option(help="Tirages au hasard.")] = CHANCE_DRAWS,
    seed: Annotated[int, typer.Option(help="Graine des tirages.")] = 1,
) -> None:
    """Mesurer la ségrégation d’un groupe entre quartiers, hasard compris."""
    refuse_unwritable(output)
    if draws < 1:
        raise WrongCall("--draws vaut au moins 1.")
    group, total = read_segregation(read_own_table(table, SEGREGATION_COLUMNS))
    found = segregation(group, total, draws=draws, seed=seed)
    write_own_table(pl.DataFrame([asdict(found)]), output)
    ERR.print(
        f"{number(100 * found.dissimilarity, decimals=1)} % du groupe devrait changer de quartier "
        f"pour être réparti comme les autres ; le hasard seul donnerait "
        f"{number(100 * found.expected, decimals=1)} %. Une personne du groupe vit dans un "
        f"quartier qui en compte en moyenne {number(100 * found.isolation, decimals=1)} %, contre "
        f"{number(100 * found.share, decimals=1)} % dans l’ensemble."
    )


def deprived(
    table: Annotated[Path, typer.Argument(help="Territoires : un code, puis les variables.")],
    output: Output,
    worse: Annotated[list[str], typer.Option(help="Variable qui monte avec la difficulté.")],
    better: Annotated[
        list[str] | None, typer.Option(help="Variable qui baisse avec la difficulté.")
    ] = None,
    people: Annotated[str, typer.Option(help="Colonne des habitants, pour pondérer.")] = "",
    identifier: Annotated[
        str | None, typer.Option("--id", help="Colonne du code (par défaut : la première).")
    ] = None,
    weights: Annotated[Path | None, typer.Option(help="Fichier des poids.")] = None,
) -> None:
    """Résumer plusieurs difficultés en un indice de défavorisation, poids affichés."""
    refuse_unwritable(output, weights)
    given = read_own_table(table)
    code = given.frame.columns[0] if identifier is None else identifier
    worse, better = _separate(given, worse), _separate(given, better or [])
    named = [*worse, *better, *([people] if people else [])]
    given = expecting(given, {code: "code du territoire"} | dict.fromkeys(named, "variable"))
    found = deprivation(given, code, worse, better, people)
    write_own_table(found.rows, output)
    if weights is not None:
        write_own_table(found.weights, weights)
    for row in found.weights.iter_rows(named=True):
        ERR.print(
            f"  poids {number(row['weight'], decimals=3):>6} : {row['variable']} (corrélation avec "
            f"l’indice {number(row['correlation'], decimals=2)})"
        )
    ERR.print(f"L’indice résume {number(100 * found.share, decimals=1)} % de l’information.")
    for note in found.notes:
        ERR.print(note)
