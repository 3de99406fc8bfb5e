"""The command about access: who can reach which services, from three files."""

from pathlib import Path
from typing import Annotated

import typer

from maillage.accessibility import (
    Travel,
    nearest,
    share_beyond,
    three_step,
    travel_from_tables,
    two_step,
)
from maillage.accessibility.catchment import Catchment
from maillage.accessibility.decay import Decay, parse_continuous, parse_steps, steps
from maillage.accessibility.matrix import COST_COLUMNS, DEMAND_COLUMNS, SUPPLY_COLUMNS
from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR
from maillage.sources.own_tables import read_own_table, write_own_table


METHODS = ("2sfca", "e2sfca", "3sfca", "nearest")


def reach(
    supply: Annotated[Path, typer.Option(help="Équipements : facility, capacity.")],
    demand: Annotated[Path, typer.Option(help="Habitants : place, people.")],
    cost: Annotated[Path, typer.Option(help="Trajets : place, facility, minutes.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Fichier à écrire.")],
    method: Annotated[str, typer.Option(help=" | ".join(METHODS))] = "e2sfca",
    weights: Annotated[
        str, typer.Option(help="Paliers minutes:poids, ex. 10:1,15:0.6667,20:0.3333.")
    ] = "",
    decay: Annotated[
        str,
        typer.Option(help="Au lieu des paliers : gaussian:20, exponential:0.1, power:1, linear."),
    ] = "",
    limit: Annotated[
        float, typer.Option(help="Minutes au-delà desquelles rien ne compte.")
    ] = float("inf"),
    ignore_unknown: Annotated[
        bool,
        typer.Option("--ignore-unknown", help="Laisser de côté les trajets de codes inconnus."),
    ] = False,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete", help="Les trajets sont complets : un lieu absent n’atteint rien."
        ),
    ] = False,
) -> None:
    """Mesurer l’accès de chaque lieu aux équipements."""
    if method not in METHODS:
        raise WrongCall(f"Méthode « {method} » inconnue.", todo=f"Choix : {', '.join(METHODS)}.")
    chosen = None if method == "nearest" else _decay(method, weights, decay, limit)
    travel = travel_from_tables(
        read_own_table(supply, SUPPLY_COLUMNS),
        read_own_table(demand, DEMAND_COLUMNS),
        read_own_table(cost, COST_COLUMNS),
        ignore_unknown=ignore_unknown,
    )
    if chosen is None:
        table = nearest(travel)
        _say_far(travel, limit)
    else:
        found = (three_step if method == "3sfca" else two_step)(travel, chosen, complete=complete)
        _say(found, chosen, complete)
        table = found.access
    write_own_table(table, output)
    ERR.print(f"{plural(table.height, 'lieu', 'lieux')} dans « {output} ».")


def _decay(method: str, weights: str, decay: str, limit: float) -> Decay:
    if weights and decay:
        raise WrongCall("Donnez --weights ou --decay, pas les deux.")
    if decay:
        return parse_continuous(decay, limit)
    if weights:
        return parse_steps(weights)
    if method == "2sfca" and limit < float("inf"):
        return steps({limit: 1.0})
    raise WrongCall(
        "Il manque le poids des trajets.",
        todo="Ajoutez --weights 10:1,15:0.6667,20:0.3333, ou --decay gaussian:20 --limit 60"
        + (", ou --limit 20." if method == "2sfca" else "."),
    )


def _say(found: Catchment, decay: Decay, complete: bool) -> None:
    ERR.print(f"Décroissance {decay.words}.")
    if found.unlisted and not complete:
        ERR.print(
            f"{plural(found.unlisted, 'lieu', 'lieux')} sans aucun trajet : accès laissé vide, "
            "faute de savoir s’ils sont loin de tout ou oubliés. Si les trajets sont complets, "
            "relancez avec --complete : leur accès vaudra 0."
        )
    if found.far:
        ERR.print(
            f"{plural(found.far, 'lieu', 'lieux')} dont tous les équipements sont trop loin : "
            "accès égal à 0."
        )
    if found.unshared:
        ERR.print(
            f"Capacité qu’aucun habitant n’atteint : {number(found.unshared, decimals=2)} "
            f"sur {number(found.shared + found.unshared, decimals=2)}."
        )


def _say_far(travel: Travel, limit: float) -> None:
    if limit == float("inf"):
        return
    beyond = share_beyond(travel, limit)
    if beyond.share is not None:
        ERR.print(
            f"À plus de {number(limit)} minutes de l’équipement le plus proche : "
            f"{number(100 * beyond.share, decimals=1)} % des habitants dont le trajet est connu."
        )
    if beyond.unknown:
        ERR.print(f"Habitants dont le trajet est inconnu : {number(beyond.unknown)}.")
