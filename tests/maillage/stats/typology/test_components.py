"""Principal components: published figures, and what the algebra promises."""

import numpy as np
import polars as pl
import pytest

from maillage.stats.typology.components import principal_components


def test_decathlon_has_the_eigenvalues_of_factominer(shared_data):
    path = shared_data / "oracles" / "decathlon.csv"
    if not path.is_file():
        pytest.skip("exemple publié absent : decathlon.csv")
    values = pl.read_csv(path)[:, 1:11].to_numpy().astype(float)

    found = principal_components(values, axes=5)

    assert found.eigenvalues[:4].round(4).tolist() == [3.2719, 1.7371, 1.4049, 1.0569]


def test_two_variables_have_one_plus_and_one_minus_their_correlation():
    draw = np.random.default_rng(0)
    values = draw.normal(size=(50, 2))
    values[:, 1] += values[:, 0]

    found = principal_components(values, axes=2)

    link = np.corrcoef(values.T)[0, 1]
    assert found.eigenvalues == pytest.approx([1 + link, 1 - link])
    assert found.coordinates.var(axis=0) == pytest.approx(found.eigenvalues)
    assert found.shares.sum() == pytest.approx(1)


def test_rows_already_there_are_placed_where_they_are():
    values = np.random.default_rng(1).normal(size=(30, 4))

    found = principal_components(values, axes=3)

    assert found.place(values) == pytest.approx(found.coordinates)
