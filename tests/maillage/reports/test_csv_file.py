"""CSV for French spreadsheets."""

import csv
import io
from typing import Any

from maillage.reports.csv_file import csv_file


def lines(content: dict[str, Any]) -> list[dict[str, str]]:
    text = csv_file(content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_numbers_have_a_decimal_comma_and_codes_keep_their_zeros(content: dict[str, Any]) -> None:
    content["territory"]["code"] = "01001"

    rows = {row["Identifiant"]: row for row in lines(content)}

    assert rows["part_65_plus"]["Valeur"] == "24,3"
    assert rows["population"]["Valeur"] == "19044,0"
    assert rows["population"]["Code du territoire"] == "01001"


def test_a_hidden_value_is_empty_with_its_status_in_words(content: dict[str, Any]) -> None:
    row = next(row for row in lines(content) if row["Identifiant"] == "taux_pauvrete")

    assert row["Valeur"] == ""
    assert row["État"] == "non disponible"
    assert row["Motif"].startswith("Non publié")


def test_every_line_says_that_the_territory_is_fictitious(content: dict[str, Any]) -> None:
    assert {row["Mention"] for row in lines(content)} == {"Territoire fictif"}

    content["territory"]["fictitious"] = False

    assert "Mention" not in lines(content)[0]


def test_a_formula_in_a_name_is_neutralised(content: dict[str, Any]) -> None:
    content["territory"]["name"] = '=HYPERLINK("http://exemple.fr")'

    assert lines(content)[0]["Territoire"].startswith("'=")


def test_a_negative_number_stays_a_number(content: dict[str, Any]) -> None:
    content["indicators"][0]["value"] = -1.5

    assert lines(content)[0]["Valeur"] == "-1,5"


def test_excel_recognises_utf8_and_line_ends(content: dict[str, Any]) -> None:
    assert csv_file(content).startswith(b"\xef\xbb\xbf")
    assert csv_file(content).endswith(b"\r\n")
