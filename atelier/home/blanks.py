"""Blank sheets a method sheet promises, read from `definitions/demarches/feuilles`, to be filled.

What the démarche already says is written in them; nothing is computed, nothing is kept.
"""

import io
from functools import cache
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from atelier.demarches import library, queries
from atelier.demarches.models import Demarche
from atelier.demarches.presenters import steps as step_pages
from atelier.home.folders import Folder, Part, as_pdf, as_word
from atelier.portraits.places import FICTITIOUS
from maillage.base.definitions import definitions_root, read_card


WIDE, NARROW = 38, 22
LANGUAGE = "fr-FR"


class BlankPart(library.Content):
    """A part of a blank sheet. `fill`: what the démarche already says of it."""

    title: str
    fill: Literal["", "purpose", "scope", "instances", "steps"] = ""
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    to_fill: int = 0


class Blank(library.Content):
    """A blank sheet and the formats it is given in."""

    title: str
    lead: str
    formats: tuple[Literal["docx", "pdf", "xlsx"], ...]
    parts: tuple[BlankPart, ...]


@cache
def blanks() -> dict[str, Blank]:
    """Every blank sheet of the shelf by its key."""
    folder = definitions_root() / "demarches" / "feuilles"
    return {path.stem: Blank.model_validate(read_card(path)) for path in sorted(folder.glob("*"))}


def blank(key: str, demarche: Demarche) -> Folder:
    """The sheet with the words of the démarche."""
    card = blanks()[key]
    return Folder(
        title=card.title,
        subtitle=card.lead,
        kind=demarche.name,
        parts=[_part(one, demarche) for one in card.parts],
        notice="Territoire fictif" if demarche.shelf == FICTITIOUS else "",
    )


def as_bytes(made: Folder, fmt: str) -> bytes:
    """The sheet as Word, PDF or workbook."""
    return {"docx": as_word, "pdf": as_pdf, "xlsx": as_workbook}[fmt](made)


def as_workbook(made: Folder) -> bytes:
    """One worksheet per part; the first is the one to fill."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.language = made.title, LANGUAGE
    for part in made.parts:
        _worksheet(book, part)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _worksheet(book: Workbook, part: Part) -> None:
    page = book.create_sheet(part.title)
    for row in (*([line] for line in part.lines), part.heads, *part.rows):
        if row:
            page.append(list(row))
    thin = Side(style="thin")
    for line in page.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=thin)
    for column in page.columns:
        is_wide = len(part.heads) <= 1 or column[0].column in (2, 6)
        page.column_dimensions[column[0].column_letter].width = (
            WIDE * (1 if part.heads else 3) if is_wide else NARROW
        )
    if part.heads:
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _part(model: BlankPart, demarche: Demarche) -> Part:
    words = {"territoire": demarche.territory_name, "organisme": demarche.organisation.name}
    filled = _FILLS[model.fill](demarche) if model.fill else Part("")
    return Part(
        model.title,
        lines=[*filled.lines, *(line.format(**words) for line in model.lines)],
        heads=filled.heads or model.heads,
        rows=filled.rows or list(model.rows),
        # The lines of a table already written stay as high as their words.
        to_fill=filled.to_fill or model.to_fill,
    )


def _purpose(demarche: Demarche) -> Part:
    return Part("", lines=[demarche.purpose] if demarche.purpose else [])


def _scope(demarche: Demarche) -> Part:
    publics = [library.public_label(key) for key in demarche.publics]
    publics += library.ages(demarche.public_ages).values()
    told = {
        "Territoire": demarche.territory_name,
        "Porté par": demarche.organisation.name,
        "Thèmes": ", ".join(library.themes().get(key, key) for key in demarche.themes),
        "Publics": ", ".join(publics),
    }
    rows = [(what, words or "À choisir ensemble") for what, words in told.items()]
    return Part("", heads=("Sujet", "Ce qui est prévu"), rows=rows)


def _instances(demarche: Demarche) -> Part:
    found = demarche.instances.filter(closed_on=None).order_by("position", "pk")
    rows = [(one.name, one.mission, "Oui" if one.is_deciding else "Non") for one in found]
    return Part("", heads=("Instance", "Mission", "Décide"), rows=rows, to_fill=0 if rows else 4)


def _steps(demarche: Demarche) -> Part:
    found = queries.steps(demarche)
    rows = [(one.title, step_pages.period(one.starts_on, one.ends_on), "") for one in found]
    return Part(
        "", heads=("Étape", "Quand", "Qui tient la plume"), rows=rows, to_fill=0 if rows else 6
    )


_FILLS = {"purpose": _purpose, "scope": _scope, "instances": _instances, "steps": _steps}
