"""The slides: a title, the thread, one message per slide, what is asked.

Texts, tables and charts are native. Speaker notes carry what the speaker says, the
sources and the cautions of each slide.
"""

import io
import math
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from atelier.restitution.models import ElementKind
from atelier.restitution.printing import deck as decks
from atelier.restitution.printing import shapes
from atelier.restitution.printing.deck import LEFT, RIGHT, WIDE
from atelier.restitution.writing.content import Content, Figure, Item
from atelier.restitution.writing.papers import with_article
from maillage.base.typography import no_break
from maillage.reports.framing import as_png


BOTTOM = 6.55
KICKERS = {
    ElementKind.FINDING: ("Constat", "accent"),
    ElementKind.EVIDENCE: ("Ce que disent les chiffres", "accent"),
    ElementKind.WORDS: ("Les paroles recueillies", "gold"),
    ElementKind.DECISION: ("Ce qui est décidé", "clay"),
    ElementKind.MAP: ("Carte", "accent"),
    ElementKind.TREND: ("Évolution", "accent"),
}
KNOT_TONES = {"said": "gold", "established": "accent", "todo": "clay"}
# Mean width of a letter of a title, as a share of its size.
LETTER = 0.47
MAP_SCALE = 2.5
MOST_ROWS = 14
MOST_NOTED = 60
ASKED = "Ce que nous vous demandons"


def presentation(content: Content, requests: tuple[str, ...]) -> bytes:
    """The PPTX of a restitution.

    requests   what is asked of the audience; the words of the card when nobody wrote any
    """
    deck = decks.empty(content.colour, content.title, content.organisation)
    _opening(deck, content)
    if content.thread:
        _thread(deck, content)
    for item in content.items:
        _message(deck, content, item)
    _asked(deck, content, requests)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def size_of(text: str) -> float:
    """Size of a title in points, so that it holds on three lines or four."""
    steps = ((60, 34), (120, 29), (210, 24), (300, 21))
    return next((size for most, size in steps if len(text) <= most), 18)


def _opening(deck: Any, content: Content) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[decks.OPENING])
    decks.titled(slide, no_break(content.title), size=46 if len(content.title) < 60 else 36)
    lines = [content.message] if content.message else []
    about = " · ".join(one for one in (content.instance, content.audience, content.when) if one)
    frame = slide.placeholders[1].text_frame
    frame.clear()
    for rank, text in enumerate([*lines, about] if about else lines):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        is_message = bool(lines) and rank == 0
        shapes.write(
            paragraph,
            text,
            size=22 if is_message else 16,
            tone="ink" if is_message else "soft",
            align=PP_ALIGN.LEFT,
            after=10,
        )
    if not (lines or about):
        slide.placeholders[1]._element.getparent().remove(slide.placeholders[1]._element)
    shapes.rule(slide, (LEFT, 0.62, 1.1, 0.07), "accent")
    shapes.words(
        slide, (LEFT, 0.85, 9.6, 0.7), [content.territory], size=18, tone="accent", bold=True
    )
    shapes.words(
        slide,
        (LEFT, 6.2, 8.5, 0.3),
        [f"{content.organisation} · {content.demarche}"],
        size=13,
        tone="soft",
    )
    if content.logo:
        shapes.picture(
            slide,
            (10.2, 0.6, 2.38, 1.5),
            content.logo,
            f"Logo : {content.organisation}",
            centred=False,
        )
    _notice(slide, content, top=6.75)
    _notes(
        slide,
        [content.message, f"Préparé avec Maillage pour {with_article(content.organisation)}."],
    )


def _thread(deck: Any, content: Content) -> None:
    slide = _page(deck, content, "Le fil de la démarche", "accent")
    decks.titled(slide, "De ce que l’on entend à ce que l’on décide", size=34)
    step = WIDE / len(content.thread)
    shapes.rule(slide, (LEFT + 0.16, 2.36, step * (len(content.thread) - 1), 0.025), "soft")
    for place, knot in enumerate(content.thread):
        left = LEFT + place * step
        tone = KNOT_TONES[knot.kind]
        shapes.dot(slide, left, 2.2, 0.34, tone)
        wide = step - 0.3
        shapes.words(slide, (left, 2.75, wide, 0.35), [knot.title], size=14, tone=tone, bold=True)
        shapes.words(slide, (left, 3.1, wide, 0.8), [knot.count], size=20, serif=True)
        if knot.example:
            shapes.words(
                slide, (left, 4.05, wide, 2.5), [_short(knot.example, 150)], size=14, tone="soft"
            )
    told = [f"{one.title} : {one.count}. {one.example}".strip() for one in content.thread]
    _notes(slide, told)


def _message(deck: Any, content: Content, item: Item) -> None:
    kicker, tone = KICKERS[item.kind]
    slide = _page(deck, content, item.label or kicker, "clay" if item.flag else tone)
    title = no_break(item.title)
    decks.titled(slide, title, size=size_of(title))
    body = BODIES.get(item.kind)
    if body is None or (item.kind == ElementKind.EVIDENCE and item.figure is None):
        _alone(slide, item, tone)
    else:
        body(slide, item, _state(slide, item, below(title)))
    _notes(slide, _told(item))


