"""Social housing: technical names below titles, secrets, and the year of the series."""

import pytest
import xlsxwriter

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = [
    *("REG", "DEP", "LIBCOM", "DEPCOM_ARM", "nb_ls", "nb_lgt_tot", "nb_loues", "nb_vacants"),
    *("nb_ls2023", "nb_ls2013", "tx_vac", "tx_mob", "densite"),
]


def workbook(folder, rows, header=HEADER):
    """A fictitious workbook in the layout of the SDES: names in the sixth row of its sheet."""
    path = folder / "rpls.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("REGION").write(0, 0, "Ensemble du parc")
        sheet = book.add_worksheet("COMMUNES")
        titles = [["", "Ensemble du parc"], ["", "Répartition"], ["", "loués"], ["Région"], []]
        for index, line in enumerate([*titles, header, *rows]):
            sheet.write_row(index, 0, line)
    return path


def test_communes_and_arrondissements_are_read(tmp_path):
    rows = [
        [84, 1, "Abergement", "01001", 12, 13, 12, 0, 12, 10, 0, 8.5, 3.2],
        [11, 75, "Paris 20e", "75120", 30000, 30500, 29500, 300, 1, 1, 1.2, 5.1, 29.9],
        [94, "2A", "Ajaccio", "2A004", 9, "", "s", "", 9, 9, "", "", 1.1],
    ]

    tables = cleaned("sdes_rpls", workbook(tmp_path, rows), tmp_path)

    assert cell(tables, "sdes_rpls", {"code": "01001", "year": 2024}, "NB_LS") == 12
    assert cell(tables, "sdes_rpls", {"code": "01001"}, "NB_LS_VACANTS") == 0
    assert cell(tables, "sdes_rpls", {"code": "75120"}, "level") == "arrondissement_municipal"
    assert cell(tables, "sdes_rpls", {"code": "2A004"}, "NB_LS_VACANTS__status") == "secret"
    assert cell(tables, "sdes_rpls", {"code": "2A004"}, "NB_LS_LOUES") is None


def test_the_csv_with_thousands_spaces_is_read(tmp_path):
    text = "DEPCOM_ARM;nb_ls;nb_vacants;nb_ls2023;tx_vac\n1001;1\u00a0012;12;1\u00a0000;1,2\n"

    tables = cleaned("sdes_rpls", written(tmp_path, text), tmp_path)

    assert cell(tables, "sdes_rpls", {"code": "01001", "year": 2024}, "NB_LS") == 1012
    assert cell(tables, "sdes_rpls", {"code": "01001"}, "TX_VAC") == 1.2


def test_a_cut_workbook_is_refused(tmp_path):
    path = workbook(tmp_path, [], header=["DEPCOM_ARM", "tx_vac"])

    with pytest.raises(RefusedFile, match="nb_ls"):
        recognised("sdes_rpls", path, tmp_path)
