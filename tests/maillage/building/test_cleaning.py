"""First stage: each raw file becomes clean tables, and is read again only when it must."""

import zipfile

import pytest

from maillage.base.errors import RefusedFile
from maillage.building import cleaning
from maillage.building.cleaning import clean_inputs, clean_raw, readable
from maillage.building.workplace import Workplace
from maillage.sources.intake import take
from maillage.store import Manifest, Store
from maillage.store.raw import raw_entries
from tests.factories import published


@pytest.fixture
def store(tmp_path) -> Store:
    """A store holding the fictitious census only."""
    made = Store(str(tmp_path / "entrepot"))
    take(published.write_census(tmp_path), made)
    return made


def census(store):
    return next(one for one in raw_entries(store) if one.source == "insee_rp_dossier")


def test_tables_say_what_they_hold_without_being_opened(store):
    found = clean_raw(census(store), Workplace(store), None)

    details = next(one.details for one in found.values() if one.details["dataset"] == "insee_rp")
    assert details["source"] == "insee_rp_dossier"
    assert details["levels"] == ["commune"]
    assert details["geography_years"] == [2024]


def test_every_dataset_of_the_file_has_its_table(store):
    found = clean_raw(census(store), Workplace(store), None)

    datasets = {one.details["dataset"] for one in found.values()}
    assert datasets == {"insee_rp", "insee_etat_civil", "insee_filosofi"}


def test_unchanged_file_is_not_read_again(store, monkeypatch):
    entry = census(store)
    before = clean_raw(entry, Workplace(store), None)
    monkeypatch.setattr(cleaning.registry, "clean", lambda _: pytest.fail("read again"))

    after = clean_raw(entry, Workplace(store), Manifest(tables=before))

    assert after == before


def test_file_is_read_again_when_its_markers_change(store, monkeypatch):
    entry = census(store)
    before = clean_inputs(entry)
    card = cleaning.registry.source_card(entry.source)
    markers = {"markers": card["markers"] | {"x": "secret"}}
    monkeypatch.setattr(cleaning.registry, "source_card", lambda _: card | markers)

    assert clean_inputs(entry) != before


def test_member_of_an_archive_is_found_again(tmp_path, zipped):
    store = Store(str(tmp_path / "entrepot"))
    take(zipped, store)

    found = clean_raw(census(store), Workplace(store), None)

    assert found


@pytest.fixture
def zipped(tmp_path):
    """The census beside its dictionary, as Insee zips them."""
    path = tmp_path / "dossier_complet.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("meta_dossier_complet.csv", "COD_VAR;LIB_VAR\nP21_POP;Population\n")
        archive.writestr("dossier_complet.csv", published.census_text())
    return path


def test_refusal_names_the_file_as_the_person_knows_it(tmp_path):
    store = Store(str(tmp_path / "entrepot"))
    text = published.census_text(changes={("01001", "P21_POP"): "beaucoup"})
    (tmp_path / "mon fichier.csv").write_text(text, encoding="utf-8")
    take(tmp_path / "mon fichier.csv", store)

    with pytest.raises(RefusedFile, match="P21_POP.*« beaucoup »"):
        clean_raw(census(store), Workplace(store), None)


def test_table_is_read_where_it_is_whoever_wrote_it(store):
    first = Workplace(store)
    tables = clean_raw(census(store), first, None)
    second = Workplace(store)

    for one in tables.values():
        assert readable(one, first) == readable(one, second)
        assert readable(one, second).is_file()