def _page(deck: Any, content: Content, kicker: str, tone: str) -> Any:
    """A slide with what they all have."""
    slide = deck.slides.add_slide(deck.slide_layouts[decks.MESSAGE])
    shapes.rule(slide, (LEFT, 0.38, 0.7, 0.06), tone)
    shapes.words(
        slide, (LEFT, 0.5, 8, 0.3), [kicker], size=13, tone=tone, bold=True, name="Rubrique"
    )
    foot = " · ".join(one for one in (content.organisation, content.title, content.when) if one)
    shapes.words(
        slide, (LEFT, 7.02, 9.2, 0.25), [_short(foot, 120)], size=10, tone="soft", name="Pied"
    )
    number = shapes.words(
        slide, (RIGHT - 0.8, 7.02, 0.8, 0.25), [""], size=10, tone="soft", align=PP_ALIGN.RIGHT
    )
    _page_number(number)
    if content.logo:
        shapes.picture(
            slide, (RIGHT - 1.3, 0.32, 1.3, 0.46), content.logo, f"Logo : {content.organisation}"
        )
    _notice(slide, content, top=6.72)
    return slide


def _page_number(shape: Any) -> None:
    """The number PowerPoint keeps right when slides move."""
    paragraph = shape.text_frame.paragraphs[0]._p
    run = paragraph.find(qn("a:r"))
    field = paragraph.makeelement(
        qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    )
    field.extend([run.rPr, run.find(qn("a:t"))])
    field[-1].text = "‹n°›"
    paragraph.replace(run, field)
    shape.name = "Numéro"


def _notice(slide: Any, content: Content, *, top: float) -> None:
    if content.notice:
        shapes.words(
            slide,
            (LEFT, top, WIDE, 0.28),
            [content.notice],
            size=11,
            tone="clay",
            bold=True,
            name="Territoire fictif",
        )


def below(title: str) -> float:
    """Where the body begins: under the lines the title takes."""
    size = size_of(title)
    letters = WIDE * 72 / (size * LETTER)
    return max(1.75, 0.86 + _lines(title, letters) * size * 1.2 / 72 + 0.3)


def _state(slide: Any, item: Item, top: float) -> float:
    """Whether it is validated, by whom; returns where the rest begins."""
    told, tone = (item.flag, "clay") if item.flag else (item.state, "green")
    if not told:
        return top
    words = {"size": 15, "tone": tone, "bold": True, "name": "État"}
    shapes.words(slide, (LEFT, top - 0.08, WIDE, 0.3), [told], **words)
    return top + 0.4


def _source(slide: Any, item: Item, *, left: float = LEFT, wide: float = WIDE) -> None:
    """Its source, and what newer data say of it; both whole in the notes."""
    told = _short(item.source, 170 if not item.since else 70)
    since = f". {_short(item.since, 110)}" if item.since else ""
    shapes.words(
        slide,
        (left, BOTTOM - 0.22, wide, 0.3),
        [f"Source : {told}{since}"],
        size=11,
        tone="soft",
        name="Source",
    )


def _finding(slide: Any, item: Item, top: float) -> None:
    """What it rests on, in a table; what does not fit is in the notes."""
    size = 17 if len(item.proofs) <= 3 else 14
    rows, used = [("", "Ce qui le montre", "Source")], 0.42
    for proof in item.proofs:
        text, source = _short(proof.text, 230), _short(proof.source, 110)
        lines = max(_lines(text, 1110 / size), _lines(source, 520 / size))
        used += 0.14 + lines * size * 1.25 / 72
        if used > BOTTOM - top - 0.4:
            break
        rows.append((proof.stance, text, source))
    if len(rows) > 1:
        tall = min(used, BOTTOM - top - 0.4)
        shown = shapes.table(slide, (LEFT, top, WIDE, tall), rows, (1.6, 6.9, 3.3), size=size)
        shapes.describe(shown, f"Preuves du constat : {len(item.proofs)}.", name="Preuves")
    told = [*item.cautions, _noted(len(item.proofs) - len(rows) + 1)]
    words = " ".join(one for one in told if one)
    shapes.words(slide, (LEFT, BOTTOM - 0.25, WIDE, 0.3), [words], size=13, tone="soft")


def _noted(left_out: int) -> str:
    """How many proofs are in the notes only."""
    if left_out > 1:
        return f"{left_out} autres preuves sont dans les notes."
    return "Une autre preuve est dans les notes." if left_out else ""


