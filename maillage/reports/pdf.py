"""The document as a tagged PDF, typeset by Typst: one wheel, no system library, no browser.

The template only lays out; it receives printed text as data, so nothing in a name can be markup.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from maillage.base.typography import no_break
from maillage.reports.document import Document
from maillage.reports.fonts import font_folder


TEMPLATES = Path(__file__).with_name("templates")
UNSPACED = {"svg", "strip", "kind", "identifier", "align", "tone"}
STANDARD: Literal["ua-1"] = "ua-1"


def pdf_file(document: Document, *, template: str = "portrait") -> bytes:
    """The PDF of a document, accessible (PDF/UA-1), French, titled."""
    return compile_pdf(document.data(), template=template, made_on=document.made_on)


def compile_pdf(data: Any, *, template: str, made_on: str) -> bytes:
    """Lay out already printed texts with one of the templates of this folder.

    made_on  ISO day written in the file, so that the same portrait gives the same bytes
    """
    folder = font_folder()
    fonts = [folder] if folder else []
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(spaced(data), ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(datetime.fromisoformat(f"{made_on}T00:00:00+00:00").timestamp()),
    )


def spaced(data: Any) -> Any:
    """The same data with French no-break spaces in every sentence; drawings are left alone."""
    if isinstance(data, str):
        return no_break(data)
    if isinstance(data, dict):
        return {
            name: content if name in UNSPACED and isinstance(content, str) else spaced(content)
            for name, content in data.items()
        }
    if isinstance(data, list | tuple):
        return [spaced(one) for one in data]
    return data
