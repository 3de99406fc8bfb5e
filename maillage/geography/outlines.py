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
# In square degrees, about 0.5 km²: smaller holes are gaps between contours, not enclaves.
LARGEST_SLIVER = 5e-5
SCHEMA = {"code": pl.String, "wkb": pl.Binary}


def contours_file(folder: Path, level: Level) -> Path:
    """The Parquet file of the contours of one level: code, wkb."""
    return folder / f"contours_{level}.parquet"


def build_outlines(contours: pl.DataFrame | None, communes: pl.DataFrame, folder: Path) -> None:
    """Write the contours of every level from those of the communes, when there are any."""
    if contours is None or contours.is_empty():
        return
    known = _commune_contours(contours, communes)
    detailed = shapely.from_wkb(known["wkb"].to_list())
    _write(folder, Level.COMMUNE, known["code"].to_list(), detailed)
    _, departements = _write_union(folder, Level.DEPARTEMENT, known["departement"], detailed)
    _write_union(folder, Level.EPCI, known["epci"], detailed)
    areas = known.unique("departement", keep="first").sort("departement")
    _, regions = _write_union(folder, Level.REGION, areas["region"], departements)
    held = areas.filter(pl.col("region").is_not_null()).unique("region", keep="first")
    zones = held.sort("region")["zone"]
    for level, code, kept in (
        (Level.METROPOLE, METROPOLE_CODE, [METROPOLE]),
        (Level.FRANCE, FRANCE_CODE, [METROPOLE, DROM]),
    ):
        names = pl.select(pl.when(zones.is_in(kept)).then(pl.lit(code))).to_series()
        _write_union(folder, level, names, regions)


def _commune_contours(contours: pl.DataFrame, communes: pl.DataFrame) -> pl.DataFrame:
    """The newest contour of each commune of today, in COG order, with what it belongs to."""
    newest = contours.filter(pl.col("wkb").is_not_null()).sort("year")
    whole = newest.filter(pl.col("type") == "commune").unique("code", keep="last")
    missing = communes.join(whole, on="code", how="anti")["code"]
    known = pl.concat([whole.select("code", "wkb"), _from_parts(newest, missing)])
    return communes.join(known, on="code").sort("code")


def _from_parts(contours: pl.DataFrame, missing: pl.Series) -> pl.DataFrame:
    """Communes whose contour is only known by that of their communes déléguées."""
    parts = contours.filter(
        pl.col("type") == "commune_deleguee", pl.col("parent").is_in(missing.implode())
    )
    groups = parts.unique("code", keep="last").group_by("parent").agg("wkb").sort("parent")
    shapes = [shapely.union_all(shapely.from_wkb(wkb)) for wkb in groups["wkb"].to_list()]
    wkb = shapely.to_wkb(np.array(shapes, dtype=object)).tolist()
    return pl.DataFrame({"code": groups["parent"], "wkb": wkb}, schema=SCHEMA)


def _write_union(
    folder: Path, level: Level, names: pl.Series, parts: Geometries
) -> tuple[list[str], Geometries]:
    """Unite the parts bearing the same name, write them simplified, give them back detailed."""
    groups = pl.DataFrame({"name": names}).with_row_index().drop_nulls().sort("name", "index")
    codes: list[str] = groups["name"].unique(maintain_order=True).to_list()
    rows = groups.group_by("name", maintain_order=True).agg("index")["index"].to_list()
    united = np.array([_filled(_unite(parts[index])) for index in rows], dtype=object)
    _write(folder, level, codes, united)
    return codes, united


def _unite(parts: Geometries) -> Any:
    """Union of neighbours: fast when they share their borders exactly, safe when they overlap."""
    if len(parts) == 1:
        return parts[0]
    try:
        united = shapely.coverage_union_all(parts)
    except shapely.errors.GEOSException:
        return shapely.union_all(parts)
    return united if shapely.is_valid(united) else shapely.union_all(parts)


def _filled(shape: Any) -> Any:
    """The same without the slivers left between neighbours drawn a little apart."""
    rings = shapely.get_parts(shape)
    polygons = [
        shapely.Polygon(
            ring.exterior,
            [hole for hole in ring.interiors if shapely.Polygon(hole).area > LARGEST_SLIVER],
        )
        for ring in rings
    ]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


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
