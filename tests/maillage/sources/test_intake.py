"""Taking files a person already has: kept, or refused with a reason; nothing built is touched."""

import shutil
import zipfile

import pytest

from maillage.base.errors import WrongCall
from maillage.building import build
from maillage.sources.intake import embedded_places, take
from maillage.store import Store
from maillage.store.manifest import read_manifest
from maillage.store.raw import digest, raw_entries
from tests.factories import published


@pytest.fixture
def store(tmp_path) -> Store:
    """An empty store."""
    return Store(str(tmp_path / "entrepot"))


@pytest.fixture
def folder(tmp_path):
    """A folder somebody hands us."""
    made = tmp_path / "à déposer"
    made.mkdir()
    return made


def test_place_that_does_not_exist_is_a_wrong_call(store, tmp_path):
    with pytest.raises(WrongCall, match="n’existe pas"):
        take(tmp_path / "absent", store)


def test_file_is_taken_with_what_it_was_taken_for(store, folder):
    (outcome,) = take(published.write_census(folder, name="n’importe quoi.txt"), store)

    assert outcome.taken
    assert outcome.label == "Dossier complet, recensement 2021, communes (Insee)"
    assert [entry.source for entry in raw_entries(store)] == ["insee_rp_dossier"]


def test_folder_is_read_with_the_folders_inside(store, folder):
    published.write_division(folder)
    (folder / "a" / "b").mkdir(parents=True)
    published.write_census(folder / "a" / "b")

    outcomes = take(folder, store)

    assert len(outcomes) == 5
    assert all(outcome.taken for outcome in outcomes)


def test_what_systems_leave_in_folders_is_passed_over_in_silence(store, folder):
    (folder / ".DS_Store").write_bytes(b"\x00\x00")
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "package.json").write_text("{}", encoding="utf-8")

    assert take(folder, store) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "un document PDF"),
        (b"\xff\xd8\xff\xe0", "une image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "ancien format (.xls)"),
        (b"\x1f\x8b\x08\x00", "Décompressez-la"),
    ],
)
def test_file_that_is_no_table_says_what_it_is(store, folder, content, said):
    (folder / "dossier_complet").write_bytes(content)

    (outcome,) = take(folder, store)

    assert not outcome.taken
    assert said in outcome.reason


def test_file_is_taken_whatever_the_end_of_its_name(store, folder):
    published.write_census(folder, name="dossier.dat")
    published.write_census(folder, name="sans suffixe")

    assert [outcome.taken for outcome in take(folder, store)] == [True, True]


def test_member_that_is_no_table_does_not_hide_those_beside_it(store, folder):
    with zipfile.ZipFile(folder / "lot.zip", "w") as archive:
        archive.writestr("ancien.xls", b"\xd0\xcf\x11\xe0")
        archive.writestr("dossier_complet.csv", published.census_text())
        archive.writestr("autre.zip", b"PK\x03\x04")

    old, taken, inner = take(folder / "lot.zip", store)

    assert "ancien format (.xls)" in old.reason
    assert taken.taken
    assert "« autre.zip » est une archive que Maillage n’ouvre pas" in inner.reason


def test_progress_is_told_file_by_file(store, folder):
    published.write_division(folder)
    seen = []

    take(folder, store, progress=seen.append)

    assert [outcome.name for outcome in seen] == [
        "communes.json",
        "departements.json",
        "epci.json",
        "regions.json",
    ]


def test_archive_is_kept_whole_with_each_of_its_members(store, folder):
    with zipfile.ZipFile(folder / "dossier_complet.zip", "w") as archive:
        archive.writestr("dossier_complet.csv", published.census_text())
        archive.writestr("notes.csv", "Date;Montant\n1;2\n")

    taken, refused = take(folder / "dossier_complet.zip", store)

    assert (taken.taken, refused.taken) == (True, False)
    assert "« notes.csv »" in refused.reason
    (entry,) = raw_entries(store)
    assert (entry.name, entry.member) == ("dossier_complet.zip", "dossier_complet.csv")


