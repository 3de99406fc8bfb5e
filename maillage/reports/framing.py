"""A drawing on its own, to be put in another document: title above, source and notice inside.

A figure that leaves its page keeps what makes it citable. Prints; computes nothing.
"""

import re
from functools import cache
from html import escape

import vl_convert

from maillage.base.look import CARD, CLAY, INK, SOFT, TEXT_FONT, TITLE_FONT
from maillage.base.typography import no_break
from maillage.reports.document import Picture
from maillage.reports.fonts import font_folder


MARGIN = 20.0
TITLE_SIZE, NOTE_SIZE = 19.0, 11.5
# Mean width of a letter, as a share of its size.
TITLE_LETTER, NOTE_LETTER = 0.46, 0.48
NARROWEST = 420.0
PIXELS = 2.0


def framed(drawing: Picture, *, name: str = "", notice: str = "") -> str:
    """A standalone SVG: the name and the title, the drawing, the source, the notice.

    name    of the territory, written before the title
    notice  « Territoire fictif », when it is
    Raises ValueError when the drawing does not say its size.
    """
    wide, high = _size(drawing.svg)
    width = max(wide, NARROWEST)
    title = f"{name} — {drawing.title}" if name else drawing.title
    heads = _lines(title, width / (TITLE_SIZE * TITLE_LETTER))
    notes = _lines(f"Source : {drawing.source}", width / (NOTE_SIZE * NOTE_LETTER))
    top = MARGIN + len(heads) * TITLE_SIZE * 1.25 + 8
    bottom = top + high + 10
    texts = [
        *_written(heads, MARGIN + TITLE_SIZE, TITLE_SIZE, INK, TITLE_FONT),
        *_written(notes, bottom + NOTE_SIZE, NOTE_SIZE, SOFT, TEXT_FONT),
    ]
    end = bottom + len(notes) * NOTE_SIZE * 1.35
    if notice:
        texts += _written([notice], end + NOTE_SIZE, NOTE_SIZE, CLAY, TEXT_FONT)
        end += NOTE_SIZE * 1.35
    inner = drawing.svg.replace("<svg", f'<svg x="{MARGIN:g}" y="{top:g}"', 1)
    sheet, tall = width + 2 * MARGIN, end + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {sheet:g} {tall:g}" '
        f'width="{sheet:g}" height="{tall:g}" role="img" '
        f'aria-label="{escape(no_break(drawing.alternative))}">'
        f'<rect width="100%" height="100%" fill="{CARD}"/>{"".join(texts)}{inner}</svg>'
    )


def as_png(svg: str, *, scale: float = PIXELS) -> bytes:
    """The same as an image of points, twice as fine as a screen by default."""
    _fonts_known()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@cache
def _fonts_known() -> None:
    """Lend the fonts of the documents to the drawing engine, once."""
    folder = font_folder()
    if folder is not None:
        vl_convert.register_font_directory(str(folder))


def _size(svg: str) -> tuple[float, float]:
    """Width and height the drawing gives itself."""
    head = svg[: svg.find(">")]
    found = {
        name: float(value)
        for name, value in re.findall(r'\b(width|height)="([0-9.]+)(?:px)?"', head)
    }
    if found.keys() != {"width", "height"}:
        raise ValueError("the drawing does not say its size")
    return found["width"], found["height"]


def _lines(text: str, letters: float) -> list[str]:
    """The text cut between words, so many letters to a line."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > letters and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _written(lines: list[str], top: float, size: float, colour: str, font: str) -> list[str]:
    """One text element per line."""
    return [
        f'<text x="{MARGIN:g}" y="{top + place * size * 1.28:.1f}" font-size="{size:g}" '
        f'font-family="{escape(font)}" fill="{colour}">{escape(line)}</text>'
        for place, line in enumerate(lines)
    ]
