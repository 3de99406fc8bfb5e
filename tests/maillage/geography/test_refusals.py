"""What is said when a code leads nowhere."""

from maillage.base.levels import Level
from maillage.geography.refusals import (
    Successor,
    french_date,
    nothing_given,
    unknown,
    unknown_epci_year,
)
from maillage.geography.territory import Territory


def test_former_commune_is_told_with_its_date() -> None:
    gone = [Successor("Bellac", "07901", "Arval", "2021-10-01")]

    refusal = unknown("07902", former=gone, alike=[], level=None)

    assert "(Bellac) est devenue Arval (07901) le 1er octobre 2021." in refusal.message
    assert refusal.todo == "Utilisez le code 07901."


def test_former_commune_without_date_says_where_it_is() -> None:
    refusal = unknown(
        "07902", former=[Successor(None, "07901", "Arval", None)], alike=[], level=None
    )

    assert "son territoire est dans Arval (07901)" in refusal.message


def test_unknown_code_proposes_what_looks_like_it() -> None:
    near = Territory(code="21292", level=Level.COMMUNE, name="Genlis", geography_year=2026)

    refusal = unknown("Genli", former=[], alike=[near], level=Level.EPCI)

    assert "au niveau «\u00a0intercommunalité\u00a0»" in refusal.message
    assert "Genlis (commune, 21292)" in refusal.todo


def test_unknown_code_without_likeness_says_what_to_do() -> None:
    assert unknown("99999", former=[], alike=[], level=None).todo.startswith("Vérifiez le code")


def test_dates_are_written_in_french() -> None:
    assert french_date("2024-03-04") == "4 mars 2024"
    assert french_date("2016-01-01") == "1er janvier 2016"


def test_unknown_year_of_an_epci_lists_the_known_ones() -> None:
    assert "2020 et 2021" in unknown_epci_year("200000001", 1999, [2020, 2021]).todo
    assert "Siren" in unknown_epci_year("200000009", 1999, []).todo


def test_empty_perimeter_asks_for_communes() -> None:
    assert "au moins une commune" in nothing_given().message
