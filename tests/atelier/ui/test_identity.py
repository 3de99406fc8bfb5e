"""Whatever colour a collectivity brings, words stay readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from atelier.ui import identity


GROUNDS = {"light": identity.PAPER, "dark": identity.NIGHT}
COLOURS = some.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_accent_is_readable_on_every_ground_of_both_themes(colour):
    for theme, tokens in identity.palette(colour).items():
        for ground in (*GROUNDS[theme], tokens["blue-soft"]):
            assert identity.contrast(tokens["blue"], ground) >= identity.ENOUGH


@given(COLOURS)
def test_text_is_readable_on_the_tint_of_both_themes(colour):
    palette = identity.palette(colour)

    assert identity.contrast("#1d2733", palette["light"]["blue-soft"]) >= identity.ENOUGH
    assert identity.contrast("#efe8db", palette["dark"]["blue-soft"]) >= identity.ENOUGH


def test_readable_colour_is_kept_as_it_is():
    assert identity.palette("#1f4e6b")["light"]["blue"] == "#1f4e6b"


def test_too_light_colour_is_darkened_on_paper_and_kept_at_night():
    palette = identity.palette("#fc0")

    assert palette["light"]["blue"] != "#ffcc00"
    assert palette["dark"]["blue"] == "#ffcc00"


def test_contrast_of_black_on_white_is_twenty_one():
    assert identity.contrast("#000", "#fff") == pytest.approx(21)


def test_contrast_agrees_with_the_published_example_of_grey_on_white():
    """WCAG's usual example: #767676 is the lightest grey that reads on white, at 4.54."""
    assert identity.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_sheet_changes_the_night_theme_on_screens_only():
    sheet = identity.stylesheet("#e2001a")

    assert sheet.startswith(":root {\n  --blue: #")
    assert "@media screen and (prefers-color-scheme: dark)" in sheet


@pytest.mark.parametrize("word", ["rouge", "", "#12345", "#1f4e6b; } body {", "url(x)"])
def test_what_is_no_colour_is_refused_with_an_example(word):
    with pytest.raises(identity.NotAColour, match="#1f4e6b"):
        identity.stylesheet(word)
