"""Papers as Word documents: real headings and lists, blanks in yellow, alternative texts.

Nothing is flattened: whoever receives the file corrects it.
"""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from atelier.restitution.printing.deck import accent_of
from atelier.restitution.writing.papers import Line, Paper, Part, Quote, blanks
from maillage.base.look import CLAY, INK, SOFT
from maillage.base.typography import no_break
from maillage.reports.framing import as_png


SERIF, SANS = "Newsreader", "Source Sans 3"
PICTURE_WIDTH = Cm(15)
LANDSCAPE = {"suites"}


def as_word(paper: Paper) -> bytes:
    """The document."""
    made = Document()
    made.core_properties.title = paper.title
    made.core_properties.author = paper.organisation
    made.core_properties.language = "fr-FR"
    _dress(made, accent_of(paper.colour))
    _sheet(made, paper)
    made.add_paragraph(no_break(paper.title), style="Title")
    if paper.subtitle:
        _say(made.add_paragraph(style="Subtitle"), paper.subtitle)
    for part in paper.parts:
        _part(made, part)
    if paper.closing:
        for sentence in paper.closing.split(". "):
            _say(
                made.add_paragraph(), sentence if sentence.endswith((".", "]")) else f"{sentence}."
            )
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _dress(made: Any, accent: str) -> None:
    """Our types and colours, as styles: changing a style changes the document."""
    looks = {
        "Normal": (SANS, 11, INK),
        "Title": (SERIF, 26, INK),
        "Subtitle": (SANS, 12, SOFT),
        "Heading 1": (SERIF, 16, accent),
        "Heading 2": (SANS, 12, INK),
        "Caption": (SANS, 9.5, SOFT),
        "Intense Quote": (SERIF, 13, INK),
    }
    for name, (face, size, colour) in looks.items():
        style = made.styles[name]
        style.font.name, style.font.size = face, Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
        style.font.bold = name == "Heading 2"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    made.styles["Intense Quote"].paragraph_format.left_indent = Cm(0.8)
    language = made.styles["Normal"].element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "fr-FR")
    language.append(lang)
    for found in made.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "fr-FR")


def _sheet(made: Any, paper: Paper) -> None:
    """A4, the organisation above, the fictitious territory on every page."""
    section = made.sections[0]
    sizes = (Cm(21), Cm(29.7))
    if paper.form in LANDSCAPE:
        section.orientation = WD_ORIENT.LANDSCAPE
        sizes = (Cm(29.7), Cm(21))
    section.page_width, section.page_height = sizes
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2)
    head = section.header.paragraphs[0]
    if paper.logo:
        shown = head.add_run().add_picture(io.BytesIO(paper.logo), height=Cm(1.1))
        shown._inline.docPr.set("descr", f"Logo : {paper.organisation}")
        head.add_run("  ")
    _run(head, paper.organisation, colour=SOFT, size=9.5)
    if paper.notice:
        _run(section.header.add_paragraph(), paper.notice, colour=CLAY, size=9.5, bold=True)
    foot = section.footer.paragraphs[0]
    _run(foot, f"{paper.title} · page ", colour=SOFT, size=9)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _part(made: Any, part: Part) -> None:
    if part.heading:
        made.add_paragraph(no_break(part.heading), style="Heading 1")
    for text in (*part.paragraphs, *part.shown.paragraphs):
        _say(made.add_paragraph(), text)
    style = "List Number" if part.shown.is_numbered else "List Bullet"
    for rank, line in enumerate(part.shown.lines):
        _line(made, line, style, is_small=part.shown.is_small, restarts=rank == 0)
    for item in part.shown.figures:
        _say(made.add_paragraph(style="List Bullet"), item.title)
        _say(made.add_paragraph(style="Caption"), f"Source : {item.sourced}")
    for quote in part.shown.quotes:
        _quote(made, quote)
    for drawing, source in part.shown.drawings:
        _picture(made, drawing, source)
    if part.shown.rows:
        _table(made, part)


def _line(made: Any, line: Line, style: str, *, is_small: bool, restarts: bool) -> None:
    paragraph = made.add_paragraph(style=style)
    if restarts and style == "List Number":
        _restart(made, paragraph)
    elif style == "List Number":
        previous = made.paragraphs[-2]
        _same_list(previous, paragraph, made)
    _say(paragraph, line.text, size=9.5 if is_small else None)
    if line.flag:
        _run(paragraph, f" {line.flag}", colour=CLAY, bold=True)
    if line.note:
        paragraph.add_run().add_break()
        _run(paragraph, line.note, colour=SOFT, size=9.5)


def _restart(made: Any, paragraph: Any) -> None:
    """A list of its own: its numbers start at one."""
    numbering = made.part.numbering_part.element
    style = made.styles["List Number"].element
    found = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    known = next(one for one in numbering.num_lst if one.numId == int(found))
    new = numbering.add_num(known.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = new.numId


def _same_list(previous: Any, paragraph: Any, made: Any) -> None:
    """Follow the list of the line before."""
    kept = previous._p.pPr.numPr if previous._p.pPr is not None else None
    if kept is not None and kept.numId is not None:
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = kept.numId.val
    else:
        _restart(made, paragraph)


def _quote(made: Any, quote: Quote) -> None:
    paragraph = made.add_paragraph(no_break(quote.text), style="Intense Quote")
    paragraph.paragraph_format.keep_with_next = True
    _say(made.add_paragraph(style="Caption"), quote.who)


def _picture(made: Any, drawing: Any, source: str) -> None:
    made.add_paragraph(no_break(drawing.title), style="Heading 2")
    shown = (
        made.add_paragraph()
        .add_run()
        .add_picture(io.BytesIO(as_png(drawing.svg, scale=2.5)), width=PICTURE_WIDTH)
    )
    shown._inline.docPr.set("descr", no_break(drawing.alternative))
    _say(made.add_paragraph(style="Caption"), f"Source : {source}")


def _table(made: Any, part: Part) -> None:
    headings, rows = part.shown.headings, part.shown.rows
    table = made.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        _run(cell.paragraphs[0], text, bold=True, size=10)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        line = table.add_row()
        # A row is never cut between two pages.
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (cell, texts) in enumerate(zip(line.cells, row, strict=True)):
            for rank, text in enumerate(texts):
                paragraph = cell.paragraphs[0] if rank == 0 else cell.add_paragraph()
                is_where = place == 0 and rank == 1
                _say(paragraph, text, size=8.5 if is_where else 10)


def _say(paragraph: Any, text: str, *, size: float | None = None) -> None:
    """A sentence; what is left to fill is in yellow."""
    for piece, is_blank in blanks(no_break(text)):
        run = paragraph.add_run(piece)
        if size:
            run.font.size = Pt(size)
        if is_blank:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _run(paragraph: Any, text: str, **look: Any) -> None:
    run = paragraph.add_run(no_break(text))
    run.font.bold = look.get("bold")
    if "size" in look:
        run.font.size = Pt(look["size"])
    if "colour" in look:
        run.font.color.rgb = RGBColor.from_string(look["colour"][1:].upper())
