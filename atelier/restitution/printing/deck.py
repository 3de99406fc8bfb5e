"""The empty deck: 16:9, our colours and types as its theme, two layouts, nothing left over.

The master is python-pptx's own, redrawn, so that a slide added by hand looks like the others.
"""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from atelier.restitution.printing.shapes import SERIF, inches
from atelier.ui import identity
from maillage.base.look import BLUE, CARD, CLAY, GREEN, INK, PAPER, SOFT


WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.75, 12.583
WIDE = RIGHT - LEFT
TITLE_BOX = (LEFT, 0.86, WIDE, 1.5)
OPENING_BOX = (LEFT, 1.75, 9.6, 2.3)
SUBTITLE_BOX = (LEFT, 4.2, 9.6, 1.3)
OPENING, MESSAGE = 0, 1
KEPT = {0: "Ouverture", 5: "Un message"}
# The tokens of the site: gold and green as they are written there, readable on paper.
GOLD = "#80590c"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def empty(colour: str, title: str, author: str) -> Any:
    """A deck without slide. `colour` is the organisation's own, made readable; ours when empty."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    properties = deck.core_properties
    properties.title, properties.author, properties.language = title, author, "fr-FR"
    _theme(deck, accent_of(colour))
    _master(deck)
    _layouts(deck)
    return deck


def accent_of(colour: str) -> str:
    """The organisation's colour darkened until it reads; blue when it has none."""
    try:
        return identity.palette(colour)["light"]["blue"] if colour else BLUE
    except identity.NotAColour:
        return BLUE


def _theme(deck: Any, accent: str) -> None:
    """Colours and types, by their name in the theme."""
    part = deck.slide_master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    colours = {
        "dk1": INK,
        "lt1": CARD,
        "dk2": SOFT,
        "lt2": PAPER,
        "accent1": accent,
        "accent2": CLAY,
        "accent3": GOLD,
        "accent4": GREEN,
        "accent5": "#b9c9d0",
        "accent6": "#ecc19c",
        "hlink": accent,
        "folHlink": SOFT,
    }
    for name, value in colours.items():
        for one in root.iter(f"{A}{name}"):
            one[:] = [etree.SubElement(one, f"{A}srgbClr", val=value[1:].upper())]
    # The pitch tells which kind of type replaces ours where it is not installed.
    for name, face, pitch in (
        ("majorFont", "Newsreader", "18"),
        ("minorFont", "Source Sans 3", "34"),
    ):
        for fonts in root.iter(f"{A}{name}"):
            latin = fonts.find(f"{A}latin")
            latin.attrib.update({"typeface": face, "pitchFamily": pitch, "charset": "0"})
    for scheme in root.iter(f"{A}clrScheme", f"{A}fontScheme"):
        scheme.set("name", "Maillage")
    root.set("name", "Maillage")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(deck: Any) -> None:
    """Paper as the ground; titles on the left in our serif."""
    master = deck.slide_master
    master.background.fill.solid()
    # Background 2 of the theme: paper.
    fill = master.background.fill._xPr.find(qn("a:solidFill"))
    fill[:] = [etree.SubElement(fill, qn("a:schemeClr"), val="bg2")]
    for style in master._element.iter(qn("p:titleStyle")):
        for level in style.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
            for run in level.iter(qn("a:defRPr")):
                run.set("sz", "2800")
    _keep(master, {"TITLE": TITLE_BOX, "BODY": (LEFT, 2.5, WIDE, 4.1)})


def _layouts(deck: Any) -> None:
    """« Ouverture » and « Un message »; the others are removed."""
    kept = {deck.slide_layouts[place].name: name for place, name in KEPT.items()}
    for layout in list(deck.slide_layouts):
        if layout.name not in kept:
            deck.slide_layouts.remove(layout)
            continue
        layout._element.cSld.set("name", kept[layout.name])
        boxes = {"TITLE": TITLE_BOX, "CENTER_TITLE": OPENING_BOX, "SUBTITLE": SUBTITLE_BOX}
        _keep(layout, boxes)


def _keep(sheet: Any, boxes: dict[str, Any]) -> None:
    """Place these placeholders, remove the others."""
    for shape in list(sheet.placeholders):
        box = boxes.get(shape.placeholder_format.type.name)
        if box is None:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = inches(box)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        body = frame._txBody.bodyPr
        body.set("anchor", "b" if shape.placeholder_format.type.name == "CENTER_TITLE" else "t")
        for fit in list(body):
            body.remove(fit)


def titled(slide: Any, text: str, *, size: float) -> None:
    """Write the title where readers of screens and outlines find it."""
    title = slide.shapes.title
    title.text = text
    for paragraph in title.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name = Pt(size), SERIF
            run._r.get_or_add_rPr().set("lang", "fr-FR")
