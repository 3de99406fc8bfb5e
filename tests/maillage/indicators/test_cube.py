"""Individual rows, weighted, add up to the cells of a cube."""

import polars as pl
import pytest

from maillage.indicators.cube import weighted_counts


@pytest.fixture
def people(tmp_path):
    """Six fictitious people of two communes."""
    path = tmp_path / "individus.parquet"
    pl.DataFrame(
        {
            "commune": ["01001", "01001", "01001", "2A004", "2A004", "97101"],
            "sexe": ["1", "2", "2", "1", "1", "2"],
            "age": [20, 20, 40, 20, 70, 40],
            "poids": [1.5, 2.0, 3.25, 4.0, None, 0.5],
        }
    ).write_parquet(path)
    return path


def counts(frame, *by):
    return {tuple(row[name] for name in by): row["people"] for row in frame.iter_rows(named=True)}


def test_weights_add_up_in_each_cell(engine, people):
    found = counts(weighted_counts(engine, people, ["commune"], weight="poids"), "commune")

    assert found == {("01001",): 6.75, ("2A004",): 4.0, ("97101",): 0.5}


def test_only_the_rows_asked_for_are_counted(engine, people):
    frame = weighted_counts(
        engine, people, ["commune", "sexe"], weight="poids", where={"age": [20, 40], "sexe": ["2"]}
    )

    assert counts(frame, "commune", "sexe") == {("01001", "2"): 5.25, ("97101", "2"): 0.5}


def test_cell_without_any_weight_has_no_count(engine, people):
    frame = weighted_counts(engine, people, ["commune", "age"], weight="poids")

    assert counts(frame, "commune", "age")["2A004", 70] is None
