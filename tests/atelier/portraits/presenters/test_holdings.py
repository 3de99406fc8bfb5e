"""What the store holds."""

from atelier.portraits.downloads import Progress
from atelier.portraits.presenters import holdings


def source(**fields) -> dict:
    base = {
        "name": "insee_bpe",
        "label": "Équipements",
        "publisher": "Insee",
        "licence": "Licence Ouverte 2.0",
        "page": "",
        "ask": "",
        "verified": True,
        "downloads": [],
        "years": [],
        "fetched_on": "",
        "is_present": False,
        "is_embedded": False,
    }
    return {**base, **fields}


def test_empty_store_is_said_empty():
    assert holdings.summary([source()])["is_empty"]


def test_store_of_embedded_files_only_is_said_so():
    held = source(is_present=True, is_embedded=True)

    assert holdings.summary([held, source()])["is_embedded_only"]
    assert not holdings.summary([held, source(is_present=True)])["is_embedded_only"]


def test_many_years_are_written_as_a_span():
    rows = [
        source(is_present=True, years=[2018, 2021]),
        source(is_present=True, years=list(range(2015, 2022))),
        source(is_present=True, years=[1876, 1881, 1886, 1891, 2018]),
    ]

    assert [row["years"] for row in holdings.summary(rows)["present"]] == [
        "2018, 2021",
        "2015 à 2021",
        "1876 à 2018, 5\u00a0années",
    ]


def test_progress_gives_its_size_in_megabytes():
    shown = holdings.progress(Progress("running", "Réception", 1_500_000, 3_000_000))

    assert shown["size"] == "1,5\u00a0Mo sur 3,0\u00a0Mo"


def test_what_is_asked_for_is_apart_from_what_is_fetched():
    summary = holdings.summary([source(), source(name="sne", ask="DDT")])

    assert [row["name"] for row in summary["to_fetch"]] == ["insee_bpe"]
    assert [row["name"] for row in summary["to_ask"]] == ["sne"]


def test_day_is_written_in_french():
    (row,) = holdings.summary([source(is_present=True, fetched_on="2026-11-01")])["present"]

    assert row["fetched_on"] == "1er novembre 2026"


def test_figures_are_those_of_the_store():
    assert holdings.figures({"commune": 34_969})[0]["value"] == "34\u202f969"
    assert holdings.figures({}) == []
