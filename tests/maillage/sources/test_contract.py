"""The sample of a file: finding its header wherever it stands."""

from pathlib import Path

import pytest

from maillage.sources.contract import FileKind, Sample


ROWS = (
    ("Population légale des communes", "", ""),
    ("CODGEO ", "P21_POP", " "),
    ("01001", "771", ""),
)


@pytest.fixture
def sample() -> Sample:
    """A file with a title row, as Insee publishes them (fictitious figures)."""
    return Sample(path=Path("x.csv"), name="x.csv", kind=FileKind.CSV, size=1, rows=ROWS)


def test_header_is_found_below_a_title_whatever_the_case(sample):
    assert sample.header_row("codgeo", "P21_POP") == 1


def test_header_is_stripped_of_blanks_and_trailing_empty_cells(sample):
    assert sample.header("CODGEO") == ("CODGEO", "P21_POP")


def test_file_without_the_wanted_columns_has_no_header(sample):
    assert sample.header_row("CODGEO", "MED21") is None
    assert sample.header("MED21") is None
