"""The past projected: on invented territories by hand, on real communes with the errors known."""

import numpy as np
import pytest

from maillage.base.errors import NoData, WrongCall
from maillage.sources.own_tables import read_own_table
from maillage.stats.projection.backcast import age_labels, backcast, project_broad, size_label
from maillage.stats.projection.own_counts import read_counts


CODES = [f"{index:05}" for index in range(6)]
STEADY = np.tile(np.array([1_500.0] * 6 + [300.0]), (6, 1))


def steady(*years: int) -> dict[int, np.ndarray]:
    return dict.fromkeys(years, STEADY)


def test_population_that_never_changes_is_projected_without_error():
    tried = backcast(CODES, steady(2010, 2015, 2020), (2010, 2015, 2020))

    assert tried.table["error"].abs().max() < 1e-9
    assert tried.errors["territories"].unique().to_list() == [6]


def test_year_that_is_missing_is_named():
    with pytest.raises(NoData, match="2010"):
        backcast(CODES, steady(2015, 2021), (2010, 2015, 2021))


def test_ages_are_those_of_the_dossier_complet():
    assert age_labels() == ["0-14", "15-29", "30-44", "45-59", "60-74", "75-89", "90+"]


@pytest.mark.parametrize(
    ("people", "label"), [(0, "0-2000"), (2_000, "2000-10000"), (50_000, "50000+")]
)
def test_size_has_its_class(people, label):
    assert size_label(people) == label


def test_interval_comes_from_the_errors_of_the_past_and_grows_with_the_horizon():
    counts = {2010: STEADY, 2015: STEADY, 2021: STEADY * np.linspace(0.8, 1.05, 6)[:, None]}
    tried = backcast(CODES, counts, (2010, 2015, 2021))

    near, far = (
        project_broad(CODES, counts, (2015, 2021), horizon, tried).filter(age="total")
        for horizon in (6, 24)
    )

    width = [(frame["high"] - frame["people"]) / frame["people"] for frame in (near, far)]
    assert width[1][0] == pytest.approx(2 * width[0][0])


def test_small_territory_has_no_number_and_says_why():
    counts = {2015: STEADY / 100, 2020: STEADY / 100}

    table = project_broad(CODES, counts, (2015, 2020), 5)

    assert table["people"].null_count() == table.height
    assert table["status"].unique().to_list() == ["too_small"]


def test_without_a_trial_there_is_no_interval():
    table = project_broad(CODES, steady(2015, 2020), (2015, 2020), 10)

    assert table["low"].null_count() == table.height
    assert table["people"].to_list() == pytest.approx(table["start"].to_list())
    assert table["year"].unique().to_list() == [2030]


@pytest.mark.parametrize("horizon", [0, 31])
def test_horizon_has_bounds(horizon):
    with pytest.raises(WrongCall, match="horizon"):
        project_broad(CODES, steady(2015, 2020), (2015, 2020), horizon)


def test_2021_of_the_communes_of_grenoble_is_missed_by_what_is_known(shared_data):
    counts = read_counts(read_own_table(shared_data / "grenoble" / "dossier_complet.csv"))

    tried = backcast(counts.codes, counts.by_year, (2010, 2015, 2021))

    total = tried.table.filter(age="total")
    assert total.height == 49
    assert total["counted"].sum() == pytest.approx(449_488, abs=1)
    # Two percent too many for the whole, a median commune five percent off.
    assert total["projected"].sum() / total["counted"].sum() == pytest.approx(1.018, abs=0.01)
    assert total["error"].abs().median() == pytest.approx(4.4, abs=0.5)
    old = tried.errors.filter(age="75-89", size="10000-50000").row(0, named=True)
    assert old["median"] < old["unchanged_median"]
