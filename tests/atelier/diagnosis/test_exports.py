"""The register as files that open."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from atelier.diagnosis import exports
from atelier.diagnosis.models import PathBreak
from atelier.diagnosis.presenters import chain
from tests.factories import diagnosis as making


@pytest.fixture
def rows(db):
    finding = making.finding(statement="=2+2 logements sont vides.")
    making.supports(finding, making.indicator(demarche=finding.demarche))
    PathBreak.objects.create(
        finding=finding,
        from_service="Mairie",
        to_service="CCAS",
        what_happens="Le dossier repart de zéro.",
    )
    return [chain.whole_finding(finding, reads_words=True)]


def test_workbook_opens_and_runs_no_formula(rows):
    sheet = load_workbook(io.BytesIO(exports.workbook("Constats", rows))).active

    assert sheet["A3"].value == "C1"
    assert sheet["B3"].value == "'=2+2 logements sont vides."
    assert sheet["M3"].value == "Mairie → CCAS : Le dossier repart de zéro."
    assert "11,6 % des logements" in sheet["N3"].value


def test_word_document_says_each_constat_and_its_evidence(rows):
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", rows)))

    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "C1 — =2+2" in told
    assert "Recensement (fictif)" in told
    assert "Rupture de parcours, de Mairie à CCAS : Le dossier repart de zéro." in told


def test_word_document_says_its_title_its_language_and_has_headings(rows):
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", rows)))

    told = paper.core_properties
    assert (told.title, told.author, told.language) == ("Constats", "Valmeyrac", "fr-FR")
    languages = {one.get(qn("w:val")) for one in paper.styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-FR"}
    assert [one.style.name for one in paper.paragraphs][:1] == ["Title"]
    assert "Heading 1" in [one.style.name for one in paper.paragraphs]


def test_empty_register_says_so():
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", [])))

    assert any("Aucun constat" in paragraph.text for paragraph in paper.paragraphs)


def test_figure_without_a_value_leaves_in_no_export(db):
    finding = making.finding()
    silent = making.indicator(
        demarche=finding.demarche, figure={"value": None, "sentence": "Non disponible."}
    )
    making.supports(finding, silent)
    rows = [chain.whole_finding(finding, reads_words=True)]

    sheet = load_workbook(io.BytesIO(exports.workbook("Constats", rows))).active
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", rows)))

    assert not sheet["N3"].value
    assert "Non disponible." not in "\n".join(one.text for one in paper.paragraphs)


def test_export_says_what_newer_data_have_done_to_a_proof(db):
    finding = making.finding()
    moved = making.indicator(demarche=finding.demarche)
    moved.verdict, moved.latest = "shifted", {**moved.frozen, "value": 22.0, "year": 2024}
    moved.save()
    making.supports(finding, moved)
    finding.hypotheses.add(making.hypothesis(demarche=finding.demarche, statement="Loger coûte."))
    rows = [chain.whole_finding(finding, reads_words=True)]

    sheet = load_workbook(io.BytesIO(exports.workbook("Constats", rows))).active
    paper = Document(io.BytesIO(exports.document("Constats", "Valmeyrac", rows)))

    for told in (sheet["N3"].value, "\n".join(one.text for one in paper.paragraphs)):
        assert "Déplacé" in told
        assert "en 2024" in told
    assert (sheet["E3"].value, sheet["F3"].value) == ("Tout le territoire", "H1 — Loger coûte.")
