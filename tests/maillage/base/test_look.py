"""The colours keep their contrasts."""

import pytest

from maillage.base.look import (
    BLUE,
    CARD,
    CATEGORIES,
    CLAY,
    DIVERGING,
    INK,
    PAPER,
    SEQUENTIAL,
    SOFT,
    contrast,
    luminance,
    text_on,
)


@pytest.mark.parametrize("ground", [PAPER, CARD])
@pytest.mark.parametrize("colour", [INK, SOFT, BLUE, CLAY])
def test_text_colours_are_readable_on_every_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("tint", [*SEQUENTIAL, *DIVERGING, *CATEGORIES])
def test_a_readable_ink_exists_for_every_tint(tint: str) -> None:
    assert contrast(text_on(tint), tint) >= 4.5


def test_sequential_tints_darken_from_class_to_class() -> None:
    depths = [luminance(tint) for tint in SEQUENTIAL]

    assert depths == sorted(depths, reverse=True)


def test_contrast_of_black_and_white_is_the_largest() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
