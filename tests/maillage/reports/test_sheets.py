"""The lines of tabular exports."""

from maillage.base.french import UNIT_SUFFIXES
from maillage.reports.reading import Reading
from maillage.reports.sheets import (
    UNIT_WORDS,
    commune_sheet,
    indicator_sheet,
    source_sheet,
    trend_sheet,
    unknown_sheet,
)


def test_every_unit_has_a_word() -> None:
    assert set(UNIT_WORDS) == set(UNIT_SUFFIXES)


def test_lines_are_as_long_as_their_header(reading: Reading) -> None:
    for make in (indicator_sheet, commune_sheet, trend_sheet, unknown_sheet, source_sheet):
        sheet = make(reading)

        assert sheet.lines
        assert {len(line) for line in sheet.lines} == {len(sheet.header)}


def test_reference_territories_have_their_column(reading: Reading) -> None:
    sheet = indicator_sheet(reading)
    line = next(line for line in sheet.lines if "part_hlm" in line)

    assert sheet.header[-3:] == ("Onde", "Val-Moyen", "France")
    assert line[-3:] == (7.6, 12.7, 14.6)


def test_secret_communes_have_no_value_and_no_reliability(reading: Reading) -> None:
    secret = [line for line in commune_sheet(reading).lines if line[6] == "secret statistique"]

    assert len(secret) == 3
    assert all(line[4] is None and line[7] == "" for line in secret)
