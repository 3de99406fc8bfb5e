"""Papers as PDF, laid out by Typst: the A4 documents, and the A3 poster.

The templates are those of `maillage.reports`; they receive printed texts and drawings as data.
"""

from typing import Any

from django.utils import timezone

from atelier.restitution.printing.deck import accent_of
from atelier.restitution.writing.content import Item
from atelier.restitution.writing.papers import Line, Paper, Part, blanks
from maillage.reports.pdf import compile_pdf


POSTER = "affiche"


def as_pdf(paper: Paper) -> bytes:
    """The document, tagged (PDF/UA), in French."""
    return compile_pdf(
        data_of(paper),
        template=POSTER if paper.form == POSTER else "note",
        made_on=timezone.localdate().isoformat(),
    )


def data_of(paper: Paper) -> dict[str, Any]:
    """What the template receives."""
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "organisation": paper.organisation,
        "territory": paper.territory,
        "notice": paper.notice,
        "accent": accent_of(paper.colour),
        "logo": list(paper.logo),
        "wide": any(part.shown.rows for part in paper.parts),
        "closing": _pieces(paper.closing),
        "parts": [_part(part) for part in paper.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    shown = part.shown
    return {
        "heading": part.heading,
        "paragraphs": [_pieces(text) for text in (*part.paragraphs, *shown.paragraphs)],
        "lines": [_line(one) for one in shown.lines],
        "numbered": shown.is_numbered,
        "small": shown.is_small,
        "figures": [_figure(one) for one in shown.figures],
        "quotes": [{"text": one.text, "who": one.who} for one in shown.quotes],
        "drawings": [
            {"title": one.title, "svg": one.svg, "alternative": one.alternative, "source": source}
            for one, source in shown.drawings
        ],
        "headings": list(shown.headings),
        "rows": [[list(cell) for cell in row] for row in shown.rows],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"text": _pieces(line.text), "flag": line.flag, "note": line.note}


def _figure(item: Item) -> dict[str, str]:
    """A number when it is one; otherwise its sentence."""
    figure = item.figure
    return {
        "text": item.title,
        "source": item.sourced,
        "value": figure.value if figure and not figure.is_hidden else "",
        "label": f"{figure.label}, {figure.where}" if figure else "",
    }


def _pieces(text: str) -> list[dict[str, Any]]:
    return [{"text": piece, "blank": is_blank} for piece, is_blank in blanks(text)]
