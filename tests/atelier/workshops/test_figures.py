"""Statements proposed from the portrait, figures frozen."""

import pytest

from atelier.demarches.rules import NotNow
from atelier.portraits.queries import cards, portrait_of
from atelier.workshops import library
from atelier.workshops.figures import frozen, place_of, printed, proposals
from tests.factories import atelier as make


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def test_proposal_compares_the_territory_with_the_country():
    (one,) = [
        one
        for one in proposals(make.demarche(), ["logement"])
        if one["id"] == "taux_logements_vacants"
    ]

    assert one["text"] == "Ici, plus de logements sont vacants qu’en moyenne en France."
    assert "France métropolitaine" in one["figure"]
    assert one["is_true"] is True
    assert "Insee" in one["figure"]


def test_statements_are_said_aloud_without_the_name_of_an_indicator():
    found = proposals(make.demarche(), [])

    labels = {one["label"] for one in portrait_of(place_of(make.demarche()))["indicators"]}
    assert all(one["text"].startswith("Ici, ") for one in found)
    assert not any(label in one["text"] for one in found for label in labels)
    assert not any(" de a" in one["text"] or "plus de habitants" in one["text"] for one in found)


def test_missing_value_and_plain_count_are_not_proposed():
    found = {one["id"] for one in proposals(make.demarche(), [])}

    assert found
    assert found.isdisjoint({"taux_pauvrete", "population", "medecins"})


def test_frozen_figure_keeps_value_year_source_and_reference():
    figure = frozen(make.demarche(), "taux_logements_vacants")

    assert (figure["value"], figure["year"]) == (14.6, 2021)
    assert figure["source"]
    assert figure["reference"]["territory"] == "France métropolitaine"
    assert figure["printed"].startswith("14,6")


def test_unknown_indicator_or_territory_is_told_in_french():
    with pytest.raises(NotNow, match="n’est pas dans le portrait"):
        frozen(make.demarche(), "inconnu")
    with pytest.raises(NotNow, match="Cherchez par le nom"):
        proposals(make.demarche(code="000"), [])


def test_perimeter_is_a_place_of_its_communes():
    demarche = make.demarche(level="perimetre", code="", communes=["99001", "99002"])

    assert place_of(demarche).communes == ("99001", "99002")


def test_missing_value_is_never_printed_as_zero():
    assert printed(None, "percent") == "non connu"


def test_words_of_the_shelf_are_about_a_known_indicator_and_name_the_place():
    assert set(library.spoken()) <= set(cards())
    assert all("{place}." in text for text in library.spoken().values())
