"""Samples of what portraits are made of."""

from atelier.ui.gallery import reading


def test_a_missing_value_has_no_drawing():
    missing = [bar for bar in reading.context()["bars"] if bar["is_missing"]]

    assert missing
    assert all(bar["width"] == "" for bar in missing)
