"""Components that count alike are summed together, and every one of them counts once."""

import polars as pl

from maillage.indicators.passages import passages_in, write_passages
from tests.factories.computing import MAPPING, passage


EPCI, OTHER = "epci:200000001", "epci:200000002"


def bundles(folder, rows):
    """component → its bundle, and the territories of each bundle."""
    found = write_passages(pl.DataFrame(rows, schema=MAPPING), folder)
    of = dict(pl.read_parquet(found.bundles).select("component", "bundle").iter_rows())
    targets: dict[int, list[tuple[str, float]]] = {}
    for row in pl.read_parquet(found.sums).iter_rows(named=True):
        targets.setdefault(row["bundle"], []).append((row["code"], row["share"]))
    return of, targets


def test_communes_of_one_group_make_one_bundle(tmp_path):
    rows = [passage(code, EPCI) for code in ("01001", "01002")] + [passage("01004", OTHER)]

    of, targets = bundles(tmp_path, rows)

    assert of["01001"] == of["01002"] != of["01004"]
    assert targets[of["01001"]] == [("200000001", 1.0)]


def test_commune_that_weighs_nothing_is_apart(tmp_path):
    of, _ = bundles(tmp_path, [passage("01001", EPCI), passage("55039", EPCI, unit=0.0)])

    assert of["01001"] != of["55039"]


def test_split_commune_is_apart_and_keeps_its_shares(tmp_path):
    rows = [passage("01001", "01001"), passage("01001", EPCI)]
    rows += [passage("01002", "01002", share=0.75), passage("01002", "01003", share=0.25)]

    of, targets = bundles(tmp_path, rows)

    assert sorted(targets[of["01002"]]) == [("01002", 0.75), ("01003", 0.25)]


def test_unchanged_commune_is_its_own_and_is_not_summed(tmp_path):
    found = write_passages(pl.DataFrame([passage("01001", "01001")], schema=MAPPING), tmp_path)

    assert pl.read_parquet(found.identity)["component"].to_list() == ["01001"]
    assert pl.read_parquet(found.sums).is_empty()


def test_files_of_a_folder_are_found_again(tmp_path):
    rows = [passage("01001", EPCI, share=0.5)]

    written = write_passages(pl.DataFrame(rows, schema=MAPPING), tmp_path)

    assert written == passages_in(tmp_path, splits=True)


def test_territories_that_changed_since_are_listed_apart(tmp_path):
    iris = "iris:010010101"
    rows = [passage("01001", EPCI), passage(EPCI, EPCI, exact=False), passage(iris, iris)]

    found = write_passages(pl.DataFrame(rows, schema=MAPPING), tmp_path)

    assert pl.read_parquet(found.doubtful).rows() == [(2021, "epci", "200000001")]
