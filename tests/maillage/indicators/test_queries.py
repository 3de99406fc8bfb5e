"""A file is asked only what its years can say."""

from dataclasses import replace

import pytest

from maillage.indicators.expressions import Choice, parse
from maillage.indicators.queries import MOST_READ, Query, Span, spans_in, years_alike
from tests.factories.computing import row, written


def span(years, *columns):
    return Span(tuple(years), frozenset(columns))


@pytest.fixture
def file(tmp_path):
    """Two recent years and an old one that only has A."""
    rows = [
        row("01001", A=1, B=2, year=2021),
        row("01001", A=3, B="secret", year=2015),
        row("01001", A=5, B=None, year=1968),
    ]
    found = written(rows, tmp_path, source="source", dataset="fictif")
    spans = (span([2015, 2021], "A", "B", "B__status"), span([1968], "A"))
    return replace(found, rows=3, spans=spans)


def test_old_year_is_not_asked_what_it_does_not_hold(file):
    wanted = {"a": parse("A"), "b": parse("B"), "c": parse("A + B")}

    found = years_alike(file, wanted)

    assert [(years, sorted(names)) for years, names in found] == [
        ((2015, 2021), ["a", "b", "c"]),
        ((1968,), ["a"]),
    ]


def test_years_that_say_nearly_the_same_are_asked_together(file):
    near = replace(file, spans=(span([2021], "A", "B"), span([2015], "A")))

    found = years_alike(near, {"a": parse("A"), "b": parse("B")})

    assert [years for years, _ in found] == [(2015, 2021)]


def test_one_way_of_writing_is_enough(file):
    choice = Choice((parse("B"), parse("A")))

    assert years_alike(file, {"x": choice}) == [((1968, 2015, 2021), {"x": choice})]


def test_file_that_says_nothing_of_its_years_is_asked_everything(file):
    wanted = {"b": parse("B")}

    assert years_alike(replace(file, spans=()), wanted) == [((), wanted)]


def test_rows_of_some_years_carry_values_and_reasons(file):
    query = Query(file, (2015, 2021), {"b": parse("B")})

    assert query.keys().collect()["year"].to_list() == [2021, 2015]
    assert query.own().collect().to_dict(as_series=False) == {
        "b": [2, None],
        "b__marker": [None, "secret"],
    }


def test_many_rows_are_read_a_few_expressions_at_a_time(file):
    query = Query(file, (), {name: parse(name) for name in ("A", "B")})

    assert [list(some.wanted) for some in query.slices(3)] == [["A", "B"]]
    assert [list(some.wanted) for some in query.slices(MOST_READ)] == [["A"], ["B"]]


def test_full_rows_leave_out_what_old_years_do_not_hold(file):
    assert replace(file, spans=()).full_rows == 3
    assert file.full_rows < 3


def test_spans_are_read_back_from_a_build(file):
    details = {"spans": [{"years": [1968], "columns": ["A"]}]}

    assert spans_in(details) == (span([1968], "A"),)
    assert spans_in({}) == ()
