"""`render()`: one portrait, five formats."""

from maillage.base.errors import WrongCall
from maillage.base.french import join_words
from maillage.portraits import Portrait
from maillage.reports.csv_file import csv_file
from maillage.reports.figures import Contours
from maillage.reports.html import html_page
from maillage.reports.json_file import json_file
from maillage.reports.pdf import pdf_file
from maillage.reports.portrait_document import portrait_document
from maillage.reports.xlsx_file import xlsx_file


MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = tuple(MEDIA_TYPES)


def render(portrait: Portrait, fmt: str, *, contours: Contours | None = None) -> bytes:
    """The portrait as a file.

    portrait  with its released tables: a dictionary of numbers is not one
    fmt       one of FORMATS
    contours  code → shape of its communes in longitude and latitude, for the maps of html and pdf;
              for a commune, those of its intercommunalité. Without them, no map.

    Raises WrongCall for another format.
    """
    content = portrait.to_dict()
    match fmt:
        case "json":
            return json_file(content)
        case "csv":
            return csv_file(content)
        case "xlsx":
            return xlsx_file(content)
        case "html":
            return html_page(portrait_document(portrait, contours=contours))
        case "pdf":
            return pdf_file(portrait_document(portrait, contours=contours))
    raise WrongCall(
        f"Le format « {fmt} » n'existe pas.",
        todo=f"Choisissez parmi : {join_words(list(FORMATS), last='ou')}.",
    )
