"""What the store holds."""

from collections import Counter

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
        "themes": Counter({"Mobilité": 1}),
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
    summary = holdings.summary([source(), source(name="sne", ask="DDT", licence="")])

    assert [row["name"] for row in summary["to_fetch"]] == ["insee_bpe"]
    assert [row["name"] for row in summary["to_ask"]] == ["sne"]


def test_what_anyone_may_take_by_hand_is_not_only_asked_for():
    summary = holdings.summary([source(ask="Préfecture", downloads=[])])

    assert [row["name"] for row in summary["to_fetch"]] == ["insee_bpe"]
    assert summary["to_ask"] == []


def test_what_can_be_fetched_is_never_only_asked_for():
    summary = holdings.summary([source(ask="Cnaf", downloads=[{"url": "…"}])])

    assert [row["name"] for row in summary["to_fetch"]] == ["insee_bpe"]
    assert summary["to_ask"] == []


def test_file_that_only_completes_others_is_told_apart():
    summary = holdings.summary([source(), source(name="passage", themes=Counter())])

    assert [row["name"] for row in summary["to_fetch"]] == ["insee_bpe"]
    assert [row["name"] for row in summary["completing"]] == ["passage"]
    assert summary["completing_text"].startswith("1\u00a0autre fichier complète")


def test_most_useful_sources_come_first_with_what_they_are_for():
    themes = Counter({"Logement": 3, "Âges": 2, "Mobilité": 1, "Revenus": 1})

    rows = holdings.summary([source(), source(name="rp", themes=themes)])["to_fetch"]

    assert [row["name"] for row in rows] == ["rp", "insee_bpe"]
    assert (
        rows[0]["use"] == "7\u00a0indicateurs\u00a0: Logement, Âges, Mobilité et 1\u00a0autre thème"
    )
    assert rows[1]["use"] == "1\u00a0indicateur\u00a0: Mobilité"


def test_day_is_written_in_french():
    (row,) = holdings.summary([source(is_present=True, fetched_on="2026-11-01")])["present"]

    assert row["fetched_on"] == "1er novembre 2026"


def test_figures_are_those_of_the_store():
    assert holdings.figures({"commune": 34_969})[0]["value"] == "34\u202f969"
    assert holdings.figures({}) == []
