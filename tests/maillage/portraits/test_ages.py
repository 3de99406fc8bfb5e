"""The public a person chooses, counted on demand."""

import pytest

from maillage.base.errors import NoData, WrongCall
from maillage.portraits import Shelf, open_shelf, portrait
from maillage.portraits.ages import AGES_CARD, chosen_card, desk_of
from maillage.store import Store


def _counted(store: Store, code: str, ages: tuple[int, int] | None) -> dict[str, object]:
    made = portrait(code, store=store, ages=ages).to_dict()
    return next(one for one in made["indicators"] if one["id"] == AGES_CARD)


def test_ages_in_the_wrong_order_are_refused_in_french() -> None:
    with pytest.raises(WrongCall, match="Les âges 40 à 25 ne se suivent pas"):
        chosen_card((40, 25))


def test_ages_that_fall_on_published_bands_are_computed(real_store: Store) -> None:
    found = _counted(real_store, "38185", (0, 14))

    assert found["status"] == "computed"
    assert found["sentence"].endswith("habitants de 0 à 14 ans.")


def test_ages_that_cut_a_band_are_estimated_and_said_so(real_store: Store) -> None:
    found = _counted(real_store, "38185", (25, 40))

    assert found["status"] == "estimated"
    assert found["reliability"] == "caution"
    assert "de 25 à 40 ans" in str(found["sentence"])


def test_wider_ages_count_more_people(real_store: Store) -> None:
    narrow = _counted(real_store, "38185", (25, 39))["value"]
    wide = _counted(real_store, "38185", (25, 44))["value"]

    assert isinstance(narrow, float)
    assert isinstance(wide, float)
    assert narrow < wide


def test_default_ages_are_those_of_the_card(real_store: Store) -> None:
    assert "de 25 à 39 ans" in str(_counted(real_store, "38185", None)["sentence"])


def test_the_desk_of_a_build_reads_the_best_ranked_source_first(real_store: Store) -> None:
    files = desk_of(open_shelf(real_store)).files["insee_rp"]

    assert [one.rank for one in files] == sorted(one.rank for one in files)
    assert files[0].file.source == "insee_rp_dossier"


def test_build_of_an_older_version_says_to_build_again(small_store: Store) -> None:
    shelf = open_shelf(small_store)
    tables = {key: one for key, one in shelf.manifest.tables.items() if "bundles" not in key}
    older = Shelf(shelf.store, shelf.manifest.model_copy(update={"tables": tables}))

    with pytest.raises(NoData, match="version antérieure"):
        desk_of(older)
