"""Bytes as each publisher writes them."""

from maillage.simulator.files.delimited import (
    INSEE,
    INSEE_WINDOWS,
    QUOTED,
    comma,
    plain,
    write_table,
)


def test_insee_writes_semicolons_and_plain_line_ends(tmp_path):
    path = write_table(tmp_path / "t.csv", ["A", "B"], [["1", "é"]], INSEE)

    assert path.read_bytes() == "A;B\n1;é\n".encode()


def test_older_files_have_a_mark_and_windows_line_ends(tmp_path):
    path = write_table(tmp_path / "t.csv", ["A"], [[None]], INSEE_WINDOWS)

    assert path.read_bytes() == b'\xef\xbb\xbfA\r\n""\r\n'


def test_quoted_files_quote_texts_only(tmp_path):
    path = write_table(tmp_path / "t.csv", ["A", "B"], [["x", 2.5]], QUOTED)

    assert path.read_text() == '"A","B"\n"x",2.5\n'


def test_whole_counts_have_no_decimal_point():
    assert plain(12.0) == "12"
    assert plain(12.25) == "12.25"
    assert plain(3339.0000000001) == "3339"


def test_french_decimals_have_a_comma():
    assert comma(12.34) == "12,3"
    assert comma(-16.9) == "-16,9"
    assert comma(0.2376, 3) == "0,238"
