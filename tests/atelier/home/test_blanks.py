"""Blank sheets to print."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from atelier.demarches import library
from atelier.demarches.models import InstanceKind
from atelier.home import blanks
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def words(content):
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_framing_sheet_repeats_what_the_demarche_already_says():
    demarche = make.demarche(purpose="Comprendre la solitude.", public_ages="25-40")
    make.instance(demarche=demarche, kind=InstanceKind.COPIL, name="Comité des élus")

    told = words(blanks.as_bytes(blanks.blank("cadrage", demarche), "docx"))

    assert "Comprendre la solitude." in told
    assert "25–40 ans" in told
    assert "Comité des élus" in told
    assert demarche.territory_name in told


def test_consent_sheet_names_who_listens_and_asks_for_no_name():
    demarche = make.demarche()

    made = blanks.blank("citation", demarche)

    assert demarche.organisation.name in made.parts[0].lines[0]
    assert not any(head in {"Nom", "Prénom"} for part in made.parts for head in part.heads)
    assert blanks.as_bytes(made, "pdf").startswith(b"%PDF")


def test_data_request_is_a_workbook_with_a_line_per_figure_and_how_to_fill_it():
    made = blanks.blank("donnees", make.demarche())

    book = load_workbook(io.BytesIO(blanks.as_bytes(made, "xlsx")))

    assert book.sheetnames == ["Demande", "Mode d’emploi"]
    assert book["Demande"]["A1"].value == "Partenaire"
    assert "secret" in "".join(str(row[0].value) for row in book["Mode d’emploi"].iter_rows())


def test_rows_of_a_blank_sheet_are_as_wide_as_its_heads():
    parts = [part for one in blanks.blanks().values() for part in one.parts]

    assert all(len(row) == len(part.heads) for part in parts for row in part.rows)


def test_method_sheets_promise_the_blank_sheets_that_exist_in_their_formats():
    promised = {
        (one.blank, one.formats)
        for step in library.steps().values()
        for one in step.sheet.materials
        if one.blank
    }

    assert promised == {(key, card.formats) for key, card in blanks.blanks().items()}
