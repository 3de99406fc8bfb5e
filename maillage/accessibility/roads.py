"""Travel times by the shortest way on a road graph the user provides (Dijkstra).

One search per distinct node of the shorter side, stopped at the limit: memory stays that of one row
of nodes. Calling the search node by node is three times faster than in one batch, whose answer is
dense.
"""

import math
from collections.abc import Callable

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from maillage.accessibility.matrix import Travel, sides
from maillage.base.errors import RefusedFile, WrongCall
from maillage.sources.own_tables import OwnTable


ROAD_COLUMNS = {
    "from": "nœud de départ",
    "to": "nœud d’arrivée",
    "minutes": "durée du tronçon",
}
NODE_COLUMN = {"node": "nœud de la route le plus proche"}
Progress = Callable[[int, int], None]


def travel_from_roads(
    supply: OwnTable,
    demand: OwnTable,
    roads: OwnTable,
    *,
    limit: float,
    one_way: bool = False,
    progress: Progress | None = None,
) -> Travel:
    """Every pair within `limit` minutes by road, from the place to the facility.

    supply   facility, capacity, node
    demand   place, people, node
    roads    from, to, minutes (≥ 0): one row per section
    one_way  a section is used from `from` to `to` only (else both ways)

    A place that reaches nothing open within the limit is listed with an infinite time: a true zero.
    """
    if not limit > 0:
        raise WrongCall("La durée la plus longue est positive.", todo="Ajoutez --limit 60.")
    places, people, facilities, capacity = sides(supply, demand)
    graph, nodes = _graph(roads, one_way)
    here, there = _nodes(demand, nodes, roads.name), _nodes(supply, nodes, roads.name)
    if np.unique(there).size < np.unique(here).size:
        facility, place, minutes = _search(graph.T.tocsr(), there, here, limit, progress)
    else:
        place, facility, minutes = _search(graph, here, there, limit, progress)
    alone = np.setdiff1d(np.arange(places.len()), place[capacity[facility] > 0])
    return Travel(
        places,
        facilities,
        people,
        capacity,
        np.concatenate([place, alone]),
        np.concatenate([facility, np.zeros(alone.size, dtype=np.int64)]),
        np.concatenate([minutes, np.full(alone.size, math.inf)]),
    )


def _graph(roads: OwnTable, one_way: bool) -> tuple[csr_matrix, pl.DataFrame]:
    """Sparse matrix of the shortest section between two nodes, and the number of each node."""
    start, end = roads.texts("from"), roads.texts("to")
    minutes = roads.numbers("minutes", minimum=0)
    nodes = pl.concat([start.alias("node"), end.alias("node")]).unique(maintain_order=True)
    numbered = nodes.to_frame().with_row_index("_index")
    ends = [
        side.alias("node").to_frame().join(numbered, on="node", how="left", maintain_order="left")
        for side in (start, end)
    ]
    sections = pl.DataFrame(
        {"from": ends[0]["_index"], "to": ends[1]["_index"], "minutes": minutes}
    )
    if not one_way:
        back = sections.select(pl.col("to").alias("from"), pl.col("from").alias("to"), "minutes")
        sections = pl.concat([sections, back])
    # A sparse matrix forgets zeros: a section of no time is given a billionth of a minute.
    shortest = sections.group_by("from", "to").agg(pl.col("minutes").min().clip(1e-9))
    size = nodes.len()
    matrix = csr_matrix(
        (
            shortest["minutes"].to_numpy(),
            (shortest["from"].to_numpy(), shortest["to"].to_numpy()),
        ),
        shape=(size, size),
    )
    return matrix, numbered


def _nodes(table: OwnTable, numbered: pl.DataFrame, roads: str) -> np.ndarray:
    asked = table.texts("node").alias("node").to_frame()
    found = asked.join(numbered, on="node", how="left", maintain_order="left")["_index"]
    unknown = found.is_null().arg_true()
    if unknown.len():
        row = int(unknown[0])
        raise RefusedFile(
            f"{table.where(row, 'node')} : le nœud « {asked['node'][row]} » n’est pas dans "
            f"« {roads} ».",
            todo="Rattachez la ligne à un nœud du réseau, puis relancez.",
        )
    return found.cast(pl.Int64).to_numpy()


def _search(
    graph: csr_matrix,
    sources: np.ndarray,
    targets: np.ndarray,
    limit: float,
    progress: Progress | None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Index of the source, of the target, and minutes, of every pair within the limit."""
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    distinct, source_of = np.unique(sources, return_inverse=True)
    order = np.argsort(source_of, kind="stable")
    first = np.searchsorted(source_of[order], np.arange(distinct.size + 1))
    for index, node in enumerate(distinct):
        times = dijkstra(graph, indices=int(node), limit=limit)[targets]
        reached = np.flatnonzero(np.isfinite(times))
        same = order[first[index] : first[index + 1]]
        found.append(
            (
                np.repeat(same, reached.size),
                np.tile(reached, same.size),
                np.tile(times[reached], same.size),
            )
        )
        if progress is not None:
            progress(index + 1, distinct.size)
    source, target, minutes = (np.concatenate(column) for column in zip(*found, strict=True))
    return source, target, minutes
