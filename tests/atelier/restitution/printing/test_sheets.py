"""PDF: read back by pdftotext where it is, tagged, one sheet for the poster."""

import shutil
import subprocess

import pytest

from atelier.diagnosis.models import FindingStatus
from atelier.restitution.printing.making import paper_for
from atelier.restitution.printing.sheets import as_pdf, data_of
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]
POPPLER = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext est absent : apt-get install poppler-utils"
)


def pages(content, folder):
    path = folder / "essai.pdf"
    path.write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(told.stdout.replace("\u00a0", " ").split()), told.stdout.count("\f")


@POPPLER
@pytest.mark.parametrize("form", ["note", "affiche", "suites"])
def test_pdf_says_the_constats_the_territory_and_that_it_is_fictitious(form, tmp_path):
    text, _ = pages(as_pdf(paper_for(given.whole(drawings=True), form)), tmp_path)

    assert "Territoire fictif" in text
    assert "jeunes cherchent" in text


@POPPLER
def test_poster_is_one_sheet_with_its_numbers_words_and_source(tmp_path):
    text, count = pages(as_pdf(paper_for(given.whole(drawings=True), "affiche")), tmp_path)

    assert count == 1
    for told in ("14,6 %", "J’ai cherché huit mois", "Source : Insee"):
        assert told in text


@POPPLER
def test_constat_not_validated_is_flagged_on_the_poster(tmp_path):
    shown = given.whole()
    shown.demarche.findings.update(status=FindingStatus.PROPOSED)

    text, _ = pages(as_pdf(paper_for(given.read(shown), "affiche")), tmp_path)

    assert "Non validé, proposé" in text


def test_pdf_is_tagged():
    content = as_pdf(paper_for(given.whole(drawings=True), "note"))

    assert b"StructTreeRoot" in content


def test_hidden_figure_has_no_large_number():
    shown = given.restitution()
    hidden = given.evidence(shown.demarche, given.SECRET)
    given.actions.choose(by=shown.written_by, restitution=shown, keys=[f"evidence:{hidden.pk}"])

    data = data_of(paper_for(given.read(shown), "affiche"))

    (figure,) = [one for part in data["parts"] for one in part["figures"]]
    assert figure["value"] == ""
    assert "secret statistique" in figure["text"]
