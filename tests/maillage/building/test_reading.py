"""Cards that read a column no file has."""

from pathlib import Path

from maillage.building.reading import unreadable
from maillage.indicators.compute import Ranked, by_dataset
from maillage.indicators.queries import CleanFile
from tests.factories.cards import make_sum


def files(*columns, source="insee_rp_dossier", dataset="insee_rp"):
    file = CleanFile(dataset, source, Path("x.parquet"), frozenset(columns), frozenset({"commune"}))
    return by_dataset([Ranked(file, 10)])


def test_misspelt_column_is_named_with_its_card():
    one = make_sum("part_x", "P_LOGVACC", dataset="insee_rp")

    (told,) = unreadable([one], files("P_LOGVAC"))

    assert "« part_x » lit « P_LOGVACC »" in told


def test_one_readable_alternative_is_enough():
    one = make_sum(value=["P_LOGVACC", "P_LOGVAC"], dataset="insee_rp")

    assert unreadable([one], files("P_LOGVAC")) == []


def test_dataset_known_from_exports_or_not_held_says_nothing():
    one = make_sum(value="D504", dataset="insee_bpe")

    assert unreadable([one], files("D201", source="insee_bpe", dataset="insee_bpe")) == []
    assert unreadable([one], files("P_LOGVAC")) == []
