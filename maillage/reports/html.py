"""The document as one standalone page: styles and fonts inside, no outside resource, no script.

Reads without images (alternative texts, table twins), prints black on white.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path

from maillage.base.typography import no_break
from maillage.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Findings,
    KeyFigures,
    Pair,
    Paragraph,
    Picture,
    Run,
    Section,
    Subheading,
    Table,
)
from maillage.reports.fonts import face_rules


STYLE = Path(__file__).with_name("page.css")


def html_page(document: Document) -> bytes:
    """The whole page, UTF-8."""
    title = f"{document.cover.name} — {document.cover.kind.lower()}"
    sections = "\n".join(_section(section, document.notice) for section in document.sections)
    closing = f"{document.publisher}, {document.cover.date}."
    style = face_rules() + STYLE.read_text(encoding="utf-8")
    page = f"""<!DOCTYPE html>
<html lang="{document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{document.publisher}">
<title>{_text(title)}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
{_cover(document.cover, document.notice)}
{_contents(document)}
<main id="contenu">
{sections}
</main>
<footer><p>{_text(closing)}{_notice(document.notice)}</p></footer>
</body>
</html>
"""
    return page.encode("utf-8")


def _text(words: str) -> str:
    """Words as HTML, with French spacing."""
    return escape(no_break(words))


def _notice(notice: str) -> str:
    """The label that a fictitious territory carries everywhere."""
    return f' <strong class="notice">{_text(notice)}</strong>' if notice else ""


def _cover(cover: Cover, notice: str) -> str:
    """Kind, name, identity, date, and the map of where it is."""
    picture = f'<figure class="place">{cover.svg}</figure>' if cover.svg else ""
    return (
        f'<header class="cover"><div><p class="kind">{_text(cover.kind)}{_notice(notice)}</p>'
        f"<h1>{_text(cover.name)}</h1><p class='lead'>{_text(cover.subtitle)}</p>"
        f"<p class='note'>{_text(cover.date)}</p></div>{picture}</header>"
    )


def _contents(document: Document) -> str:
    """The list of the parts."""
    links = "".join(
        f'<li><a href="#{section.identifier}">{_text(section.title)}</a></li>'
        for section in document.sections
    )
    return f'<nav aria-label="Sommaire"><ul>{links}</ul></nav>'


def _section(section: Section, notice: str) -> str:
    """One part with its heading."""
    intro = f'<p class="intro">{_text(section.intro)}</p>' if section.intro else ""
    blocks = "\n".join(_block(block) for block in section.blocks)
    return (
        f'<section id="{section.identifier}" aria-labelledby="t-{section.identifier}">'
        f'<h2 id="t-{section.identifier}">{_text(section.title)}{_notice(notice)}</h2>'
        f"{intro}{blocks}</section>"
    )


def _block(block: Block) -> str:
    """Any block."""
    return RENDERERS[block.kind](block)


def _runs(runs: tuple[Run, ...]) -> str:
    """A sentence, its figures strong. Spacing is decided on the whole sentence."""
    return "".join(
        f"<strong>{_text(run.text)}</strong>" if run.strong else _text(run.text) for run in runs
    )


def _paragraph(block: Paragraph) -> str:
    return f'<p class="{block.tone}">{_runs(block.runs)}</p>'


def _subheading(block: Subheading) -> str:
    return f"<h3>{_text(block.text)}</h3>"


def _bullets(block: Bullets) -> str:
    return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in block.items)}</ul>"


def _key_figures(block: KeyFigures) -> str:
    """A list of definitions: the label names the number."""
    items = "".join(
        f"<div><dt>{_text(item.label)}</dt><dd class='value'>{_text(item.value)}</dd>"
        f"<dd class='detail'>{_text(item.detail)}</dd></div>"
        for item in block.items
    )
    return f'<dl class="figures across-{block.across}">{items}</dl>'


def _findings(block: Findings) -> str:
    """Sentences with their strips."""
    items = "".join(
        f"<li{'' if item.strip else ' class=wordy'}><div><p>{_runs(item.runs)}</p>"
        f"<p class='note'>{_text(item.detail)}</p></div>{item.strip}</li>"
        for item in block.items
    )
    return f'<ul class="findings">{items}</ul>' if items else ""


def _table(block: Table) -> str:
    """A captioned table, wide ones scroll inside their own box."""
    heads = "".join(
        f'<th scope="col" class="{column.align}">{_text(column.label)}</th>'
        for column in block.columns
    )
    rows = "".join(_row(row, block) for row in block.rows)
    note = f'<p class="note">{_text(block.note)}</p>' if block.note else ""
    kind = "compact" if block.compact else "roomy"
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{_text(block.caption)}">'
        f'<table class="{kind}"><caption>{_text(block.caption)}</caption>'
        f"<colgroup>{_widths(block)}</colgroup>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _widths(block: Table) -> str:
    """The same columns stand at the same place from table to table."""
    whole = sum(column.share for column in block.columns)
    return "".join(
        f'<col style="width:{100 * column.share / whole:.1f}%">' for column in block.columns
    )


def _row(row: tuple[Cell, ...], block: Table) -> str:
    """The first cell heads its line."""
    head, *others = row
    cells = "".join(
        f'<td class="{_classes(cell, column)}">{cell.strip or _text(cell.text)}</td>'
        for cell, column in zip(others, block.columns[1:], strict=True)
    )
    strong = ' class="strong"' if head.strong else ""
    return f'<tr><th scope="row"{strong}>{_text(head.text)}</th>{cells}</tr>'


def _classes(cell: Cell, column: Column) -> str:
    """Alignment of the column, weight of the cell."""
    marks = (" strong" if cell.strong else "", " soft" if cell.soft else "")
    return column.align + "".join(marks)


def _picture(block: Picture) -> str:
    """A figure: title, drawing, source, and the same values as a table to unfold."""
    source = (
        f"<figcaption>{_text(f'Source : {block.source}.')}</figcaption>" if block.source else ""
    )
    return (
        f"<figure><p class='title'>{_text(block.title)}</p>"
        f'<div role="img" aria-label="{_text(block.alternative)}">{block.svg}</div>'
        f"{source}{_twin(block)}</figure>"
    )


def _twin(block: Picture) -> str:
    """The table twin of a figure."""
    if len(block.twin) < 2:
        return ""
    heads = "".join(f'<th scope="col">{_text(word)}</th>' for word in block.twin[0])
    rows = "".join(
        f"<tr>{''.join(f'<td>{_text(word)}</td>' for word in row)}</tr>" for row in block.twin[1:]
    )
    return (
        f"<details><summary>Les valeurs en tableau</summary><table class='compact'>"
        f"<caption>{_text(block.title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _pair(block: Pair) -> str:
    left, right = ("".join(_block(one) for one in side) for side in (block.left, block.right))
    return f'<div class="pair"><div>{left}</div><div>{right}</div></div>'


RENDERERS: dict[str, Callable[..., str]] = {
    Paragraph.kind: _paragraph,
    Subheading.kind: _subheading,
    Bullets.kind: _bullets,
    KeyFigures.kind: _key_figures,
    Findings.kind: _findings,
    Table.kind: _table,
    Picture.kind: _picture,
    Pair.kind: _pair,
}
