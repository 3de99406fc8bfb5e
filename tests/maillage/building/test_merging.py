"""Files of one dataset and source become one table; the order of deposit does not count."""

import polars as pl
import pytest

from maillage.building.merging import merge_clean
from maillage.building.workplace import Workplace
from maillage.geography import Geography
from maillage.sources.registry import source_cards
from maillage.store import Store
from maillage.store.manifest import read_manifest
from tests.factories.computing import row, table


SOURCE = "insee_rp_base_cc"


@pytest.fixture
def place(tmp_path) -> Workplace:
    """An empty build folder."""
    return Workplace(Store(str(tmp_path)))


@pytest.fixture
def geography(small_store) -> Geography:
    """That of the small world."""
    entry = read_manifest(small_store).tables["geography/territories"]
    return Geography.load(small_store.local(entry.path).parent)


def parts(place, *files, dataset="insee_rp", source=SOURCE):
    """Clean tables, as the first stage registers them."""
    found = {}
    for index, rows in enumerate(files):
        frame = table(rows)
        details = {
            "dataset": dataset,
            "source": source,
            "kind": "territories",
            "raw": f"raw/{index}",
            "years": sorted(set(frame["year"])),
            "levels": sorted(set(frame["level"])),
            "geography_years": sorted(set(frame["geography_year"])),
        }
        key = f"clean/{index}"
        found[key] = place.write(f"{key}.parquet", frame, inputs=str(index), details=details)
    return found


def merged(place, geography, *files, **about):
    """The rows of the merged table, by code."""
    (entry,) = merge_clean(parts(place, *files, **about), place, None, geography).values()
    frame = pl.read_parquet(place.store.local(entry.path))
    return {each["code"]: each for each in frame.iter_rows(named=True)}


def test_extracts_of_one_vintage_are_put_end_to_end(place, geography):
    found = merged(place, geography, [row("01001", A=1)], [row("2A004", A=2)])

    assert {code: each["A"] for code, each in found.items()} == {"01001": 1, "2A004": 2}


def test_two_themes_of_one_vintage_are_put_side_by_side(place, geography):
    found = merged(place, geography, [row("01001", A=1)], [row("01001", B=2)])

    assert (found["01001"]["A"], found["01001"]["B"]) == (1, 2)


def test_value_of_one_file_fills_the_empty_cell_of_another(place, geography):
    found = merged(place, geography, [row("01001", A="secret")], [row("01001", A=5)])

    assert found["01001"]["A"] == 5


def test_reason_of_an_absence_is_kept(place, geography):
    found = merged(place, geography, [row("01001", A="secret")], [row("01001", A=None)])

    assert (found["01001"]["A"], found["01001"]["A__status"]) == (None, "secret")


def test_larger_file_wins_whatever_the_order_of_deposit(place, geography):
    large = [row("01001", A=1), row("01002", A=1)]
    small = [row("01001", A=9)]

    one = merged(place, geography, large, small)
    other = merged(place, geography, small, large)

    assert one["01001"]["A"] == other["01001"]["A"] == 1


def test_single_file_is_not_copied(place, geography):
    files = parts(place, [row("01001", A=1)])

    (entry,) = merge_clean(files, place, None, geography).values()

    assert entry.path == files["clean/0"].path


def test_merged_table_says_which_columns_hold_something_in_which_years(place, geography):
    old, new = [row("01001", A=1, year=1968)], [row("01001", A=1, B=2), row("01002", A=1, B=3)]

    (entry,) = merge_clean(parts(place, old, new), place, None, geography).values()

    held = {year: set(one["columns"]) for one in entry.details["spans"] for year in one["years"]}
    assert "B" in held[2021]
    assert "B" not in held[1968]
    assert "A" in held[1968]


def test_merged_table_whose_years_are_alike_says_nothing_of_them(place, geography):
    files = parts(place, [row("01001", A=1)], [row("01001", A=2, year=2015)])

    (entry,) = merge_clean(files, place, None, geography).values()

    assert entry.details["spans"] == []


def test_register_declared_exhaustive_gets_its_zeros(place, geography):
    name, card = next(
        (name, card)
        for name, card in source_cards().items()
        if card.get("absent", {}).get("means") == "zero" and card["absent"]["within"] == "france"
    )
    column = card["absent"]["columns"][0]
    dataset = card["provides"][0]["dataset"]
    about = {"year": 2024, "geography_year": 2024}

    found = merged(
        place, geography, [row("01001", **{column: 3}, **about)], dataset=dataset, source=name
    )

    assert found["01001"][column] == 3
    assert found["97101"][column] == 0
