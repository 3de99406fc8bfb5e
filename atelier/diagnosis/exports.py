"""The register of constats as a workbook or a Word document. Prints what pages print."""

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font


LANGUAGE = "fr-FR"
EVERYWHERE = "Tout le territoire"
HEADS = (
    "N°",
    "Constat",
    "Ce que l’on sait, ce que l’on ne sait pas",
    "Thème et public",
    "Communes",
    "Hypothèses d’origine",
    "Preuve par les chiffres",
    "Preuve par les paroles",
    "Accord",
    "Qui est compétent",
    "État",
    "Validation",
    "Ruptures de parcours",
    "Preuves",
)
WIDTHS = (8, 60, 50, 28, 28, 50, 18, 18, 40, 28, 14, 34, 50, 80)


def workbook(title: str, rows: list[dict[str, Any]]) -> bytes:
    """One line per constat; a text that looks like a formula stays a text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Constats"
    sheet.append([title])
    sheet.append(HEADS)
    for row in rows:
        sheet.append([_plain(cell) for cell in _cells(row)])
    sheet["A1"].font = Font(bold=True, size=14)
    for column, width in enumerate(WIDTHS, start=1):
        letter = sheet.cell(2, column).column_letter
        sheet.column_dimensions[letter].width = width
        sheet.cell(2, column).font = Font(bold=True)
    for line in sheet.iter_rows(min_row=3):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.properties.title, book.properties.language = title, LANGUAGE
    sheet.freeze_panes = "B3"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def document(title: str, territory: str, rows: list[dict[str, Any]]) -> bytes:
    """One heading per constat, its evidence in a list."""
    paper = Document()
    paper.core_properties.title = title
    paper.core_properties.author = territory
    paper.core_properties.language = LANGUAGE
    for lang in paper.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)
    paper.add_heading(title, level=0)
    paper.add_paragraph(territory)
    if not rows:
        paper.add_paragraph("Aucun constat ne répond à ce choix.")
    for row in rows:
        _write(paper, row)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _write(paper: Any, row: dict[str, Any]) -> None:
    """One constat."""
    paper.add_heading(f"{row['number']} — {row['statement']}", level=1)
    competent = f"Qui est compétent : {row['competent']}." if row["competent"] else ""
    where = f"Communes : {row['communes'] or EVERYWHERE.lower()}."
    told = " ; ".join(one.rstrip(". ") for one in row["hypotheses"])
    origin = f"Vient de : {told}." if told else ""
    told = (row["about"], row["detail"], where, row["validated"] or row["word"], origin)
    proof = f"{row['proof']['summary']} {row['proof']['agreement']}"
    for text in filter(None, (*told, proof, competent)):
        paper.add_paragraph(text)
    for one in row["breaks"]:
        told = f"Rupture de parcours, de {one.from_service} à {one.to_service}"
        paper.add_paragraph(f"{told} : {one.what_happens}", style="List Bullet")
    for link in _told(row):
        paper.add_paragraph(_proof(link), style="List Bullet")


def _cells(row: dict[str, Any]) -> list[str]:
    return [
        row["number"],
        row["statement"],
        row["detail"],
        row["about"],
        row["communes"] or EVERYWHERE,
        "\n".join(row["hypotheses"]),
        row["proof"]["quantitative"],
        row["proof"]["qualitative"],
        row["proof"]["agreement"],
        row["competent"],
        row["word"],
        row["validated"],
        "\n".join(f"{one} : {one.what_happens}" for one in row["breaks"]),
        "\n".join(_proof(one) for one in _told(row)),
    ]


def _proof(link: dict[str, Any]) -> str:
    """Which way it goes, what it says, from whom; and what newer data have made of it."""
    told = f"{link['stance']} : {link['title']} ({link['source']})"
    return f"{told} — {link['verdict']} : {link['change']}" if link["change"] else told


def _told(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Its evidence, figures without a value left out."""
    return [one for one in row["links"] if not one["is_silent"]]


def _plain(text: str) -> str:
    """A leading = + - @ would be run by a spreadsheet: an apostrophe keeps it a text."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[:1] else text
