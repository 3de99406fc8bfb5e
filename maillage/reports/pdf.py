"""The document as a tagged PDF, typeset by Typst: one wheel, no system library, no browser.

The template only lays out; it receives printed text as data, so nothing in a name can be markup.
"""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from maillage.base.typography import no_break
from maillage.reports.document import Document
from maillage.reports.fonts import font_folder


TEMPLATES = Path(__file__).with_name("templates")
UNSPACED = {"svg", "strip", "kind", "identifier", "align", "tone"}
NO_GLYPH = "could not be displayed"
# Beyond Latin, Greek, Cyrillic, punctuation and the usual signs, which our fonts all draw.
BEYOND_LATIN = re.compile(
    "[^\u0000-\u036f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    "\u2010-\u2040\u2044-\u2064\u20a0-\u20bf\u2190-\u2193\u2200-\u22ff\u2500-\u25ff]"
)
STANDARD: Literal["ua-1"] = "ua-1"


def pdf_file(document: Document, *, template: str = "portrait") -> bytes:
    """The PDF of a document, accessible (PDF/UA-1), French, titled."""
    return compile_pdf(document.data(), template=template, made_on=document.made_on)


def compile_pdf(data: Any, *, template: str, made_on: str) -> bytes:
    """Lay out already printed texts with one of the templates of this folder.

    A character that our fonts do not draw (an emoji, an ideogram) becomes a square.
    made_on  ISO day written in the file, so that the same portrait gives the same bytes
    """
    texts = json.dumps(spaced(data), ensure_ascii=False)
    try:
        return _compiled(texts, template, made_on)
    except typst.TypstError as problem:
        if NO_GLYPH not in str(problem):
            raise
        return _compiled(BEYOND_LATIN.sub("□", texts), template, made_on)


def _compiled(texts: str, template: str, made_on: str) -> bytes:
    folder = font_folder()
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[folder] if folder else [],
        ignore_system_fonts=True,
        sys_inputs={"data": texts},
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
