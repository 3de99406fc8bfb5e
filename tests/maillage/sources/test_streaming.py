"""Large files are read as text, by pieces."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.streaming import collected, scanned
from tests.maillage.sources.insee_file import sample_of, written


def test_codes_stay_text_and_empty_cells_stay_empty(tmp_path):
    text = "DEPCOM ;NOM\r\n01001;\r\n 2A004;É\r\n97101;x;trop\r\n"
    sample = sample_of(written(tmp_path, text, encoding="utf-8-sig"), tmp_path)

    rows = collected(sample, scanned(sample))

    assert rows.columns == ["DEPCOM", "NOM"]
    assert rows.rows() == [("01001", ""), ("2A004", "É"), ("97101", "x")]


def test_computation_that_breaks_is_refused(tmp_path):
    sample = sample_of(written(tmp_path, "DEPCOM;NOM\n01001;a\n"), tmp_path)

    with pytest.raises(RefusedFile, match="jusqu’au bout"):
        collected(sample, scanned(sample).select(pl.col("NOM").cast(pl.Int64)))
