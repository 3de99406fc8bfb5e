"""A portrait as its pages print it."""

import pytest

from atelier.portraits.printing import cited, printed, typographic, without_commands
from tests.atelier import fiction


def test_names_are_printed_with_the_french_apostrophe():
    assert typographic({"a": ["Gorges de l'Ardèche", 3, None]}) == {
        "a": ["Gorges de l’Ardèche", 3, None]
    }


def test_long_label_is_cited_by_its_producer_and_its_short_name():
    label = "Filosofi — niveaux de vie et pauvreté, communes"
    assert cited({"label": label, "publisher": "Insee"}) == "Insee, Filosofi"

    label = "Dossier complet — recensement et autres sources"
    publisher = "Insee (mis en forme par un tiers)"
    assert cited({"label": label, "publisher": publisher}) == "Insee, dossier complet"


def test_short_label_stays_whole():
    assert cited({"label": "France services", "publisher": "ANCT"}) == "France services"


def test_indicators_cite_the_short_name_and_the_portrait_itself_is_untouched():
    content = fiction.portrait()
    income = next(row for row in content["indicators"] if row["id"] == "niveau_vie_median")
    income["source"] = "Filosofi — niveaux de vie et pauvreté"

    copy = printed(content)

    (shown,) = (row for row in copy["indicators"] if row["id"] == "niveau_vie_median")
    assert shown["source"] == "Insee-DGFiP-Cnaf-Cnav-CCMSA, Filosofi"
    assert income["source"] == "Filosofi — niveaux de vie et pauvreté"


def test_iris_stands_in_its_commune():
    copy = printed(fiction.portrait(), fiction.KNOWN[1])

    assert copy["territory"]["parents"][0] == {
        "level": "commune",
        "code": "99001",
        "name": "Valmeyrac",
    }


@pytest.mark.parametrize(
    ("written", "printed_words"),
    [
        ("La commande « maillage sources » liste…", "La page «\u00a0Données\u00a0» liste…"),
        ("indiquée par « maillage sources ».", "indiquée par la page «\u00a0Données\u00a0»."),
        (
            "Cherchez-le, puis « maillage fetch --from FICHIER ».",
            "Cherchez-le, puis déposez-le sur la page «\u00a0Données\u00a0».",
        ),
        ("« base.csv » est vide.", "« base.csv » est vide."),
    ],
)
def test_page_sends_to_a_page_not_to_a_command(written, printed_words):
    assert without_commands(written) == printed_words
