"""The workbook."""

import io
from typing import Any

import openpyxl

from maillage.reports.xlsx_file import xlsx_file


def book(content: dict[str, Any]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_file(content)))


def column(sheet: Any, name: str) -> list[Any]:
    place = next(cell.column for cell in sheet[1] if cell.value == name)
    return [row[place - 1].value for row in sheet.iter_rows(min_row=2)]


def test_the_sheets_are_the_six_announced(content: dict[str, Any]) -> None:
    assert book(content).sheetnames == [
        "Lisez-moi", "Indicateurs", "Communes", "Évolutions", "Ce qu'on ne sait pas", "Sources",
    ]  # fmt: skip


def test_numbers_are_numbers_and_missing_ones_are_empty(content: dict[str, Any]) -> None:
    sheet = book(content)["Indicateurs"]
    values = dict(zip(column(sheet, "Identifiant"), column(sheet, "Valeur"), strict=True))

    assert values["part_65_plus"] == 24.3
    assert values["taux_pauvrete"] is None
    assert "non disponible" in column(sheet, "État")


def test_headers_are_frozen_and_no_cell_is_merged(content: dict[str, Any]) -> None:
    for sheet in book(content).worksheets:
        assert sheet.freeze_panes == "A2"
        assert not sheet.merged_cells.ranges


def test_a_name_that_looks_like_a_formula_is_a_text(content: dict[str, Any]) -> None:
    content["territory"]["name"] = "=1+1"

    cell = next(row[1] for row in book(content)["Indicateurs"].iter_rows(min_row=2) if row[1].value)

    assert cell.data_type == "s"
    assert cell.value == "=1+1"


def test_codes_keep_their_leading_zero(content: dict[str, Any]) -> None:
    content["members_values"]["part_hlm"][0]["code"] = "01001"

    assert "01001" in column(book(content)["Communes"], "Code")


def test_the_first_sheet_and_every_footer_say_that_it_is_fictitious(
    content: dict[str, Any],
) -> None:
    made = book(content)

    assert "fictif" in made["Lisez-moi"]["B2"].value
    assert all("Territoire fictif" in (page.oddFooter.left.text or "") for page in made.worksheets)
