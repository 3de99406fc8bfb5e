"""A file is asked once for all the cards it serves, and let go after the last."""

from maillage.indicators.reading import Reader, serves
from tests.factories.cards import make_card, make_sum
from tests.factories.computing import passages_of, passages_on_disk, row, written


EPCI = "epci:200000001"
SUM, OTHER, RATIO = make_sum("un", "A"), make_sum("deux", "B"), make_card(id="trois")
ABSENT = make_sum("quatre", "Z")


def reader(folder, engine, cards):
    rows = [row("01001", A=1, B=4), row("01002", A=2, B=8)]
    file = written(rows, folder, source="source", dataset="fictif")
    passages = passages_on_disk(passages_of({EPCI: ["01001", "01002"]}), folder)
    return Reader(file, cards, engine, passages)


def test_card_whose_columns_are_absent_is_not_served(tmp_path):
    file = written([row("01001", A=1)], tmp_path, source="source", dataset="fictif")

    assert serves(file, SUM)
    assert not serves(file, ABSENT)
    assert not serves(file, make_sum(dataset="autre"))


def test_reader_says_of_some_cards_what_they_read_and_nothing_of_others(tmp_path, engine):
    said = reader(tmp_path, engine, [SUM, OTHER, RATIO, ABSENT]).said([SUM, ABSENT])

    rows = said.rows(SUM)
    assert list(said.roles) == ["un"]
    assert rows["source"].unique().to_list() == ["source"]
    assert dict(rows.select("level", "value").group_by("level").sum().iter_rows()) == {
        "commune": 3,
        "epci": 3,
    }


def test_reader_that_serves_none_of_the_cards_says_nothing(tmp_path, engine):
    assert reader(tmp_path, engine, [SUM, ABSENT]).said([ABSENT]) is None


def test_reader_asks_once_and_lets_go_after_its_last_card(tmp_path, engine):
    asking = reader(tmp_path, engine, [SUM, OTHER, RATIO])

    asking.said([SUM])
    held = asking._asked
    asking.said([OTHER])
    assert asking._asked is held
    asking.said([RATIO])

    assert asking._asked is None


def test_height_tells_how_many_rows_a_card_has_to_be_computed_from(tmp_path, engine):
    assert reader(tmp_path, engine, [SUM]).said([SUM]).height(SUM) == 2
