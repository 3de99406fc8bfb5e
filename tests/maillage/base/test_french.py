"""French typography of numbers: no-break spaces, comma, real minus sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.french import (
    NBSP,
    NNBSP,
    UNIT_DECIMALS,
    UNIT_SUFFIXES,
    join_words,
    number,
    ordinal,
    plural,
    with_unit,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (19044, 0, f"19{NNBSP}044"),
        (24.31, 1, "24,3"),
        (-3.2, 1, "\u22123,2"),
        (-0.04, 1, "0,0"),
        (1234567.8, 1, f"1{NNBSP}234{NNBSP}567,8"),
    ],
)
def test_number_is_written_the_french_way(value, decimals, text):
    assert number(value, decimals=decimals) == text


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_number_never_breaks_over_two_lines(value, decimals):
    assert " " not in number(value, decimals=decimals)


def test_unit_follows_behind_a_no_break_space():
    assert with_unit(22.04, "percent") == f"22,0{NBSP}%"
    assert with_unit(20350, "euros") == f"20{NNBSP}350{NBSP}€"
    assert with_unit(7352, "count") == f"7{NNBSP}352"


def test_every_unit_has_its_decimals():
    assert set(UNIT_SUFFIXES) == set(UNIT_DECIMALS)


def test_unknown_unit_is_an_error_rather_than_a_bare_number():
    with pytest.raises(KeyError):
        with_unit(1, "pct")


def test_first_is_1er_and_the_others_take_e():
    assert [ordinal(rank) for rank in (1, 2, 21)] == ["1er", "2e", "21e"]


def test_words_are_joined_with_et_before_the_last():
    assert join_words(["a", "b", "c"]) == "a, b et c"
    assert join_words(["a", "b"], last="ou") == "a ou b"
    assert join_words(["a"]) == "a"
    assert join_words([]) == ""


def test_plural_starts_at_two():
    assert plural(0, "commune") == f"0{NBSP}commune"
    assert plural(2, "commune") == f"2{NBSP}communes"
    assert plural(3, "EPCI", "EPCI") == f"3{NBSP}EPCI"
