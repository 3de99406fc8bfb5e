"""The members of a territory side by side."""

import polars as pl

from maillage.base.levels import Level
from maillage.portraits.members import member_values, newest_of_members, told_by_members
from maillage.portraits.tables import PLACE, released, told_in
from tests.factories.cards import make_card
from tests.factories.rows import make_hidden, make_row, make_territory


MEMBERS = [make_territory(code=code, name=name) for code, name in (("b", "Brissac"), ("a", "Ain"))]
NAMES = {one.code: one.name for one in MEMBERS}
KNOWN = {"essai": make_card()}


def lines(rows):
    told = told_in({"essai": 2021}, MEMBERS)
    frame = pl.DataFrame(rows, infer_schema_length=len(rows))
    return member_values(released(frame).completed(told, PLACE), KNOWN, NAMES)


def test_members_keep_the_order_given_and_each_has_its_line():
    found = lines([make_row(code="a", value=3.0, denominator=900.0)])["essai"]

    assert [(one["name"], one["value"], one["status"]) for one in found] == [
        ("Brissac", None, "unavailable"),
        ("Ain", 3, "computed"),
    ]
    assert [one["reliability"] for one in found] == ["unknown", "safe"]


def test_indicator_no_member_says_anything_of_is_left_out():
    assert lines([make_hidden("unavailable", code="a")]) == {}


def test_indicator_that_is_secret_everywhere_is_shown_as_such():
    assert lines([make_hidden("secret", code="a")])["essai"][1]["status"] == "secret"


def test_newest_row_of_a_member_tells_the_year():
    rows = [make_row(code="a", year=2021), make_row(code="b", year=2015)]
    frame = pl.DataFrame([*rows, make_hidden("secret", code="b", year=2023)])

    assert newest_of_members(frame, MEMBERS, ())["essai"]["year"] == 2021
    assert newest_of_members(frame, MEMBERS, (2015,))["essai"]["code"] == "b"


def test_indicator_given_by_commune_only_sends_to_its_communes():
    row = make_row(level=str(Level.COMMUNE), year=2022)

    found = told_by_members({"year": None}, row, Level.EPCI)

    assert (found["year"], found["source_id"]) == (2022, "insee_rp_dossier")
    assert "voir ses communes" in found["sentence"]


def test_chosen_perimeter_says_that_the_value_cannot_be_computed():
    row = make_row(level=str(Level.COMMUNE), year=2022)

    found = told_by_members({"year": None}, row, Level.PERIMETRE)

    assert "ne se calcule pas pour un périmètre choisi" in found["reason"]


def test_indicator_with_its_own_year_stays_as_it_is():
    assert told_by_members({"year": 2021}, make_row(), Level.EPCI) == {"year": 2021}
