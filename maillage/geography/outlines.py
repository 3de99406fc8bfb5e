"""Generalised contours of communes and of the levels above, light enough for a browser.

Neighbours stay joined: a whole level is simplified at once, as a coverage. Not for measuring areas.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from maillage.base.levels import FRANCE_CODE, METROPOLE_CODE, Level
from maillage.geography.gaps import filled, lacking
from maillage.geography.transitions import Transition
from maillage.geography.zones import DROM, METROPOLE


Geometries = NDArray[Any]

# In degrees: about 100 m for a commune, 1 km for a région.
TOLERANCES = {
    Level.COMMUNE: 0.001,
    Level.EPCI: 0.002,
    Level.DEPARTEMENT: 0.01,
    Level.REGION: 0.02,
    Level.METROPOLE: 0.02,
    Level.FRANCE: 0.02,
}
DECIMALS = 4
# In square degrees, about 10 hectares: neighbours drawn a little apart, not an enclave.
LARGEST_SLIVER = 1e-5
SCHEMA = {"code": pl.String, "wkb": pl.Binary}


def contours_file(folder: Path, level: Level) -> Path:
    """The Parquet file of the contours of one level: code, wkb."""
    return folder / f"contours_{level}.parquet"


def build_outlines(
    contours: pl.DataFrame | None,
    communes: pl.DataFrame,
    steps: Iterable[Transition],
    folder: Path,
) -> None:
    """Write the contours of every level from those of the communes, when there are any.

    steps  what happened to communes: those that received another may not be drawn whole
    """
    if contours is None or contours.is_empty():
        return
    known = _commune_contours(contours, communes, steps)
    detailed = shapely.from_wkb(known["wkb"].to_list())
    tree = shapely.STRtree(detailed)
    _write(folder, Level.COMMUNE, known["code"].to_list(), detailed)
    _write_union((folder, Level.EPCI), known["epci"], detailed, tree)
    departements = _write_union((folder, Level.DEPARTEMENT), known["departement"], detailed, tree)
    areas = known.unique("departement", keep="first").sort("departement")
    regions = _write_union((folder, Level.REGION), areas["region"], departements, tree)
    held = areas.filter(pl.col("region").is_not_null()).unique("region", keep="first")
    zones = held.sort("region")["zone"]
    for level, code, kept in (
        (Level.METROPOLE, METROPOLE_CODE, [METROPOLE]),
        (Level.FRANCE, FRANCE_CODE, [METROPOLE, DROM]),
    ):
        names = pl.select(pl.when(zones.is_in(kept)).then(pl.lit(code))).to_series()
        _write_union((folder, level), names, regions, tree)


def _commune_contours(
    contours: pl.DataFrame, communes: pl.DataFrame, steps: Iterable[Transition]
) -> pl.DataFrame:
    """The newest contour of each commune of today, in COG order, with what it belongs to.

    A published contour may be older than the last mergers: the communes déléguées it leaves out
    complete it, then the gaps that can only be theirs.
    """
    newest = contours.filter(pl.col("wkb").is_not_null()).sort("year")
    whole = newest.filter(pl.col("type") == "commune").unique("code", keep="last")
    shapes = dict(zip(whole["code"], shapely.from_wkb(whole["wkb"].to_list()), strict=True))
    parts = newest.filter(pl.col("type") == "commune_deleguee", pl.col("parent").is_not_null())
    parts = parts.unique("code", keep="last").sort("code")
    drawn = shapely.from_wkb(parts["wkb"].to_list())
    for parent, part in zip(parts["parent"], drawn, strict=True):
        shapes[parent] = _completed(shapes.get(parent), part)
    shapes = filled(shapes, lacking(steps, set(newest["code"])))
    wkb = [bytes(shapely.to_wkb(shape)) for shape in shapes.values()]
    known = pl.DataFrame({"code": list(shapes), "wkb": wkb}, schema=SCHEMA)
    return communes.join(known, on="code").sort("code")


def _completed(whole: Any, part: Any) -> Any:
    """The whole, with the part when most of it was left out."""
    if whole is None:
        return part
    outside = shapely.difference(part, whole).area
    return shapely.union(whole, part) if outside > part.area / 2 else whole


def _write_union(
    target: tuple[Path, Level], names: pl.Series, parts: Geometries, communes: shapely.STRtree
) -> Geometries:
    """Unite the parts bearing the same name, write them simplified, give them back detailed."""
    groups = pl.DataFrame({"name": names}).with_row_index().drop_nulls().sort("name", "index")
    codes: list[str] = groups["name"].unique(maintain_order=True).to_list()
    rows = groups.group_by("name", maintain_order=True).agg("index")["index"].to_list()
    united = np.array([_filled(_unite(parts[index]), communes) for index in rows], dtype=object)
    _write(*target, codes, united)
    return united


def _unite(parts: Geometries) -> Any:
    """Union of neighbours: fast when they share their borders exactly, safe when they overlap."""
    if len(parts) == 1:
        return parts[0]
    try:
        united = shapely.coverage_union_all(parts)
    except shapely.errors.GEOSException:
        return shapely.union_all(parts)
    return united if shapely.is_valid(united) else shapely.union_all(parts)


def _filled(shape: Any, communes: shapely.STRtree) -> Any:
    """The same without its holes where there is no commune: gaps between contours, not enclaves."""
    polygons = [
        shapely.Polygon(
            part.exterior, [hole for hole in part.interiors if _is_enclave(hole, communes)]
        )
        for part in shapely.get_parts(shape)
    ]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _is_enclave(hole: Any, communes: shapely.STRtree) -> bool:
    place = shapely.Polygon(hole)
    if place.area < LARGEST_SLIVER:
        return False
    inside = place.representative_point()
    return len(communes.query(inside, predicate="within")) > 0


def _write(folder: Path, level: Level, codes: list[str], shapes: Geometries) -> None:
    if not codes:
        return
    simple = shapely.make_valid(shapely.coverage_simplify(shapes, TOLERANCES[level]))
    frame = pl.DataFrame({"code": codes, "wkb": shapely.to_wkb(simple).tolist()}, schema=SCHEMA)
    frame.write_parquet(contours_file(folder, level))


def read_contours(folder: Path, codes: Iterable[str], level: Level) -> dict[str, Any]:
    """Contours by code, longitude and latitude; a code without contour is left out."""
    path = contours_file(folder, level)
    wanted = sorted(set(codes))
    if not path.is_file() or not wanted:
        return {}
    rows = pl.scan_parquet(path).filter(pl.col("code").is_in(wanted)).collect()
    shapes = shapely.from_wkb(rows["wkb"].to_list())
    return dict(zip(rows["code"], shapes, strict=True))


def feature(code: str, level: Level, name: str, shape: Any) -> dict[str, Any]:
    """One GeoJSON feature, coordinates rounded to about ten metres."""
    return {
        "type": "Feature",
        "id": code,
        "properties": {"code": code, "level": str(level), "name": name},
        "geometry": _rounded(shapely.geometry.mapping(shape)),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
