"""Codes that are no longer communes."""

from maillage.geography.former import former_codes
from maillage.geography.transitions import published_transitions
from tests.maillage.geography import fictitious


def former(**more):
    places = fictitious.communes()
    current = places.filter(places["year"] == 2022, places["type"] == "commune")
    tables = {"cog_evenements": fictitious.events()} | more
    steps = published_transitions(tables["cog_evenements"])
    return former_codes(places, tables, current, steps)


def test_former_commune_has_its_name_successor_and_published_date() -> None:
    rows = {row[0]: row[1:] for row in former().rows()}

    assert rows["07902"] == ("Bellac", "07901", "2021-10-01")
    assert rows["07905"] == ("Estang", "07901", "2015-06-01")


def test_code_alive_today_is_never_a_former_one() -> None:
    assert not {"07901", "07903", "07904", "75101"} & set(former()["code"])


def test_passage_table_adds_codes_that_no_event_explains() -> None:
    table = fictitious.events().head(2).select(before="before", after="after")
    table = table.with_columns(
        before=fictitious.events()["before"].head(2).replace("07905", "07999")
    )

    rows = {row[0]: row[1:] for row in former(cog_passage=table).rows()}

    assert rows["07999"] == (None, "07901", None)
