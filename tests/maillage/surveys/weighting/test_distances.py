"""The four distances: F(0) = 1, slopes and primitives that match, bounds that hold."""

import numpy as np
import pytest

from maillage.base.errors import WrongCall
from maillage.surveys.weighting.distances import BOUNDED, Method, distance


BOUNDS = (0.4, 2.2)


def chosen(method):
    return distance(method, BOUNDS if method in BOUNDED else None)


@pytest.mark.parametrize("method", Method)
def test_weight_does_not_move_when_nothing_pulls_it(method):
    way = chosen(method)

    assert way.ratio(np.zeros(1))[0] == pytest.approx(1)
    assert way.slope(np.zeros(1))[0] == pytest.approx(1)
    assert way.primitive(np.zeros(1))[0] == pytest.approx(0)


@pytest.mark.parametrize("method", Method)
def test_slope_and_primitive_are_those_of_the_ratio(method):
    way = chosen(method)
    at, step = np.linspace(-3, 3, 41) + 0.013, 1e-6

    slope = (way.ratio(at + step) - way.ratio(at - step)) / (2 * step)
    ratio = (way.primitive(at + step) - way.primitive(at - step)) / (2 * step)

    assert way.slope(at) == pytest.approx(slope, abs=1e-6)
    assert way.ratio(at) == pytest.approx(ratio, rel=1e-6)


@pytest.mark.parametrize("method", BOUNDED)
def test_bounded_ratio_never_leaves_its_bounds(method):
    found = chosen(method).ratio(np.array([-1e6, -5, 5, 1e6]))

    assert found.min() >= BOUNDS[0] - 1e-12
    assert found.max() <= BOUNDS[1] + 1e-12


@pytest.mark.parametrize("bounds", [None, (1.2, 2), (0.5, 0.9), (-1, 2), (0.5, float("nan"))])
def test_bounds_out_of_place_are_refused_with_an_example(bounds):
    with pytest.raises(WrongCall, match=r"--bounds 0\.5,2"):
        distance("logit", bounds)


def test_method_is_refused_by_its_name_with_the_choices():
    with pytest.raises(WrongCall, match="« ipf » n’existe pas.*raking"):
        distance("ipf")


def test_raking_takes_no_bounds():
    with pytest.raises(WrongCall, match="ne prend pas de bornes"):
        distance("raking", BOUNDS)
