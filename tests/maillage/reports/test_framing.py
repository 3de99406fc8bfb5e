"""A drawing that leaves its page keeps its title and its source."""

from xml.etree import ElementTree

import pytest

from maillage.reports.document import Picture
from maillage.reports.framing import as_png, framed


DRAWING = Picture(
    title="Logements vacants, par commune, 2021",
    svg='<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200" viewBox="0 0 480 200">'
    '<rect width="10" height="10"/></svg>',
    alternative="Carte : logements vacants.",
    source="Insee, recensement, 2021, communes de 2024",
)


def texts_of(svg: str) -> str:
    root = ElementTree.fromstring(svg)  # noqa: S314 — our own drawing
    return " ".join(one.text or "" for one in root.iter() if one.tag.endswith("text"))


def test_title_and_source_are_inside_the_drawing():
    told = texts_of(framed(DRAWING, name="Valmeyrac"))

    assert "Valmeyrac — Logements vacants, par commune, 2021" in told
    assert "Source : Insee, recensement, 2021" in told


def test_invented_figures_say_so_in_the_drawing():
    assert "Territoire fictif" in texts_of(framed(DRAWING, notice="Territoire fictif"))


def test_long_title_is_cut_between_words():
    long = framed(DRAWING, name="Communauté de communes du Rhône aux gorges de l’Ardèche")

    assert long.count("<text") > framed(DRAWING).count("<text")


def test_image_of_points_is_a_png():
    assert as_png(framed(DRAWING)).startswith(b"\x89PNG")


def test_drawing_without_size_is_refused():
    with pytest.raises(ValueError, match="size"):
        framed(Picture(title="", svg="<svg></svg>", alternative=""))
