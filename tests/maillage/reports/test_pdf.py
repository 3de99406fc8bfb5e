"""The PDF."""

import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from maillage.reports.document import Document
from maillage.reports.pdf import compile_pdf, pdf_file, spaced
from maillage.reports.portrait_document import portrait_document
from tests.maillage.reports import fictitious
from tests.maillage.reports.pdf_text import pdf_pages


@pytest.fixture(scope="module")
def pdf(document: Document) -> bytes:
    return pdf_file(document)


def test_every_page_says_that_the_territory_is_fictitious(pdf: bytes, tmp_path: Path) -> None:
    pages = pdf_pages(pdf, tmp_path)

    assert len(pages) > 6
    assert all("Territoire fictif" in page for page in pages)


def test_pages_are_numbered_and_the_contents_name_them(pdf: bytes, tmp_path: Path) -> None:
    pages = pdf_pages(pdf, tmp_path)

    for number, page in enumerate(pages[1:], start=2):
        assert page.rstrip().endswith(str(number))
    place = next(n for n, page in enumerate(pages, 1) if n > 2 and "Sources des" in page)
    line = next(line for line in pages[1].splitlines() if "Sources et méthode" in line)
    assert line.split()[-1] == str(place)


def test_sentences_and_numbers_are_those_of_the_portrait(pdf: bytes, tmp_path: Path) -> None:
    text = " ".join(" ".join(pdf_pages(pdf, tmp_path)).split())

    for highlight in fictitious.portrait()["highlights"]:
        figure = highlight["sentence"].split(":")[1].split(",  contre")[0].split(", contre")[0]
        assert figure.replace("\u00a0", " ").replace("\u202f", " ").strip() in text


def test_the_file_is_tagged_titled_and_french(pdf: bytes, tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo absent : installer poppler-utils pour relire les PDF")
    path = tmp_path / "p.pdf"
    path.write_bytes(pdf)

    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()

    assert "Title:           Communauté de communes de Valmeyrac — Portrait de territoire" in told
    assert "Tagged:          yes" in told
    assert b"/Lang (fr-FR)" in pdf or b"fr-FR" in pdf
    assert b"pdfuaid" in pdf or b"/StructTreeRoot" in pdf or b"/Type/Catalog" in pdf


def test_the_same_portrait_gives_the_same_bytes(document: Document, pdf: bytes) -> None:
    assert pdf_file(document) == pdf


def test_without_prepared_fonts_the_embedded_ones_serve(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_FONTS", str(tmp_path))

    assert pdf_file(document).startswith(b"%PDF")


def test_a_name_is_never_markup(content: dict[str, Any], tmp_path: Path) -> None:
    content["territory"]["name"] = "#pagebreak() *Gras* $x$"

    pages = pdf_pages(pdf_file(portrait_document(fictitious.told(content))), tmp_path)

    assert "#pagebreak()" in pages[0]
    assert "*Gras*" in pages[0]


def test_a_full_portrait_takes_less_than_five_seconds(shapes: Any) -> None:
    start = time.perf_counter()

    pdf_file(portrait_document(fictitious.told(fictitious.portrait()), contours=shapes))

    assert time.perf_counter() - start < 5


def test_drawings_and_kinds_are_not_respaced() -> None:
    data = {"kind": "a :b", "svg": "<g a : b>", "text": "a : b", "items": ["c : d"]}

    assert spaced(data) == {
        "kind": "a :b", "svg": "<g a : b>", "text": "a\u00a0: b", "items": ["c\u00a0: d"],
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["Merci 🙂", "中文", "Ͱ\u0378", "مرحبا"])
def test_character_that_our_fonts_do_not_draw_stops_no_document(typed: str) -> None:
    data = {"title": typed, "subtitle": "", "parts": [], "kind": "", "notice": "", "date": ""}

    assert compile_pdf(data, template="dossier", made_on="2027-03-01").startswith(b"%PDF")
