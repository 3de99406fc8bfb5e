"""Ages chosen by the user, from bands that overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.indicators.ages import population_by_ages


# Fictitious: as many people of every age as that age plus one, up to 99.
BANDS = [(0, 14), (15, 29), (30, 44), (45, 59), (60, 74), (75, 89), (15, 19), (20, 24), (25, 39)]
BANDS += [(40, 54), (55, 64), (65, 79), (2, 5), (6, 10), (11, 14), (15, 17), (18, 24), (25, 29)]


def one_by_one(first: int, last: int) -> float:
    return float(sum(age + 1 for age in range(first, last + 1)))


ROW = {f"P_POP{a:02d}{b:02d}": one_by_one(a, b) for a, b in BANDS} | {
    "P_POP80P": one_by_one(80, 99),
    "P_POP90P": one_by_one(90, 99),
    "P_POP30P": one_by_one(30, 99),
    "P_POP": one_by_one(0, 99),
    "P_POP15P_PSEUL": 12.0,
}


@pytest.mark.parametrize(
    ("minimum", "maximum"),
    [(25, 39), (0, 14), (15, 24), (18, 29), (20, 44), (60, None), (75, None), (2, 17), (0, None)],
)
def test_limits_on_the_edges_of_bands_give_the_exact_count(
    minimum: int, maximum: int | None
) -> None:
    found = population_by_ages(ROW, minimum, maximum)

    assert found is not None
    assert not found.estimated
    assert found.people == one_by_one(minimum, 99 if maximum is None else maximum)


def test_the_fewest_bands_are_used() -> None:
    found = population_by_ages(ROW, 25, 39)

    assert found is not None
    assert found.bands == ("P_POP2539",)


def test_a_limit_inside_a_band_is_shared_equally_and_said_estimated() -> None:
    found = population_by_ages(ROW, 25, 40)

    assert found is not None
    assert found.estimated
    assert found.people == pytest.approx(one_by_one(25, 39) + one_by_one(30, 44) / 15)


def test_only_the_age_that_no_band_gives_is_guessed() -> None:
    found = population_by_ages({"P_POP0014": 150.0, "P_POP1517": 30.0}, 14, 17)

    assert found is not None
    assert found.people == pytest.approx(30.0 + 10.0)


def test_the_open_last_band_is_never_cut() -> None:
    assert population_by_ages({"P_POP80P": 100.0}, 85, None) is None
    assert population_by_ages({"P_POP80P": 100.0}, 80, 89) is None


def test_a_missing_band_is_not_a_zero() -> None:
    assert population_by_ages({"P_POP0014": None, "P_POP1529": 10.0}, 0, 29) is None


def test_a_third_of_a_very_wide_band_is_not_guessed() -> None:
    assert population_by_ages({"P_POP2064": 4500.0}, 25, 39) is None
    assert population_by_ages({"P_POP2064": 4500.0}, 25, 34) is not None


def test_limits_in_the_wrong_order_have_no_answer() -> None:
    assert population_by_ages(ROW, 40, 25) is None


def slow_exact(start: int, end: int) -> bool:
    """Whether whole bands, put end to end, go from `start` to `end`: every way is tried."""
    if start == end:
        return True
    return any(slow_exact(last + 1, end) for first, last in BANDS if first == start and last < end)


@given(st.integers(min_value=0, max_value=79), st.integers(min_value=1, max_value=80))
def test_a_count_is_estimated_exactly_when_no_bands_fit_end_to_end(start: int, end: int) -> None:
    if start >= end:
        return

    found = population_by_ages(ROW, start, end - 1)

    if found is None:
        assert not slow_exact(start, end)
        return
    assert found.estimated is not slow_exact(start, end)
    if not found.estimated:
        assert found.people == pytest.approx(one_by_one(start, end - 1))