def _evidence(slide: Any, item: Item, top: float) -> None:
    figure = item.figure
    shown = [one for one in figure.bars if one.value is not None]
    has_chart = len(shown) > 1 and not figure.is_hidden
    wide = 4.6 if has_chart else WIDE
    look = {
        "size": 72 if len(figure.value) < 9 else 40,
        "tone": "soft" if figure.is_hidden else "accent",
        "serif": True,
        "name": "Chiffre",
    }
    shapes.words(slide, (LEFT, top, wide, 1.3), [figure.value], **look)
    told = [figure.label, figure.where]
    shapes.words(slide, (LEFT, top + 1.45, wide, 1.2), told, size=17, after=4)
    if has_chart:
        box = (LEFT + 4.9, top - 0.1, WIDE - 4.9, BOTTOM - top - 0.25)
        shapes.bars(slide, box, shown, figure.unit, chart_text(figure))
    hidden = [f"{one.label} : {one.text}" for one in figure.bars if one.value is None]
    if hidden and not figure.is_hidden:
        shapes.words(slide, (LEFT, top + 2.9, wide, 0.9), hidden, size=13, tone="soft")
    _source(slide, item)


def chart_text(figure: Figure) -> str:
    """The chart in a sentence."""
    told = "; ".join(f"{one.label} : {one.text}" for one in figure.bars)
    return f"Barres : {figure.label}. {told}."


def _drawing(slide: Any, item: Item, top: float) -> None:
    drawing = item.drawing
    rows = drawing.twin
    has_table = 1 < len(rows) <= MOST_ROWS + 1 and len(rows[0]) <= 4
    wide = 7.6 if has_table else WIDE
    box = (LEFT, top - 0.15, wide, BOTTOM - top - 0.2)
    if drawing.points:
        shapes.line(slide, box, drawing.points, drawing.unit, drawing.alternative)
    else:
        shapes.picture(slide, box, as_png(drawing.svg, scale=MAP_SCALE), drawing.alternative)
    if has_table:
        _twin(slide, rows, top)
    _source(slide, item)


def _twin(slide: Any, rows: Any, top: float) -> None:
    """The values beside the drawing, when they hold."""
    size = 14 if len(rows) <= 8 else 12
    tall = min(BOTTOM - top - 0.25, 0.4 * len(rows))
    last = len(rows[0]) - 1
    box = (LEFT + 8, top - 0.1, WIDE - 8, tall)
    shown = shapes.table(slide, box, rows, [2.4, *[1.3] * last], size=size, figures={last})
    shapes.describe(shown, "Les mêmes valeurs en tableau.", name="Valeurs")


def _alone(slide: Any, item: Item, tone: str) -> None:
    """A sentence that fills the slide: words, a decision, a fact; who says so beneath."""
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = shapes.inches((1.2, 1.6, 10.6, 3.1))
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    is_said = item.kind == ElementKind.WORDS
    for run in title.text_frame.paragraphs[0].runs:
        run.font.size, run.font.italic = shapes.Pt(max(size_of(item.title) + 4, 24)), is_said
    shapes.rule(slide, (LEFT, 1.7, 0.06, 2.9), "clay" if item.flag else tone)
    told = [item.state or item.source, _short(item.text, 300)]
    lines = [one for one in told if one]
    shapes.words(slide, (1.2, 4.95, 10.6, 1.4), lines, size=17, tone="soft", after=6, name="Source")


def _asked(deck: Any, content: Content, requests: tuple[str, ...]) -> None:
    slide = _page(deck, content, "Pour finir", "clay")
    decks.titled(slide, ASKED, size=38)
    tall = min(0.95, 3.9 / max(len(requests), 1))
    for rank, text in enumerate(requests, start=1):
        top = 2.2 + (rank - 1) * tall
        shapes.words(slide, (LEFT, top, 0.6, tall), [str(rank)], size=28, tone="clay", serif=True)
        shapes.words(slide, (LEFT + 0.7, top + 0.04, WIDE - 0.7, tall), [text], size=22)
    sources = [f"— {one}" for one in content.sources]
    _notes(slide, [*requests, "Toutes les sources de cette présentation :", *sources])


def _told(item: Item) -> list[str]:
    """The notes of a slide: what is said, then what it rests on."""
    lines = [item.said, item.flag, item.state, item.text]
    lines += [f"{one.stance} : {one.text} ({one.source})" for one in item.proofs]
    if item.drawing:
        lines.append(item.drawing.alternative)
        rows = item.drawing.twin[1 : MOST_NOTED + 1]
        lines += [" — ".join(row) for row in rows]
    if item.figure:
        lines += [f"{one.label} : {one.text}" for one in item.figure.bars]
    lines += item.cautions
    return [*lines, f"Source : {item.source}" if item.source else ""]


def _notes(slide: Any, lines: list[str]) -> None:
    slide.notes_slide.notes_text_frame.text = no_break("\n".join(one for one in lines if one))


def _short(text: str, most: int) -> str:
    """The text, cut after a word when it is longer than its place."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _lines(text: str, letters: float) -> int:
    """How many lines of so many letters the text takes."""
    return max(1, math.ceil(len(text) / letters))


BODIES: dict[ElementKind, Any] = {
    ElementKind.FINDING: _finding,
    ElementKind.EVIDENCE: _evidence,
    ElementKind.MAP: _drawing,
    ElementKind.TREND: _drawing,
}
