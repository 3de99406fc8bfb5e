"""The map of a typology, on a fictitious geography."""

import polars as pl
import pytest

from maillage.base.errors import WrongCall
from maillage.geography import Geography, build_geography
from maillage.reports.class_map import class_map, map_files, refuse_map
from tests.maillage.geography import fictitious


CLASSES = {1: "Au-dessus : âge", 2: "Proche de la moyenne"}


@pytest.fixture(scope="module")
def geography(tmp_path_factory) -> Geography:
    folder = tmp_path_factory.mktemp("geography")
    build_geography(fictitious.tables(), folder)
    return Geography.load(folder)


def rows(codes, places):
    names = [CLASSES.get(place) for place in places]
    return pl.DataFrame({"code": codes, "class": places, "name": names})


def made(geography, codes, places):
    return class_map(rows(codes, places), CLASSES, geography, title="Typologie", source="t.csv")


def test_communes_of_the_store_are_drawn_under_their_names(geography):
    drawn, reason = made(geography, ["07901", "07903", "55902"], [1, 2, None])

    assert reason == ""
    assert drawn is not None
    assert [row["Territoire"] for row in drawn.rows()][:1] == ["Arval"]
    assert "Sans classe" in drawn.alternative
    assert "t.csv" in drawn.source_line


def test_codes_of_intercommunalities_are_recognised(geography):
    drawn, _ = made(geography, ["200000002"], [1])

    assert drawn is not None
    assert "1\u00a0intercommunalité" in drawn.alternative


def test_codes_the_store_does_not_know_say_so(geography):
    drawn, reason = made(geography, ["7901", "X"], [1, 2])

    assert drawn is None
    assert "zéros de tête" in reason


def test_without_store_the_reason_is_the_store():
    drawn, reason = made(None, ["07901"], [1])

    assert drawn is None
    assert "maillage build" in reason


@pytest.mark.parametrize(
    ("name", "start"), [("c.svg", b"<svg"), ("c.png", b"\x89PNG"), ("c.html", b"<!doctype")]
)
def test_map_comes_with_its_table_and_its_sentence(geography, tmp_path, name, start):
    drawn, _ = made(geography, ["07901", "07903"], [1, 2])

    files = map_files(drawn, tmp_path / name)

    assert files[tmp_path / name].startswith(start)
    twins = {path.name for path in files} - {name}
    assert twins == (set() if name.endswith("html") else {"c.csv", "c.txt"})


def test_map_may_not_replace_the_table_it_is_made_from(tmp_path):
    with pytest.raises(WrongCall, match="sert déjà"):
        refuse_map(tmp_path / "t.svg", tmp_path / "t.csv")


def test_map_of_an_unknown_kind_is_refused(tmp_path):
    with pytest.raises(WrongCall, match=r"\.svg, \.png ou \.html"):
        refuse_map(tmp_path / "t.pdf")
