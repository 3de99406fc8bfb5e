"""The command about access: who can reach which services, from the files of the user."""

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from maillage.accessibility.catchment import Catchment, apl, three_step, two_step
from maillage.accessibility.coordinates import POINT_COLUMNS, travel_from_coordinates
from maillage.accessibility.decay import Decay, parse_continuous, parse_steps, steps
from maillage.accessibility.matrix import (
    COST_COLUMNS,
    DEMAND_COLUMNS,
    SUPPLY_COLUMNS,
    Travel,
    travel_from_tables,
)
from maillage.accessibility.nearest import nearest, share_beyond
from maillage.accessibility.needs import AGE_COLUMNS, people_by_age
from maillage.accessibility.roads import NODE_COLUMN, ROAD_COLUMNS, travel_from_roads
from maillage.accessibility.routers import from_r5py, is_osrm, read_osrm
from maillage.base.errors import WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR
from maillage.sources.own_tables import (
    OwnTable,
    expecting,
    read_own_table,
    refuse_unwritable,
    write_own_table,
)


METHODS = ("2sfca", "e2sfca", "3sfca", "apl", "nearest")
NO_LIMIT = math.inf
# From coordinates, the nearest facility is always known: this only bounds the ties looked at.
NEAREST_WITHIN = 60.0


@dataclass(frozen=True)
class Files:
    """What the user gave, read."""

    supply: OwnTable
    demand: OwnTable
    need: np.ndarray | None


def reach(
    supply: Annotated[Path, typer.Option(help="Équipements : facility, capacity.")],
    demand: Annotated[Path, typer.Option(help="Habitants : place, people.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Fichier à écrire.")],
    cost: Annotated[
        Path | None, typer.Option(help="Trajets : place, facility, minutes ; ou OSRM, r5py.")
    ] = None,
    roads: Annotated[
        Path | None, typer.Option(help="Ou réseau routier : from, to, minutes (colonne node).")
    ] = None,
    one_way: Annotated[
        bool, typer.Option("--one-way", help="Les tronçons du réseau sont à sens unique.")
    ] = False,
    method: Annotated[str, typer.Option(help=" | ".join(METHODS))] = "e2sfca",
    weights: Annotated[
        str, typer.Option(help="Paliers minutes:poids, ex. 10:1,15:0.6667,20:0.3333.")
    ] = "",
    decay: Annotated[
        str, typer.Option(help="Ou décroissance : gaussian:20, exponential:0.1, power:1, linear.")
    ] = "",
    limit: Annotated[
        float | None, typer.Option(help="Minutes au-delà desquelles rien ne compte.")
    ] = None,
    ages: Annotated[
        Path | None, typer.Option(help="apl : poids des âges (column, weight).")
    ] = None,
    cap: Annotated[
        float | None, typer.Option(help="apl : activité maximale d’un équipement.")
    ] = None,
    ignore_unknown: Annotated[
        bool,
        typer.Option("--ignore-unknown", help="Laisser de côté les trajets de codes inconnus."),
    ] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="Un lieu absent des trajets n’atteint rien.")
    ] = False,
) -> None:
    """Mesurer l’accès de chaque lieu aux équipements.

    Sans trajets ni réseau, la durée est estimée à partir des colonnes longitude et latitude.
    """
    refuse_unwritable(output)
    _refuse_wrong_options(method, limit, ages, cap)
    chosen = None if method == "nearest" else _decay(method, weights, decay, limit)
    files = _read(supply, demand, ages)
    unbounded = NO_LIMIT if roads else NEAREST_WITHIN
    furthest = chosen.limit if chosen else (limit or unbounded)
    travel = _travel(files, cost, roads, furthest, one_way, ignore_unknown)
    if chosen is None:
        table = nearest(travel)
        _say_far(travel, limit)
    else:
        found = _found(method, travel, chosen, files.need, cap, complete)
        _say(found, chosen, complete)
        table = found.access
    write_own_table(table, output)
    ERR.print(f"{plural(table.height, 'lieu', 'lieux')} dans « {output} ».")


def _refuse_wrong_options(
    method: str, limit: float | None, ages: Path | None, cap: float | None
) -> None:
    if method not in METHODS:
        raise WrongCall(f"Méthode « {method} » inconnue.", todo=f"Choix : {', '.join(METHODS)}.")
    if limit is not None and not limit > 0:
        raise WrongCall("--limit est un nombre de minutes strictement positif.")
    if cap is not None and not cap > 0:
        raise WrongCall("--cap est une activité strictement positive.")
    if method == "apl" and ages is None:
        raise WrongCall(
            "La méthode « apl » pondère les habitants par âge.",
            todo="Ajoutez --ages AGES.csv (colonnes column, weight), ou prenez e2sfca.",
        )
    if method != "apl" and (ages or cap):
        raise WrongCall("--ages et --cap ne servent qu’à « --method apl ».")