def test_archive_without_any_table_says_so(store, folder):
    with zipfile.ZipFile(folder / "docs.zip", "w") as archive:
        archive.writestr("lisez-moi.pdf", "%PDF")

    (outcome,) = take(folder / "docs.zip", store)

    assert outcome.reason == "« docs.zip » ne contient aucun tableau."


def test_unreadable_file_is_reported_and_the_others_are_taken(store, folder):
    (folder / "casse.csv").symlink_to(folder / "a.csv")
    published.write_census(folder)
    (folder / "page.csv").write_text("<!doctype html><html></html>", encoding="utf-8")

    outcomes = {outcome.name: outcome for outcome in take(folder, store)}

    assert outcomes["dossier_complet.csv"].taken
    assert "page web" in outcomes["page.csv"].reason


def bad_files(folder):
    """One file for each accident."""
    whole = published.census_text().encode()
    (folder / "vide.csv").write_bytes(b"")
    (folder / "page.csv").write_bytes(b"<!DOCTYPE html><html><body>404</body></html>")
    (folder / "coupe.csv").write_bytes(whole[: len(whole) - 25])
    (folder / "sans_code.csv").write_bytes(whole.replace(b"CODGEO;", b"X;"))
    (folder / "separateur.csv").write_bytes(whole.replace(b";", b"^"))
    (folder / "utf16.csv").write_bytes(whole.decode().encode("utf-16"))
    with zipfile.ZipFile(folder / "coupe.zip", "w") as archive:
        archive.writestr("dossier_complet.csv", whole)
    cut = (folder / "coupe.zip").read_bytes()
    (folder / "coupe.zip").write_bytes(cut[:-40])
    with zipfile.ZipFile(folder / "piege.zip", "w") as archive:
        archive.writestr("../../dossier_complet.csv", whole)
    with (folder / "enorme.csv").open("wb") as stream:
        stream.truncate(2 * 1024**3 + 1)


def test_bad_files_have_their_sentence_and_touch_nothing_already_built(
    small_store, folder, tmp_path
):
    store = Store(str(shutil.copytree(small_store.root, tmp_path / "copie")))
    before = read_manifest(store)
    bad_files(folder)

    outcomes = take(folder, store)

    assert len(outcomes) == 9
    for outcome in outcomes:
        if outcome.taken:  # only its last line tells that it was cut: the build says so
            assert outcome.name == "coupe.csv"
        else:
            assert outcome.reason.startswith("« ")
            assert len(outcome.reason) > 30
    assert read_manifest(store) == before
    assert all(digest(store.local(one.path)) == one.sha256 for one in before.tables.values())


def test_cut_file_is_refused_at_the_latest_by_the_build(small_store, folder, tmp_path):
    store = Store(str(shutil.copytree(small_store.root, tmp_path / "copie")))
    whole = published.census_text().encode()
    (folder / "coupe.csv").write_bytes(whole[: len(whole) - 25])
    take(folder, store)

    report = build(store)

    (refused,) = report.refused
    assert "s’arrête au milieu d’une ligne" in refused["reason"]
    assert "téléchargez-le de nouveau" in refused["reason"]


def test_embedded_places_exist():
    assert all(place.exists() for place in embedded_places())


def test_year_to_come_is_refused(store, folder):
    path = published.write_census(folder)
    path.write_text(path.read_text().replace("P21_", "P31_").replace("C21_", "C31_"))

    (outcome,) = take(path, store)

    assert not outcome.taken
    assert "2031, une année qui n’est pas encore publiée" in outcome.reason


def test_header_without_a_row_is_refused(store, folder):
    path = published.write_census(folder)
    path.write_text(path.read_text().splitlines()[0] + "\n")

    (outcome,) = take(path, store)

    assert "n’a que sa ligne de titres" in outcome.reason
