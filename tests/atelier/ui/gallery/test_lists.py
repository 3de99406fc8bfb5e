"""Samples of lists say everything a component can say."""

from atelier.ui.gallery import lists


def test_steps_show_each_state():
    states = {step["state"] for step in lists.context()["steps"]}

    assert states == {"done", "late", "current", "next", "todo"}


def test_samples_show_each_tone():
    tones = {tone for tone, _word in lists.context()["tones"]}

    assert tones == {"neutral", "info", "good", "warning", "bad", "said"}


def test_space_has_one_current_page():
    assert sum(entry["current"] for entry in lists.context()["space"]["entries"]) == 1
