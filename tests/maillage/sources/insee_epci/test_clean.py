"""Communes of each EPCI in one year."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import RawFile
from maillage.sources.insee_epci import clean, recognise
from maillage.sources.opening import samples


TEXT = """\ufeffCODGEO;LIBGEO;EPCI;LIBEPCI;DEP;REG
01001;Fictive;200000001;CC fictive;01;84
29083;Île fictive;ZZZZZZZZZ;Sans objet;29;53
"""


def read(path):
    sample = samples(path, workdir=path.parent)[0]
    match = recognise(sample)
    assert match is not None
    (table,) = clean(RawFile(sample, match, {}))
    return match, table.frame


def test_commune_without_epci_is_left_out(tmp_path) -> None:
    path = tmp_path / "EPCI_2020.csv"
    path.write_text(TEXT, encoding="utf-8")

    _, frame = read(path)

    assert frame.rows() == [(2020, "01001", "200000001", "CC fictive")]


def test_composition_of_unknown_year_is_refused(tmp_path) -> None:
    path = tmp_path / "epci.csv"
    path.write_text(TEXT, encoding="utf-8")

    with pytest.raises(RefusedFile, match="quelle année"):
        recognise(samples(path, workdir=tmp_path)[0])


def test_data_file_by_commune_is_left_alone(tmp_path) -> None:
    path = tmp_path / "donnees.csv"
    path.write_text("CODGEO;P21_POP\n01001;3\n", encoding="utf-8")

    assert recognise(samples(path, workdir=tmp_path)[0]) is None


def test_real_workbook_is_read_below_its_title_rows(shared_data) -> None:
    folder = shared_data / "france" / "geographie"

    match, frame = read(folder / "Intercommunalite-Metropole_au_01-01-2021.xlsx")

    assert match.geography_year == 2021
    assert frame.filter(pl.col("epci") == "240700864").height == 9


def test_saint_remeze_is_in_another_epci_in_2020(shared_data) -> None:
    match, frame = read(shared_data / "france" / "geographie" / "EPCI_2020.csv")

    assert match.geography_year == 2020
    members = frame.filter(pl.col("epci") == "240700864")["commune"]
    assert "07291" not in members
    assert len(members) == 9
