"""A piece of evidence in words."""

import pytest

from atelier.diagnosis.models import Evidence, EvidenceKind, PartnerFigure
from atelier.diagnosis.presenters import evidence as pages
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def test_figure_says_its_sentence_source_year_and_territory():
    line = pages.line(making.indicator(demarche=make.demarche()))

    assert line["title"] == "En 2021, 11,6 % des logements sont vacants."
    assert (
        line["source"] == "Insee, Recensement (fictif), 2021, CC de Valmeyrac (territoire fictif)"
    )


def test_long_label_of_a_source_is_cited_short():
    long = "Dossier complet — recensement et autres sources, communes"
    figure = making.indicator(demarche=make.demarche(), figure={"source": long})

    assert pages.source(figure).startswith("Insee, dossier complet, 2021")


def test_producer_a_source_already_names_is_said_once():
    figure = making.indicator(demarche=make.demarche(), figure={"source": "Insee, recensement"})

    assert pages.source(figure).startswith("Insee, recensement, 2021")


def test_words_that_may_not_be_quoted_are_shown_to_those_who_may_read_them_only():
    said = making.words(demarche=make.demarche(), text="Secret.", may_quote=False)

    assert "Secret" not in pages.line(said, reads_words=False)["title"]
    assert "Secret" in pages.line(said, reads_words=True)["title"]


def test_words_that_may_be_quoted_are_shown_to_all():
    said = making.words(demarche=make.demarche(), text="C’est loin.", may_quote=True)

    assert pages.line(said, reads_words=False)["title"] == "« C’est loin. »"


def test_change_says_both_years():
    figure = making.indicator(
        demarche=make.demarche(),
        verdict="shifted",
        latest={**making.FIGURE, "year": 2022, "value": 14.0},
    )

    change = pages.change(figure).replace("\xa0", " ")

    assert change == "11,6 % en 2021, 14,0 % en 2022"


def test_change_of_a_figure_of_no_year_says_no_year():
    figure = making.indicator(
        demarche=make.demarche(),
        figure={"year": None},
        verdict="shifted",
        latest={**making.FIGURE, "year": None, "value": 14.0},
    )

    assert "None" not in pages.change(figure)


def test_reversal_says_which_side_the_figure_went_to_and_of_what():
    figure = making.indicator(
        demarche=make.demarche(),
        verdict="reversed",
        latest={**making.FIGURE, "year": 2022, "value": 8.0},
    )

    change = pages.change(figure).replace("\xa0", " ")

    assert change == (
        "11,6 % en 2021, 8,0 % en 2022 : passé au-dessous de son repère (Département, 9,0 %)"
    )


def test_secret_figure_prints_the_word_of_its_status():
    figure = making.indicator(demarche=make.demarche(), figure={"value": None, "status": "secret"})

    assert "secret" in pages.whole(figure, reads_words=True)["value"].lower()


def test_partner_figure_that_was_not_given_says_so():
    demarche = make.demarche()
    row = PartnerFigure.objects.create(
        demarche=demarche, label="Demandes", year=2025, territory="EPCI", source="Bailleur"
    )
    kept = Evidence.objects.create(
        demarche=demarche, kind=EvidenceKind.PARTNER, title="Demandes", partner_figure=row
    )

    assert pages.line(kept)["title"] == "Demandes : valeur non communiquée"
