"""Themes and publics to choose from."""

from atelier.workshops.sorting import ANY_PUBLIC, ANY_THEME, public_choices, theme_choices


def test_only_the_themes_and_publics_given_are_offered():
    assert theme_choices(["logement"]) == [ANY_THEME, ("logement", "Logement et habitat")]
    assert public_choices(["jeunes"]) == [ANY_PUBLIC, ("jeunes", "Jeunes")]


def test_every_one_is_offered_when_none_is_given():
    assert len(theme_choices([])) > 10
    assert len(public_choices([])) > 10
