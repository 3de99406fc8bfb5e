"""Which sources exist, and which one a file belongs to."""

from pathlib import Path

import pytest

from maillage.base.errors import CardError, RefusedFile
from maillage.sources.contract import Match, RawFile, Sample
from maillage.sources.opening import samples
from maillage.sources.registry import (
    clean,
    givers,
    provisions,
    rank,
    readers,
    recognise,
    source_card,
    source_cards,
)
from tests.factories import published


def sample(folder: Path, text: str, name: str = "fichier.csv") -> Sample:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return samples(path, workdir=folder / "members")[0]


def test_every_reader_has_its_card():
    assert set(readers()) <= set(source_cards())


def test_every_open_source_has_its_reader():
    without = {name for name, card in source_cards().items() if not card.get("ask")} - set(
        readers()
    )

    assert without == set()


def test_unknown_source_names_the_card_that_is_missing():
    with pytest.raises(CardError, match="definitions/sources/inconnue.yaml: missing"):
        source_card("inconnue")


def test_dossier_complet_comes_before_the_extracts_and_the_reference_population():
    order = ["insee_rp_dossier", "insee_rp_base_cc", "insee_rp_base_ic", "insee_rp_iris_extrait",
             "etalab_decoupage"]  # fmt: skip

    assert sorted(order, key=lambda name: rank(name, "insee_rp")) == order


def test_source_has_no_rank_in_a_dataset_it_does_not_fill():
    assert rank("etalab_decoupage", "insee_filosofi") == 100


def test_sources_of_some_columns_leave_out_those_that_give_others_only():
    unemployed = givers("insee_rp", {"P_CHOM1564", "P_ACT1564"})

    assert unemployed[:2] == ["insee_rp_dossier", "insee_rp_base_cc"]
    assert "insee_densite" not in unemployed
    assert "insee_densite" in givers("insee_rp", {"P_POP"})


def test_ranks_of_one_dataset_never_tie():
    ranks: dict[tuple[str, int], str] = {}
    for name in source_cards():
        for one in provisions(name):
            assert (one.dataset, one.rank) not in ranks, (
                f"{name} and {ranks[one.dataset, one.rank]}"
            )
            ranks[one.dataset, one.rank] = name


def test_file_is_recognised_by_its_content_whatever_its_name(tmp_path):
    match = recognise(sample(tmp_path, published.census_text(), "vacances.txt"))

    assert (match.source, match.years[-1]) == ("insee_rp_dossier", 2021)


def test_file_of_another_year_is_taken_for_its_own_year(tmp_path):
    text = (
        published.census_text()
        .replace("21;", "16;")
        .replace("P21_", "P16_")
        .replace("C21_", "C16_")
    )

    assert recognise(sample(tmp_path, text.replace("P15_", "P11_"))).years == (2011, 2016)


def test_unknown_file_is_refused_with_what_was_seen(tmp_path):
    with pytest.raises(RefusedFile) as refused:
        recognise(sample(tmp_path, "Date;Montant\n2021;12\n", "banque.csv"))

    message = str(refused.value)
    assert "« banque.csv » n’est aucun des fichiers connus" in message
    assert "premières colonnes : Date, Montant" in message
    assert "maillage sources" in message


def test_file_of_no_readable_kind_is_refused_in_french(tmp_path):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x01\x02\x00\x00\x00")

    with pytest.raises(RefusedFile, match="contenu illisible"):
        recognise(samples(path, workdir=tmp_path)[0])


def test_known_file_without_a_column_says_which_one(tmp_path):
    text = published.census_text().replace("CODGEO;", "COMMUNE;")

    with pytest.raises(RefusedFile, match="dossier complet .* « CODGEO », .* est absente"):
        recognise(sample(tmp_path, text))


def test_table_of_a_file_is_made_by_its_own_reader(tmp_path):
    one = sample(tmp_path, published.census_text())
    match: Match = recognise(one)

    tables = list(clean(RawFile(sample=one, match=match, card=source_card(match.source))))

    assert {table.dataset for table in tables} == {
        "insee_rp",
        "insee_etat_civil",
        "insee_filosofi",
    }
