"""The page of one indicator in one territory."""

from atelier.portraits.places import FICTITIOUS, Place
from atelier.portraits.presenters import figure
from maillage.indicators.cards import card
from tests.atelier.fiction import portrait


PLACE = Place(FICTITIOUS, "epci", "999900001")


def known(name):
    return next(one for one in portrait()["indicators"] if one["id"] == name)


def test_definition_is_told_in_plain_words():
    told = dict(figure.definition(card("taux_logements_vacants")))

    assert told["Ce qu’il mesure"].startswith("Quelle part des logements est vide")


def test_files_are_offered_for_the_drawings_that_exist():
    files = figure.downloads(known("population"), PLACE, [figure.TREND])

    assert [one["url"].rsplit("/", 1)[-1] for one in files] == [
        "donnees.csv",
        "evolution.svg",
        "evolution.png",
    ]


def test_citation_says_value_year_source_build_and_address():
    text = figure.citation(known("population"), "Valmeyrac", "20261122-153036-4fa3c0", "https://x")

    assert "Valmeyrac\u00a0: " in text
    assert "2021" in text
    assert "22/11/2026" in text
    assert text.endswith("https://x")


def test_build_of_another_form_is_not_read_as_a_day():
    assert "construites" not in figure.citation(known("population"), "V", "essai", "https://x")


def test_nowhere_to_pin_offers_nothing():
    assert figure.pin(known("population"), PLACE, []) is None


def test_figure_without_value_is_pinned_nowhere():
    board = {"name": "Notre démarche", "url": "/epingler"}
    absent = {**known("population"), "value": None, "status": "unavailable"}

    assert figure.pin(absent, PLACE, [board]) is None
    assert figure.pin(known("population"), PLACE, [board]) is not None


def test_fields_of_a_pin_name_the_communes_of_a_perimeter():
    place = Place(FICTITIOUS, "perimetre", communes=("99001", "99002"))

    fields = dict(figure.pin(known("population"), place, [{"name": "", "url": ""}])["fields"])

    assert (fields["niveau"], fields["communes"]) == ("perimetre", "99001,99002")
    assert fields["next"].endswith("/indicateurs/population/?communes=99001,99002")


def test_hidden_value_is_empty_and_its_status_in_words():
    content = portrait()
    row = known("population")
    row["trend"] = [{"year": 2021, "value": None, "status": "secret"}]

    lines = figure.values_file(content, row).decode("utf-8-sig").splitlines()

    assert ";2021;;nombre;secret statistique;" in lines[2]


def test_parts_of_a_commune_are_its_quarters():
    content = portrait()
    content["territory"]["members"] = [{"level": "iris"}]

    assert figure.parts(content)["title"] == "Quartier par quartier"