def _decay(method: str, weights: str, decay: str, limit: float | None) -> Decay:
    if weights and decay:
        raise WrongCall("Donnez --weights ou --decay, pas les deux.")
    if decay:
        return parse_continuous(decay, limit or NO_LIMIT)
    if weights:
        found = parse_steps(weights)
        return replace(found, limit=min(found.limit, limit or NO_LIMIT))
    if method == "2sfca" and limit:
        return steps({limit: 1.0})
    raise WrongCall(
        "Il manque le poids des trajets.",
        todo="Ajoutez --weights 10:1,15:0.6667,20:0.3333, ou --decay gaussian:20 --limit 60"
        + (", ou --limit 20." if method == "2sfca" else "."),
    )


def _read(supply: Path, demand: Path, ages: Path | None) -> Files:
    facilities = read_own_table(supply, SUPPLY_COLUMNS)
    if ages is None:
        return Files(facilities, read_own_table(demand, DEMAND_COLUMNS), None)
    places = read_own_table(demand, {"place": DEMAND_COLUMNS["place"]})
    places, need = people_by_age(places, read_own_table(ages, AGE_COLUMNS))
    return Files(facilities, places, need)


def _travel(
    files: Files,
    cost: Path | None,
    roads: Path | None,
    limit: float,
    one_way: bool,
    ignore_unknown: bool,
) -> Travel:
    """The matrix: given, searched on the roads, or estimated from the coordinates."""
    supply, demand = files.supply, files.demand
    if cost and roads:
        raise WrongCall("Donnez --cost ou --roads, pas les deux.")
    if cost:
        if is_osrm(cost):
            pairs = read_osrm(cost, supply, demand)
        else:
            pairs = expecting(from_r5py(read_own_table(cost)), COST_COLUMNS)
        return travel_from_tables(supply, demand, pairs, ignore_unknown=ignore_unknown)
    if roads:
        return _by_road(
            expecting(supply, NODE_COLUMN),
            expecting(demand, NODE_COLUMN),
            read_own_table(roads, ROAD_COLUMNS),
            limit,
            one_way,
        )
    if not (_has_points(supply) and _has_points(demand)):
        raise WrongCall(
            "Il manque les trajets.",
            todo="Ajoutez --cost TRAJETS.csv (place, facility, minutes), ou --roads, ou les "
            "colonnes longitude et latitude aux deux fichiers.",
        )
    ERR.print("Durées estimées à vol d’oiseau : un ordre de grandeur, pas un trajet.")
    return travel_from_coordinates(
        expecting(supply, POINT_COLUMNS), expecting(demand, POINT_COLUMNS), limit=limit
    )


def _has_points(table: OwnTable) -> bool:
    return {*POINT_COLUMNS} <= {name.strip().lower() for name in table.frame.columns}


def _by_road(
    supply: OwnTable, demand: OwnTable, roads: OwnTable, limit: float, one_way: bool
) -> Travel:
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=ERR)
    with bar:
        task = bar.add_task("Plus courts chemins", total=None)
        return travel_from_roads(
            supply,
            demand,
            roads,
            limit=limit,
            one_way=one_way,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _found(
    method: str,
    travel: Travel,
    decay: Decay,
    need: np.ndarray | None,
    cap: float | None,
    complete: bool,
) -> Catchment:
    if need is not None:
        return apl(travel, decay, need=need, cap=cap, complete=complete)
    return (three_step if method == "3sfca" else two_step)(travel, decay, complete=complete)


def _say(found: Catchment, decay: Decay, complete: bool) -> None:
    ERR.print(f"Poids des trajets : {decay.words}.")
    if found.unlisted and not complete:
        ERR.print(
            f"{plural(found.unlisted, 'lieu', 'lieux')} sans aucun trajet : accès laissé vide, "
            f"faute de savoir si tout y est loin ou si les trajets manquent. S’ils sont complets, "
            f"relancez avec --complete : l’accès y vaudra 0."
        )
    if found.far:
        ERR.print(
            f"{plural(found.far, 'lieu', 'lieux')} dont tous les équipements sont trop loin : "
            f"accès égal à 0."
        )
    if found.unshared:
        ERR.print(
            f"Capacité qu’aucun habitant n’atteint : {number(found.unshared, decimals=2)} sur "
            f"{number(found.shared + found.unshared, decimals=2)}."
        )


def _say_far(travel: Travel, limit: float | None) -> None:
    if limit is None:
        return
    beyond = share_beyond(travel, limit)
    if beyond.share is not None:
        ERR.print(
            f"À plus de {number(limit)} minutes de l’équipement le plus proche : "
            f"{number(100 * beyond.share, decimals=1)} % des habitants dont le trajet est connu."
        )
    if beyond.unknown:
        ERR.print(f"Habitants dont le trajet est inconnu : {number(beyond.unknown)}.")
