"""Word documents, opened back with the library: headings, blanks, flags, alternative texts."""

import io

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from atelier.diagnosis.models import FindingStatus
from atelier.restitution.printing.making import made, paper_for
from atelier.restitution.printing.word import as_word
from atelier.restitution.writing import library
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]
WORD = [name for name, card in library.forms().items() if "docx" in card.formats]


def opened(form, shown=None):
    return Document(io.BytesIO(as_word(paper_for(shown or given.whole(drawings=True), form))))


def text_of(document):
    return "\n".join(one.text for one in document.paragraphs)


@pytest.mark.parametrize("form", WORD)
def test_every_document_says_that_the_territory_is_fictitious_on_every_page(form):
    header = opened(form).sections[0].header

    assert "Territoire fictif" in "\n".join(one.text for one in header.paragraphs)


@pytest.mark.parametrize("form", WORD)
def test_every_document_has_its_title_its_language_and_its_sources(form):
    document = opened(form)

    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.language == "fr-FR"
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert "Sources" in headings


@pytest.mark.parametrize("form", ["note", "deliberation", "dob"])
def test_constat_not_validated_is_flagged(form):
    shown = given.whole()
    shown.demarche.findings.update(status=FindingStatus.PROPOSED)

    assert "non validé, proposé" in text_of(opened(form, given.read(shown))).lower()


def test_residents_are_told_what_was_validated_only():
    shown = given.whole()
    validated = text_of(opened("article", shown))
    shown.demarche.findings.update(status=FindingStatus.PROPOSED)

    text = text_of(opened("article", given.read(shown)))

    assert "Des logements sont vides" in validated
    assert "Des logements sont vides" not in text
    assert "[Constats à compléter]" in text


def test_deliberation_keeps_its_blanks_in_yellow():
    runs = [run for one in opened("deliberation").paragraphs for run in one.runs]
    yellow = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]

    assert "[date]" in yellow
    assert all(one.startswith("[") for one in yellow)


def test_deliberation_cites_the_law_and_the_constats():
    text = text_of(opened("deliberation"))

    for told in ("R. 123-1", "L. 123-5", "PREND ACTE", given.STATEMENT):
        assert told in text


def test_pictures_of_the_article_have_their_alternative_text():
    document = opened("article")

    described = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert len(described) == 2
    assert all("logements vacants" in one for one in described)


def test_followed_groups_are_a_table_whose_headings_repeat():
    document = opened("suites")

    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][0] == "Vous avez dit"
    assert given.DECISION in table.rows[1].cells[3].text
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.sections[0].page_width > document.sections[0].page_height


def test_each_numbered_list_starts_at_one():
    shown = given.whole()
    shown.requests = "Un\nDeux"
    shown.save()

    numbered = [
        one
        for one in opened("note", given.read(shown)).paragraphs
        if one.style.name == "List Number"
    ]

    lists = [one._p.pPr.numPr.numId.val for one in numbered]
    assert len(lists) == 3
    assert lists[0] != lists[1] == lists[2]


def test_job_writer_and_page_say_the_same():
    shown = given.whole()

    document = Document(io.BytesIO(made(shown, "note", "docx").content))

    assert given.STATEMENT in text_of(document)
