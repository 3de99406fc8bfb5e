"""Shapes of the JSON an archive brings."""

import pytest

from atelier.archives.packing import shapes
from atelier.archives.packing.opening import WrongArchive
from atelier.demarches.models import Demarche, Step
from atelier.diagnosis.models import Evidence
from atelier.restitution.models import Element


def field(model, name):
    return model._meta.get_field(name)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"value": None, "year": None, "comparisons": []},
        {"value": 3, "cuts": [{"year": 2023, "note": "…"}], "members": ["00014"]},
        {"comparisons": [{"level": "france", "territory": "France", "value": None}]},
    ],
)
def test_figure_kept_by_the_site_fits(value):
    shapes.check(field(Evidence, "frozen"), value)


@pytest.mark.parametrize(
    "value",
    [
        ["x"],
        {"value": "abc"},
        {"value": True},
        {"year": "2021"},
        {"value": 10**400},
        {"comparisons": {}},
        {"comparisons": [{"level": "france"}]},
        {"cautions": [1]},
        {"cuts": [{"year": 2023}]},
    ],
)
def test_figure_of_another_shape_is_refused(value):
    with pytest.raises(WrongArchive, match="n’a pas la forme attendue"):
        shapes.check(field(Evidence, "frozen"), value)


@pytest.mark.parametrize("value", [[{"a": 1}, 3], {"a": 1}, "x", [["a"]]])
def test_list_of_texts_holds_texts(value):
    with pytest.raises(WrongArchive):
        shapes.check(field(Demarche, "themes"), value)


@pytest.mark.parametrize("value", [["x"], {"shelf": "fictif"}, {"level": 3}])
def test_place_is_whole(value):
    with pytest.raises(WrongArchive):
        shapes.check(field(Evidence, "place"), value)


@pytest.mark.parametrize(
    "value",
    [
        {"agenda": ["x"]},
        {"agenda": [{}]},
        {"why": [{"a": 1}]},
        {"intersession": ["a"]},
        {"agenda": [{"what": "x", "minutes": "5"}]},
    ],
)
def test_sheet_holds_texts_moments_and_tasks(value):
    with pytest.raises(WrongArchive):
        shapes.check(field(Step, "sheet"), value)


@pytest.mark.parametrize("value", [{"twin": [1, 2]}, {"twin": {"rows": []}}, {"svg": 3}])
def test_drawing_has_its_table(value):
    with pytest.raises(WrongArchive):
        shapes.check(field(Element, "frozen"), value)


@pytest.mark.parametrize(
    "svg",
    [
        "<svg><script>alert(1)</script></svg>",
        "<svg onload='x'></svg>",
        "<svg><image href='https://x.example/a.png'/></svg>",
        "<svg><a xlink:href='javascript:x'/></svg>",
        "<svg><rect style='fill:url(https://x)'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        "<svg><foreignObject/></svg>",
    ],
)
def test_drawing_that_could_harm_is_refused(svg):
    with pytest.raises(WrongArchive):
        shapes.check(field(Element, "frozen"), {"svg": svg})


def test_drawings_of_the_site_are_harmless():
    assert shapes.is_harmless('<svg viewBox="0 0 1 1"><path fill="url(#h)" d="M0 0"/></svg>')
