"""Locator: where a territory lies among its neighbours. Shows no value, hence needs no gate."""

from collections.abc import Collection, Mapping

from shapely.geometry.base import BaseGeometry

from maillage.base.look import BLUE, CARD, INK, STRIP_RANGE, text_on
from maillage.maps.drawing import name_layers, shape_path, svg_document
from maillage.maps.projection import fit, path


def locator(
    contours: Mapping[str, BaseGeometry],
    names: Mapping[str, str],
    highlighted: Collection[str] = (),
    *,
    width: float = 480.0,
    tallest: float = 620.0,
    labelled: bool = True,
) -> str:
    """A light SVG of the outlines, the highlighted ones filled. Empty text without outlines.

    contours     code → shape in longitude and latitude
    names        code → name: the ones to write, when they fit
    highlighted  codes of the territory itself
    labelled     whether names are written, too; they always are in the alternative text
    """
    if not contours:
        return ""
    frame = fit(contours.values(), width=width, tallest=tallest)
    shapes = {code: frame.place(shape) for code, shape in contours.items()}
    fills = {code: BLUE if code in highlighted else STRIP_RANGE for code in shapes}

    def colours(code: str) -> tuple[str, str]:
        return (text_on(fills[code]) if code in highlighted else INK), fills[code]

    written = names if labelled else {}
    layers = name_layers(written, shapes, colours, size=width / 42, width=frame.width)
    paths = [
        shape_path(path(shape), fill=fills[code], title=names.get(code, ""), stroke=CARD)
        for code, shape in shapes.items()
    ]
    named = [names[code] for code in highlighted if code in names]
    label = f"Carte de situation : {', '.join(named) or 'le territoire et ses communes'}."
    return svg_document([*paths, layers], width=width, height=frame.height, label=label)
