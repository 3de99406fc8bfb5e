"""Classes of a typology on the territories of a fictitious geography."""

import polars as pl
import pytest

from maillage.geography import Geography, build_geography
from maillage.portraits.classes import placed_classes
from tests.maillage.geography import fictitious


@pytest.fixture(scope="module")
def geography(tmp_path_factory) -> Geography:
    folder = tmp_path_factory.mktemp("geography")
    build_geography(fictitious.tables(), folder)
    return Geography.load(folder)


def rows(codes, places):
    return pl.DataFrame(
        {"CODGEO": codes, "class": places, "name": [place and f"n{place}" for place in places]}
    )


def test_level_is_that_of_most_contours(geography):
    communes = placed_classes(rows(["07901", "07903", "X"], [1, 2, 1]), geography)
    groups = placed_classes(rows(["200000002"], [1]), geography)

    assert communes.level == "commune"
    assert set(communes.contours) == {"07901", "07903"}
    assert groups.level == "epci"


def test_unclassified_territory_has_no_value_and_an_unknown_one_keeps_its_code(geography):
    found = placed_classes(rows(["07901", "X"], [None, 2]), geography).table.frame

    assert found["status"].to_list() == ["unavailable", "computed"]
    assert found["value"].to_list() == [None, 2.0]
    assert found["name"].to_list() == ["Arval", "X"]
