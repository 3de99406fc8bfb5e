"""Sentences: computed numbers, French names, reasons that teach something."""

import pytest

from maillage.base.levels import Level
from maillage.portraits.wording import contracted, hidden_reason, position_sentence, reading
from tests.factories.cards import make_card, make_published, make_sum
from tests.factories.rows import make_hidden, make_row


def plain(text: str) -> str:
    """The sentence with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("des logements de Annonay", "des logements d’Annonay"),
        ("des logements de Écully", "des logements d’Écully"),
        ("les habitants de Le Havre", "les habitants du Havre"),
        ("les habitants de Les Abymes", "les habitants des Abymes"),
        ("on vit à Le Havre", "on vit au Havre"),
        ("vivre à Les Vans", "vivre aux Vans"),
        ("les logements de La Rochelle", "les logements de La Rochelle"),
        ("les logements de Genlis", "les logements de Genlis"),
        ("de la CC d'Exemple", "de la CC d’Exemple"),
    ],
)
def test_name_agrees_with_its_preposition(text, said):
    assert contracted(text) == said


def test_sentence_holds_the_numbers_of_its_row_in_french():
    card = make_card(
        reading="En {year}, {value} des logements de {territory} sont vacants "
        "({numerator} sur {denominator})."
    )
    row = make_row(value=9.148936, numerator=1_688.4, denominator=17_520)

    assert plain(reading(card, row, "Annelle")) == (
        "En 2021, 9,1 % des logements d’Annelle sont vacants (1 688 sur 17 520)."
    )


def test_sentence_begins_with_a_capital():
    card = make_card(reading="{territory} compte {value}.")

    assert reading(card, make_row(), "la CC du Val").startswith("La CC du Val compte")


def test_parts_nobody_published_are_left_out_of_the_sentence():
    card = make_card(reading="{value} ici ({numerator} sur {denominator}).")
    row = make_row(numerator=None, denominator=None)

    assert plain(reading(card, row, "Annelle")) == "25,0 % ici."


def test_parameter_of_the_card_is_printed_and_never_retyped():
    card = make_published(reading="{value} au seuil de {seuil} %.", parameters={"seuil": 60})

    assert plain(reading(card, make_row(value=20_350), "x")) == "20 350 € au seuil de 60 %."


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0 pharmacie"), (1, "1 pharmacie"), (2, "2 pharmacies")]
)
def test_counted_thing_agrees_in_number(value, said):
    card = make_sum(reading="Il y a {counted}.", noun=("pharmacie", "pharmacies"))

    assert plain(reading(card, make_row(value=value), "x")) == f"Il y a {said}."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (None, "Aucun fichier déposé"),
        (make_hidden("secret"), "Secret statistique"),
        (make_hidden("not_applicable"), "Sans objet"),
        (make_hidden("unavailable"), "Aucun des fichiers réunis ne le donne"),
        (make_hidden("unavailable", present=49, expected=512), "49 communes sur 512"),
        (make_hidden("unavailable", present=1, expected=3), "1 commune sur 3"),
    ],
)
def test_absence_is_explained(row, words):
    assert words in plain(hidden_reason(make_card(), row, Level.EPCI))


def test_median_that_is_not_published_says_that_it_does_not_add_up():
    reason = hidden_reason(make_published(), make_hidden("unavailable"), Level.EPCI)

    assert "ne se calcule pas par addition" in reason


def test_level_the_indicator_does_not_have_is_said():
    card = make_card(levels=(Level.COMMUNE,))

    assert hidden_reason(card, None, Level.EPCI) == (
        "Cet indicateur n’existe pas pour les intercommunalités."
    )


def position(rank: int, of: int, percentile: float) -> dict:
    return {"peers": "communes", "rank": rank, "of": of, "percentile": percentile}


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (None, ""),
        (position(1, 101, 100), "La valeur la plus élevée des 101 communes."),
        (position(101, 101, 0), "La valeur la plus basse des 101 communes."),
        (position(21, 101, 80), "Plus élevé que dans 80 des 101 communes."),
        (position(81, 101, 20), "Plus bas que dans 80 des 101 communes."),
    ],
)
def test_position_is_counted_on_the_larger_side(where, said):
    assert plain(position_sentence(where)) == said


def test_value_shared_with_many_is_not_said_to_be_alone():
    # 40 of 100 communes have none: rank 61, nobody below.
    assert "que partagent 40" in plain(position_sentence(position(61, 100, 0)))


def test_change_says_from_which_year_it_is_counted():
    card = make_card(reading="De {start} à {year}, {territory} a varié de {value} par an.")

    assert reading(card, make_row(), "Annelle", start=2015).startswith("De 2015 à 2021, Annelle")
    assert reading(card, make_row(), "Annelle").startswith("Jusqu’en 2021, Annelle")


def test_change_without_an_older_census_says_so():
    card = make_card(
        aggregation="method", method="taux_annuel_moyen",
        columns={"population": "P_POP"}, reading="{value}",
    )  # fmt: skip

    reason = hidden_reason(card, make_hidden("unavailable"), Level.COMMUNE)

    assert reason.startswith("Aucun recensement plus ancien")


@pytest.mark.parametrize(
    ("level", "value", "said"),
    [
        ("commune", 1.0, "Annelle est une commune engagée."),
        ("commune", 0.0, "Annelle n’est pas une commune engagée."),
        ("epci", 0.0, "Annelle compte 0 commune engagée."),
        ("epci", 3.0, "Annelle compte 3 communes engagées."),
    ],
)
def test_one_commune_is_or_is_not_what_its_group_counts(level, value, said):
    card = make_sum(
        reading="{territory} compte {counted}.", noun=("commune engagée", "communes engagées")
    )
    row = make_row(level=level, value=value, numerator=None, denominator=None)

    assert reading(card, row, "Annelle").replace("\u00a0", " ") == said
