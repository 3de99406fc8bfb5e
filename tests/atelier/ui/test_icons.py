"""Signs are hidden from screen readers unless they stand alone."""

import pytest

from atelier.ui import icons


def test_sign_beside_a_word_is_hidden():
    assert 'aria-hidden="true"' in icons.drawn("meeting")


def test_sign_standing_alone_says_what_it_means():
    drawn = icons.drawn("lock", "Réservé au <collectif>")

    assert 'role="img" aria-label="Réservé au &lt;collectif&gt;"' in drawn
    assert "aria-hidden" not in drawn


def test_unknown_sign_names_those_that_exist():
    with pytest.raises(KeyError, match="calendar"):
        icons.drawn("smiley")


@pytest.mark.parametrize("path", icons.SIGNS.values(), ids=icons.SIGNS)
def test_every_sign_is_a_drawable_path(path):
    assert path.startswith("M")
    assert set(path) <= set("MLHVCSAZmlhvcsaz0123456789.- ")
