"""APL: title rows, units row, one sheet per year, one workbook per profession."""

import pytest
import xlsxwriter

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised


GP = [
    "Code commune INSEE",
    "Commune",
    "APL aux médecins généralistes",
    "APL aux médecins généralistes de 65 ans ou moins ",
    "Population standardisée 2022 pour la médecine générale",
    "Population totale 2022",
]
MIDWIVES = [
    "Code commune INSEE",
    "Commune",
    "APL aux sages-femmes",
    "Population féminine standardisée 2022 pour les sages-femmes",
    "Population totale 2022",
]
TITLES = [["Indicateur d'accessibilité potentielle localisée"], [], ["Millésime"], ["Sources"]]


def workbook(folder, sheets, header):
    """A fictitious workbook in the layout of the Drees: 8 title rows, header, units, rows."""
    path = folder / "apl.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Lisez-moi").write(0, 0, "Lisez-moi")
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            lines = [*TITLES, *([[]] * 4), header, ["", "", "En nombre de consultations"], *rows]
            for index, line in enumerate(lines):
                sheet.write_row(index, 0, line)
    return path


def test_each_sheet_is_a_year(tmp_path):
    path = workbook(
        tmp_path,
        {
            "APL 2022": [["07042", "Bourg", 2.4, 2.0, 7100.5, 7300]],
            "APL 2023": [["07042", "Bourg", 2.5, 2.1, 7100.5, 7300]],
        },
        GP,
    )

    tables = cleaned("drees_apl", path, tmp_path)

    assert cell(tables, "drees_apl", {"code": "07042", "year": 2022}, "APL_MG") == 2.4
    assert cell(tables, "drees_apl", {"code": "07042", "year": 2023}, "APL_MG_65") == 2.1
    assert cell(tables, "drees_apl", {"code": "07042", "year": 2023}, "POPSTD_MG") == 7100.5


def test_codes_survive_even_typed_as_numbers(tmp_path):
    rows = [
        [1001, "A", 3, 2, 800, 790],
        ["2A004", "B", 3, 2, 500, 520.000000004],
        ["97101", "C", None, None, 100, 100],
        ["75101", "Paris 1er", 6, 1, 1000, 900],
        ["Total", "", 4, 4, 1, 1],
    ]

    tables = cleaned("drees_apl", workbook(tmp_path, {"APL 2024": rows}, GP), tmp_path)

    assert cell(tables, "drees_apl", {"code": "01001"}, "APL_MG") == 3
    assert cell(tables, "drees_apl", {"code": "2A004"}, "POPSTD_MG") == 500
    assert cell(tables, "drees_apl", {"code": "97101"}, "APL_MG") is None
    assert cell(tables, "drees_apl", {"code": "75101"}, "level") == "arrondissement_municipal"
    assert sum(table.frame.height for table in tables) == 4


def test_the_profession_is_read_in_the_header(tmp_path):
    rows = [["07042", "Bourg", 14.2, 3000, 7300]]

    tables = cleaned("drees_apl", workbook(tmp_path, {"APL 2024": rows}, MIDWIVES), tmp_path)

    assert cell(tables, "drees_apl", {"code": "07042"}, "APL_SF") == 14.2
    assert cell(tables, "drees_apl", {"code": "07042"}, "POPSTD_SF") == 3000


def test_a_workbook_without_its_code_column_is_refused(tmp_path):
    path = workbook(tmp_path, {"APL 2024": []}, ["Commune", "APL aux sages-femmes"])

    with pytest.raises(RefusedFile, match="Code commune INSEE"):
        recognised("drees_apl", path, tmp_path)


def test_another_workbook_is_not_taken(tmp_path):
    path = workbook(tmp_path, {"COM": []}, GP)

    assert recognised("drees_apl", path, tmp_path) is None
