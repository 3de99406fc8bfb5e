"""Themes and publics to choose from."""

from atelier.workshops.sorting import (
    ANY_PUBLIC,
    ANY_THEME,
    public_choices,
    publics_of,
    theme_choices,
)
from tests.factories import atelier as make


def test_only_the_themes_and_publics_given_are_offered():
    assert theme_choices(["logement"]) == [ANY_THEME, ("logement", "Logement et habitat")]
    assert public_choices(["jeunes"]) == [ANY_PUBLIC, ("jeunes", "Jeunes")]


def test_every_one_is_offered_when_none_is_given():
    assert len(theme_choices([])) > 10
    assert len(public_choices([])) > 10


def test_ages_chosen_for_the_demarche_are_offered_after_its_publics(db):
    demarche = make.demarche(publics=["jeunes"], public_ages="15-17, 18-30")

    assert public_choices(publics_of(demarche)) == [
        ANY_PUBLIC,
        ("jeunes", "Jeunes"),
        ("15-17", "15–17 ans"),
        ("18-30", "18–30 ans"),
    ]
