"""Reading back a PDF, with poppler when the machine has it."""

import shutil
import subprocess
from pathlib import Path

import pytest


def pdf_pages(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, spaces made plain. Skips when poppler is not installed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext absent : installer poppler-utils pour relire les PDF")
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    text = done.stdout.decode("utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    return text.split("\f")[:-1]
