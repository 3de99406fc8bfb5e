"""The indicators as CSV for French spreadsheets: UTF-8 with BOM, semicolons, decimal commas.

Excel in French opens it by a double click with accents, columns and numbers right; a program reads
it with `sep=";", decimal=",", encoding="utf-8-sig"`. Machines should prefer the JSON.
"""

import csv
import io
from collections.abc import Mapping
from typing import Any

from maillage.reports.reading import Reading
from maillage.reports.safe_text import safe_text
from maillage.reports.sheets import Line, indicator_sheet


def csv_file(content: Mapping[str, Any]) -> bytes:
    """One line per indicator; a hidden value is empty and its status is in words."""
    reading = Reading(content)
    sheet = indicator_sheet(reading)
    label = ("Mention",) if reading.notice else ()
    mention = (reading.notice,) if reading.notice else ()
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(name) for name in (*label, *sheet.header)])
    writer.writerows(_printed((*mention, *line)) for line in sheet.lines)
    return target.getvalue().encode("utf-8-sig")


def _printed(line: Line) -> list[str]:
    """Numbers with a decimal comma and no grouping, texts neutralised."""
    return [
        str(cell).replace(".", ",") if isinstance(cell, int | float) else safe_text(cell)
        for cell in line
    ]
