"""The whole build: what it makes, what it keeps, and that nothing is lost when it is killed."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest

from maillage.base.errors import MaillageError, NoData
from maillage.building import build, indicating
from maillage.indicators.cards import cards
from maillage.portraits import portrait
from maillage.sources.intake import take
from maillage.store import Store
from maillage.store.manifest import Manifest, TableEntry, read_manifest
from maillage.store.raw import digest
from tests.factories import published


REPOSITORY = Path(__file__).resolve().parents[3]
BUILD_AND_DIE = """
import os, signal, sys
from maillage.building import build
from maillage.building.workplace import Workplace
from maillage.store import Store

tables = 0
enter = Workplace.enter

def counting(self, *arguments, **options):
    global tables
    tables += 1
    if tables > {limit}:
        os.kill(os.getpid(), signal.SIGKILL)
    return enter(self, *arguments, **options)

Workplace.enter = counting
build(Store(sys.argv[1]), fresh=True)
"""


@pytest.fixture
def store(small_store, tmp_path) -> Store:
    """A copy of the small world, to change at will."""
    return Store(str(shutil.copytree(small_store.root, tmp_path / "entrepot")))


def is_whole(store: Store) -> bool:
    """Every table of the manifest exists, with its bytes."""
    tables = read_manifest(store).tables.values()
    return all(digest(store.local(table.path)) == table.sha256 for table in tables)


def checksums_of(manifest: Manifest) -> dict[str, str]:
    return {key: table.sha256 for key, table in manifest.tables.items()}


def value(store: Store, code: str, indicator: str):
    content = portrait(code, store=store).to_dict()
    return next(one["value"] for one in content["indicators"] if one["id"] == indicator)


def test_store_without_raw_files_says_what_to_run(tmp_path):
    with pytest.raises(NoData, match="maillage fetch --embedded"):
        build(Store(str(tmp_path)))


def test_store_without_division_says_what_is_missing(tmp_path):
    store = Store(str(tmp_path / "entrepot"))
    take(published.write_census(tmp_path), store)

    with pytest.raises(NoData, match="découpage administratif manque"):
        build(store)


def test_division_alone_makes_a_geography_with_its_reference_populations(tmp_path):
    store = Store(str(tmp_path / "entrepot"))
    take(published.write_division(tmp_path), store)

    report = build(store)

    assert report.refused == []
    assert read_manifest(store).geography_year == 2026
    assert value(store, "01001", "population") == 810


def test_every_table_of_a_build_is_there_with_its_bytes(small_store):
    assert is_whole(small_store)
    assert read_manifest(small_store).geography_year == 2026


@pytest.mark.parametrize("code", ["01001", "2A004", "97101"])
def test_code_survives_from_the_published_file_to_the_portrait(small_store, code):
    content = portrait(code, store=small_store).to_dict()

    assert content["territory"]["code"] == code
    assert next(i["value"] for i in content["indicators"] if i["id"] == "logements") is not None


def test_same_files_give_the_same_tables_in_another_store(small_store, tmp_path):
    store = Store(str(tmp_path / "entrepot"))

    published.built(store, tmp_path / "fichiers")

    assert checksums_of(read_manifest(store)) == checksums_of(read_manifest(small_store))


def test_nothing_is_redone_when_nothing_changed(store):
    before = read_manifest(store).tables

    report = build(store)

    assert report.written == 0
    assert read_manifest(store).tables == before


def test_changed_card_redoes_only_the_file_of_its_theme(store, monkeypatch):
    before = read_manifest(store).tables
    known = cards()
    changed = known["part_residences_secondaires"].model_copy(update={"denominator": ("P_RP",)})
    monkeypatch.setattr(indicating, "cards", lambda: known | {changed.id: changed})

    build(store)

    after = read_manifest(store).tables
    redone = {key for key in after if after[key].path != before[key].path}
    assert redone == {"indicators/logement", "distributions/logement"}
    assert value(store, "01001", "part_residences_secondaires") == pytest.approx(20 / 340 * 100)
    assert value(store, "01001", "taux_logements_vacants") == 10


@pytest.mark.parametrize("prefix", ["clean/insee_filosofi", "distributions/", "geography/"])
def test_table_that_vanished_is_made_again_with_those_made_with_it(store, prefix):
    before = read_manifest(store)
    store.remove(next(iter(before.under(prefix).values())).path)

    build(store)

    assert checksums_of(read_manifest(store)) == checksums_of(before)
    assert is_whole(store)


def test_reworded_card_redoes_nothing(store, monkeypatch):
    known = cards()
    reworded = known["taux_logements_vacants"].model_copy(update={"label": "Logements vides"})
    monkeypatch.setattr(indicating, "cards", lambda: known | {reworded.id: reworded})

    assert build(store).written == 0


def test_two_files_of_one_vintage_complete_each_other(tmp_path):
    store = Store(str(tmp_path / "entrepot"))
    for year in published.RELEASES:
        take(published.write_division(tmp_path, year), store)
    first = published.write_census(tmp_path, name="un.csv", without=("01001", "01002"))
    second = published.write_census(tmp_path, name="deux.csv", without=("01004", "2A004", "97101"))
    take(first, store)
    build(store)
    assert value(store, published.EPCI, "logements") is None

    take(second, store)
    build(store)

    assert value(store, published.EPCI, "logements") == 7_520


def test_fresh_build_gives_the_same_tables_and_disturbs_no_reader_of_the_previous_one(store):
    before = read_manifest(store)

    report = build(store, fresh=True)

    after = read_manifest(store)
    assert (report.build != before.build, report.kept) == (True, 0)
    assert {key: one.sha256 for key, one in after.tables.items()} == checksums_of(before)
    assert all(store.exists(table.path) for table in before.tables.values())


def test_tables_nobody_can_be_reading_any_more_are_deleted(store):
    abandoned = "builds/20200101-000000-abcdef/indicators/x.parquet"
    store.write_bytes(abandoned, b"PAR1")

    build(store)

    assert not store.exists(abandoned)
    assert is_whole(store)


def test_build_whose_tables_another_build_deleted_is_not_published(store, monkeypatch):
    before = read_manifest(store)
    monkeypatch.setattr(sys.modules[build.__module__], "_indicators", lambda *_: {"x": ghost()})

    with pytest.raises(MaillageError, match="Une autre construction a eu lieu en même temps"):
        build(store)

    assert read_manifest(store) == before


def ghost() -> TableEntry:
    return TableEntry(path="builds/absent/x.parquet", sha256="", rows=0, inputs="")


def test_geography_kept_by_several_builds_is_still_whole(store):
    for _ in range(3):
        build(store)

    assert value(store, published.EPCI, "logements") == 7_520


def test_refused_file_is_reported_and_the_others_are_built(store, tmp_path):
    twice = published.census_text().splitlines()
    twice.insert(2, twice[1].replace(";800;", ";801;"))
    wrong = tmp_path / "double.csv"
    wrong.write_text("\n".join(twice) + "\n", encoding="utf-8")
    take(wrong, store)

    report = build(store)

    (refused,) = report.refused
    assert refused["name"] == "double.csv"
    assert "« 01001 » apparaît deux fois" in refused["reason"]
    assert value(store, "01001", "logements") == 400


def test_progress_tells_each_stage_in_french(store):
    stages: list[str] = []

    build(store, progress=lambda stage, _done, _total: stages.append(stage))

    assert stages[0].startswith("Lecture : ")
    assert [stage for stage in stages if not stage.startswith("Lecture")] == [
        "Géographie",
        "Indicateurs",
        "Indicateurs",
    ]


def test_fictitious_store_stays_so(store):
    build(store, fictitious="Valmeyrac")
    build(store)

    assert read_manifest(store).fictitious == "Valmeyrac"


def test_remote_store_is_built_and_read(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path / "cache"))
    store = Store(f"memory://{uuid4().hex}")

    published.built(store, tmp_path / "fichiers")

    assert is_whole(store)
    assert value(store, published.EPCI, "logements") == 7_520
    assert build(store).written == 0


def test_killed_build_leaves_the_previous_one_whole(store):
    before = read_manifest(store)
    limit = random.randrange(len(before.tables) // 2)  # noqa: S311 (no secret here)

    dead = subprocess.run(
        [sys.executable, "-c", BUILD_AND_DIE.format(limit=limit), store.address],
        cwd=REPOSITORY,
        check=False,
    )

    assert dead.returncode == -signal.SIGKILL
    assert read_manifest(store) == before
    assert is_whole(store)
    assert value(store, published.EPCI, "logements") == 7_520
    assert build(store).refused == []


def test_build_killed_from_outside_at_any_moment_leaves_the_previous_one_whole(store):
    before = read_manifest(store)
    command = "import sys; from maillage.building import build; from maillage.store import Store;"
    command += "print(flush=True); build(Store(sys.argv[1]), fresh=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", command, store.address], cwd=REPOSITORY, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()  # the imports are done: what follows is the build
        time.sleep(random.random())  # noqa: S311 (no secret here)
        process.kill()

    assert is_whole(store)
    after = read_manifest(store)
    assert after == before or process.returncode == 0
