"""Spreadsheets: same rows, same bytes."""

from openpyxl import load_workbook

from maillage.simulator.files.workbook import write_workbook


ROWS = {"Une feuille": [["titre"], ["CODGEO", "N"], ["00001", 3], ["00002", None]]}


def test_cells_come_back_as_written(tmp_path):
    path = write_workbook(tmp_path / "t.xlsx", ROWS)

    sheet = load_workbook(path)["Une feuille"]
    assert sheet["A3"].value == "00001"
    assert sheet["B3"].value == 3
    assert sheet["B4"].value is None


def test_the_same_rows_give_the_same_bytes(tmp_path):
    first = write_workbook(tmp_path / "a.xlsx", ROWS).read_bytes()

    assert write_workbook(tmp_path / "b.xlsx", ROWS).read_bytes() == first
