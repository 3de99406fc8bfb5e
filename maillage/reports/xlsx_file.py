"""The portrait as a workbook: numbers as numbers, statuses in words, no merged cell, no formula."""

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from maillage.base.french import plural
from maillage.reports.reading import Reading
from maillage.reports.sheets import (
    Sheet,
    commune_sheet,
    indicator_sheet,
    source_sheet,
    trend_sheet,
    unknown_sheet,
)


WIDEST = 60
YEARS = {"Année", "Géographie"}
VALUES_NOTE = (
    "En pourcentage pour les parts, en euros pour les montants. Une cellule vide n'est pas un "
    "zéro : la colonne « État » dit pourquoi."
)
# Texts stay texts: a name that begins with « = » or looks like an address is only shown.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_file(content: Mapping[str, Any]) -> bytes:
    """Six sheets: Lisez-moi, Indicateurs, Communes, Évolutions, Ce qu'on ne sait pas, Sources."""
    reading = Reading(content)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": f"Portrait de {reading.name}", "author": "Maillage"})
        book.set_size(2400, 1400)
        _write(book, _read_me(reading), reading.notice)
        for sheet in (
            indicator_sheet(reading),
            commune_sheet(reading),
            trend_sheet(reading),
            unknown_sheet(reading),
            source_sheet(reading),
        ):
            _write(book, _marked(sheet, reading.notice), reading.notice)
    return target.getvalue()


def _read_me(reading: Reading) -> Sheet:
    """What the workbook holds and how to read it."""
    shown = sum(one["value"] is not None for one in reading.indicators.values())
    lines: list[tuple[str, str]] = [
        ("Territoire", reading.name),
        ("Code", str(reading.territory["code"])),
        ("Identité", reading.identity()),
        ("Fait le", reading.date),
        ("Avec une valeur", f"{plural(shown, 'indicateur')} sur {len(reading.indicators)}"),
        ("Valeurs", VALUES_NOTE),
        ("Comparables", reading.peers_sentence() or "Pas de comparaison avec des semblables."),
        ("Format", f"Portrait, version {reading.content['schema_version']}"),
    ]
    if reading.notice:
        lines.insert(0, ("Attention", f"{reading.notice} : aucun de ces chiffres n'est réel."))
    return Sheet("Lisez-moi", ("Rubrique", "Contenu"), tuple(lines))


def _marked(sheet: Sheet, notice: str) -> Sheet:
    """Every line of a fictitious territory says so: lines are copied one by one elsewhere."""
    if not notice:
        return sheet
    lines = tuple((*line, notice) for line in sheet.lines)
    return Sheet(sheet.name, (*sheet.header, "Mention"), lines)


def _write(book: Any, sheet: Sheet, notice: str) -> None:
    """One sheet: header frozen and filtered, columns as wide as their contents."""
    page = book.add_worksheet(sheet.name)
    head = book.add_format(
        {"bold": True, "font_color": "#fffdf9", "bg_color": "#1f4e6b", "text_wrap": True}
    )
    looks = {
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "decimal": book.add_format({"num_format": "#,##0.0##", "valign": "top"}),
    }
    page.write_row(0, 0, sheet.header, head)
    for row, line in enumerate(sheet.lines, start=1):
        for column, content in enumerate(line):
            _write_cell(page, (row, column), content, looks, sheet.header[column])
    for column in range(len(sheet.header)):
        page.set_column(column, column, _width(sheet, column))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.lines), 1), len(sheet.header) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_footer(f"&L{notice.replace('&', '&&')}&R&P / &N")


def _write_cell(
    page: Any, place: tuple[int, int], content: object, looks: Mapping[str, Any], heading: str
) -> None:
    """A number as a number, a missing one as an empty cell, anything else as text."""
    if content is None:
        page.write_blank(*place, None, looks["text"])
    elif isinstance(content, int | float):
        look = looks["whole" if float(content).is_integer() else "decimal"]
        page.write_number(*place, content, None if heading in YEARS else look)
    else:
        page.write_string(*place, str(content), looks["text"])


def _width(sheet: Sheet, column: int) -> int:
    """Wide enough for the longest text of the column, within reason."""
    texts = [str(line[column]) for line in sheet.lines if line[column] is not None]
    longest = max((len(text) for text in (*texts, sheet.header[column])), default=0)
    return min(longest + 2, WIDEST)
