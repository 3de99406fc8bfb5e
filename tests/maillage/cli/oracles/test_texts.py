"""The first split of rainette."""

import json

import pytest


def test_first_split_of_the_manifesto_is_that_of_rainette_before_the_exchanges(
    command, oracles, tmp_path
):
    answer = command(
        "classes", "--matrix", str(oracles / "manifeste_dtm.csv"), "-k", "2", "-o", "K"
    )

    told = json.loads((tmp_path / "K" / "classes.json").read_text(encoding="utf-8"))
    assert answer.code == 0
    assert told["tree"]["chi2_before_exchanges"] == pytest.approx(1117.935, abs=5e-4)
    # What rainette announces, 1133.578, is not the χ² of its partition, 1126.275.
    assert told["heights"][0] >= 1126.275
    assert (tmp_path / "K" / "segments.csv").is_file()
