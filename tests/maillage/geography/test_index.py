"""Finding a territory from what a person types."""

import polars as pl
import pytest

from maillage.geography import Geography
from maillage.geography.index import Index, searchable


def found(geography: Geography, text: str) -> list[str]:
    return [place.code for place in geography.search(text)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("cordes les bains", "07903"),
        ("CORDES-LES-BAINS", "07903"),
        ("cordes les bain", "07903"),
        ("cordess les bains", "07903"),
        ("val aux etoiles", "200000001"),
        ("VEO", "200000001"),
        ("CCVEO", "200000001"),
        ("07904", "07904"),
        ("07991", "07903"),
        ("07990 arval", "07901"),
        ("vivier sur meuse", "55902"),
        ("arvel", "07901"),
        ("paros", "75056"),
    ],
)
def test_first_answer_is_the_one_meant(geography: Geography, typed: str, code: str) -> None:
    assert found(geography, typed)[0] == code


def test_postal_code_gives_every_commune_the_most_inhabited_first(geography: Geography) -> None:
    assert found(geography, "07990") == ["07901", "07903"]


def test_postal_code_with_an_unknown_name_still_gives_its_communes(geography: Geography) -> None:
    assert found(geography, "07990 nullepart") == ["07901", "07903"]


def test_commune_comes_before_the_departement_of_the_same_name(geography: Geography) -> None:
    places = geography.search("paris")

    assert [str(place.level) for place in places[:2]] == ["commune", "departement"]


def test_nothing_typed_finds_nothing(geography: Geography) -> None:
    assert geography.search("  - ") == []
    assert geography.search("paris", limit=0) == []


def test_gibberish_finds_nothing(geography: Geography) -> None:
    assert geography.search("xqzw vvkk") == []


def test_limit_is_respected(geography: Geography) -> None:
    assert len(geography.search("paris", limit=1)) == 1


def test_name_one_mistake_away_stands_beside_those_that_begin_so() -> None:
    names = {
        "59497": ("Renescure", 2_100),
        "35238": ("Rennes", 225_000),
        "35240": ("Le Rheu", 9_500),
    }
    rows = pl.DataFrame(
        {
            "level": "commune",
            "code": list(names),
            "name": [name for name, _ in names.values()],
            "population": [people for _, people in names.values()],
            "postal_codes": pl.Series([None] * len(names), dtype=pl.List(pl.String)),
        }
    )
    index = Index(searchable(rows))

    assert index.find("renes", limit=5) == [("commune", "59497"), ("commune", "35238")]
    assert index.find("rennes", limit=5) == [("commune", "35238")]
    assert index.find("ren", limit=5) == [("commune", "35238"), ("commune", "59497")]
