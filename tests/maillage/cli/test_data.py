"""Commands about data: taking files, building, checking."""

import shutil

from maillage.sources.registry import source_cards
from maillage.store import Store
from maillage.store.manifest import read_manifest
from tests.factories import published


def copy(small_store, tmp_path) -> Store:
    return Store(str(shutil.copytree(small_store.root, tmp_path / "copie")))


def test_files_are_taken_then_built_then_shown(run, tmp_path):
    store = str(tmp_path / "entrepot")
    folder = published.write_small_world(tmp_path / "fichiers")

    taken = run("fetch", "--from", str(folder), store=store)
    built = run("build", store=store)
    shown = run("portrait", "01001", "--format", "csv", store=store)

    assert (taken.code, built.code, shown.code) == (0, 0, 0)
    assert "✓ dossier_complet.csv : Dossier complet, recensement 2021" in taken.text
    assert "9 fichiers dans l’entrepôt" in taken.text
    assert "Construction " in built.text
    assert shown.out


def test_fetching_does_not_build(run, tmp_path):
    store = str(tmp_path / "entrepot")

    run("fetch", "--from", str(published.write_census(tmp_path)), store=store)

    assert not Store(store).exists("manifest.json")


def test_unknown_files_end_with_code_three_and_their_reason(run, tmp_path):
    (tmp_path / "banque.csv").write_text("Date;Montant\n1;2\n", encoding="utf-8")

    answer = run("fetch", "--from", str(tmp_path / "banque.csv"), store=str(tmp_path / "x"))

    assert answer.code == 3
    assert "– banque.csv : « banque.csv » n’est aucun des fichiers connus" in answer.text
    assert "Aucun fichier reconnu." in answer.error


def test_place_that_does_not_exist_ends_with_code_two(run, tmp_path):
    answer = run("fetch", "--from", str(tmp_path / "absent"), store=str(tmp_path))

    assert answer.code == 2
    assert "n’existe pas" in answer.error


def test_unknown_source_ends_with_code_two_before_any_download(run, tmp_path):
    answer = run("fetch", "insee_rb", store=str(tmp_path))

    assert answer.code == 2
    assert "Aucune source ne s’appelle « insee_rb »" in answer.error


def test_source_on_request_ends_with_code_three(run, tmp_path):
    assert run("fetch", "sne", store=str(tmp_path)).code == 3


def test_building_nothing_ends_with_code_three(run, tmp_path):
    answer = run("build", store=str(tmp_path))

    assert answer.code == 3
    assert "Aucun fichier à construire" in answer.error


def test_files_without_the_administrative_division_are_given_it(run, tmp_path, monkeypatch):
    store = str(tmp_path / "entrepot")
    division = tmp_path / "paquet"
    published.write_division(division)
    monkeypatch.setattr("maillage.cli.data.embedded_places", lambda: [division])
    run("fetch", "--from", str(published.write_census(tmp_path)), store=store)

    first, again = run("build", store=store), run("build", store=store)

    assert "Le découpage administratif manquait" in first.text
    assert "manquait" not in again.text
    assert run("portrait", "200000001", "--format", "csv", store=store).code == 0


def test_unknown_engine_ends_with_code_two(run, tmp_path):
    answer = run("build", "--engine", "excel", store=str(tmp_path))

    assert answer.code == 2
    assert "« excel » inconnu" in answer.error


def test_sources_say_what_is_held_and_where_to_take_the_rest(run, small_store):
    answer = run("sources", store=small_store)

    assert answer.code == 0
    assert "présente (2015, 2021)" in answer.text
    assert "https://www.insee.fr/" in answer.text
    assert "sur demande : " in answer.text


def test_whole_store_is_checked_without_a_word_too_many(run, small_store):
    answer = run("check", store=small_store)

    tables = len(read_manifest(small_store).tables)
    assert answer.code == 0
    assert answer.text.startswith(f"{tables} tables vérifiées")


def test_damaged_and_missing_tables_are_named(run, small_store, tmp_path):
    store = copy(small_store, tmp_path)
    tables = read_manifest(store).tables
    (store.root / tables["indicators/logement"].path).write_bytes(b"PAR1 abime")
    store.remove(tables["indicators/revenus"].path)

    answer = run("check", store=store)

    assert answer.code == 2
    assert "indicators/logement : le fichier" in answer.text
    assert "a été modifié" in answer.text
    assert "est absent" in answer.text
    assert "maillage build --fresh" in answer.error


def test_damaged_store_is_whole_again_after_a_fresh_build(run, small_store, tmp_path):
    store = copy(small_store, tmp_path)
    store.remove(read_manifest(store).tables["indicators/revenus"].path)

    run("build", "--fresh", store=store)

    assert run("check", store=store).code == 0


def test_one_table_or_none_is_singular(run, small_store, tmp_path):
    answer = run("build", store=copy(small_store, tmp_path))

    assert "0 table refaite, " in answer.text


def test_source_without_download_shows_its_page(run, small_store):
    answer = run("sources", store=small_store)

    named = [name for name, card in source_cards().items() if not card.get("downloads")]
    pages = [source_cards()[name]["page"] for name in named if source_cards()[name].get("page")]
    assert pages
    assert all(page in answer.text for page in pages)


def test_embedded_files_are_told_by_source_not_one_by_one(run, tmp_path):
    answer = run("fetch", "--embedded", store=str(tmp_path / "entrepot"))

    assert answer.code == 0
    assert len(answer.text.splitlines()) <= 5
    assert "✓ Recensement 2021 par IRIS" in answer.text
