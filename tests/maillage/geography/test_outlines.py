"""Contours of communes and levels above."""

import json

import polars as pl
import pytest
import shapely

from maillage.geography import Geography, build_geography
from maillage.geography.outlines import contours_file
from tests.maillage.geography import fictitious


def test_epci_is_the_union_of_its_communes(geography: Geography) -> None:
    shape = geography.contours(["200000002"], "epci")["200000002"]

    assert shape.equals(shapely.box(1, 44, 3, 45))


def test_commune_without_contour_takes_that_of_its_delegated_communes(geography: Geography) -> None:
    assert geography.contours(["07901"], "commune")["07901"].equals(shapely.box(0, 44, 1, 45))


def test_commune_without_any_contour_is_left_out(geography: Geography) -> None:
    assert geography.contours(["07904"], "commune") == {}


def test_france_and_metropole_have_one_contour_each(geography: Geography) -> None:
    assert geography.contours(["FR"], "france")["FR"].area == pytest.approx(4)
    assert geography.contours(["METRO"], "metropole")["METRO"].area == pytest.approx(4)


def test_geojson_keeps_the_order_asked_and_rounds_coordinates(geography: Geography) -> None:
    collection = geography.geojson(["55902", "07903", "07904"], "commune")

    assert [feature["id"] for feature in collection["features"]] == ["55902", "07903"]
    assert collection["features"][1]["properties"] == {
        "code": "07903",
        "level": "commune",
        "name": "Cordes-les-Bains",
    }
    assert json.loads(json.dumps(collection))["type"] == "FeatureCollection"


def test_overlapping_contours_are_united_all_the_same(tmp_path) -> None:
    tables = fictitious.tables()
    wide = bytes(shapely.to_wkb(shapely.box(1, 44, 2.5, 45)))
    tables["contours_communes"] = tables["contours_communes"].with_columns(
        wkb=pl.when(pl.col("code") == "07903").then(pl.lit(wide)).otherwise("wkb")
    )

    build_geography(tables, tmp_path)

    shape = Geography.load(tmp_path).contours(["200000002"], "epci")["200000002"]
    assert shape.area == pytest.approx(2)


def test_gap_between_communes_is_filled_but_an_enclave_is_kept(tmp_path) -> None:
    """Cordes surrounds Vivier (an enclave of another département) and a place without commune."""
    tables = fictitious.tables()
    around = shapely.box(0, 44, 10, 54)
    enclave, gap = shapely.box(2, 46, 3, 47), shapely.box(6, 46, 7, 47)
    drawn = {"07903": around - enclave - gap, "55902": enclave}
    tables["contours_communes"] = (
        tables["contours_communes"]
        .filter(pl.col("code").is_in(list(drawn)))
        .with_columns(
            wkb=pl.col("code").replace_strict(
                {code: bytes(shapely.to_wkb(shape)) for code, shape in drawn.items()}
            )
        )
    )

    build_geography(tables, tmp_path)

    shape = Geography.load(tmp_path).contours(["07"], "departement")["07"]
    assert shape.area == pytest.approx(99)


def test_geography_without_contours_has_no_map(tmp_path) -> None:
    tables = fictitious.tables()
    del tables["contours_communes"]

    build_geography(tables, tmp_path)

    assert not contours_file(tmp_path, "commune").exists()
    assert Geography.load(tmp_path).contours(["07901"], "commune") == {}
