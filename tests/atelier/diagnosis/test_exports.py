"""The register as files that open."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from atelier.diagnosis import exports
from atelier.diagnosis.presenters import chain
from tests.factories import diagnosis as making


@pytest.fixture
def rows(db):
    finding = making.finding(statement="=2+2 logements sont vides.")
    making.supports(finding, making.indicator(demarche=finding.demarche))
    return [chain.whole_finding(finding, reads_words=True)]


def test_workbook_opens_and_runs_no_formula(rows):
    sheet = load_workbook(io.BytesIO(exports.workbook("Constats", rows))).active

    assert sheet["A3"].value == "C1"
    assert sheet["B3"].value == "'=2+2 logements sont vides."
    assert "11,6 % des logements" in sheet["J3"].value


def test_word_document_says_each_constat_and_its_evidence(rows):
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", rows)))

    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "C1 — =2+2" in told
    assert "Recensement (fictif)" in told


def test_empty_register_says_so():
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", [])))

    assert any("Aucun constat" in paragraph.text for paragraph in paper.paragraphs)
