"""The list of IRIS of one year."""

import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import RawFile
from maillage.sources.insee_iris_reference import clean, recognise
from maillage.sources.opening import samples


TEXT = """\ufeffCODE_IRIS;LIB_IRIS;TYP_IRIS;GRD_QUART;DEPCOM;LIBCOM;UU2020;REG;DEP
010010000;Fictive (commune non irisée);Z;0100100;01001;Fictive;01000;84;01
751010101;Quartier fictif;H;7510101;75101;Paris 1er;00851;11;75
"""


def sample_of(folder, name: str, text: str = TEXT):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return samples(path, workdir=folder)[0]


def test_iris_keep_their_codes_and_the_arrondissement(tmp_path) -> None:
    sample = sample_of(tmp_path, "reference_IRIS_geo2021.csv")
    match = recognise(sample)

    (table,) = clean(RawFile(sample, match, {}))

    assert (table.dataset, table.kind) == ("iris_reference", "geography")
    assert table.frame.rows() == [
        (2021, "010010000", "Fictive (commune non irisée)", "01001"),
        (2021, "751010101", "Quartier fictif", "75101"),
    ]


def test_list_of_unknown_year_is_refused(tmp_path) -> None:
    with pytest.raises(RefusedFile, match="quelle année"):
        recognise(sample_of(tmp_path, "iris.csv"))


def test_data_file_by_iris_is_left_alone(tmp_path) -> None:
    text = "IRIS;LIBIRIS;COM;P21_POP\n010010000;F;01001;3\n"

    assert recognise(sample_of(tmp_path, "base-ic-2021.csv", text)) is None


def test_real_list_is_dated_by_its_number_of_communes(shared_data, tmp_path) -> None:
    original = shared_data / "france" / "geographie" / "reference_IRIS_geo2021.csv"
    renamed = tmp_path / "iris.csv"
    renamed.write_bytes(original.read_bytes())

    assert recognise(samples(renamed, workdir=tmp_path)[0]).geography_year == 2021
