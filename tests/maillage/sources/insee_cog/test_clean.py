"""Code officiel géographique."""

from pathlib import Path

import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import Match, RawFile
from maillage.sources.insee_cog import clean, recognise
from maillage.sources.opening import samples


EVENTS = """MOD;DATE_EFF;TYPECOM_AV;COM_AV;LIBELLE_AV;TYPECOM_AP;COM_AP;LIBELLE_AP
32;2025-01-01;COM;01330;Fictive-Haute;COM;01187;Val Fictif
32;2025-01-01;COM;01330;Fictive-Haute;COMD;01330;Fictive-Haute
10;1999-03-02;COM;2A004;Port;COM;2A004;Port-Fictif
"""
COMMUNES = """"TYPECOM","COM","REG","DEP","LIBELLE","COMPARENT"
"COM","01187","84","01","Val Fictif",""
"COMD","01330","","","Fictive-Haute","01187"
"ARM","75101","11","75","Paris fictif","75056"
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> tuple[Match, dict]:
    sample = samples(path, workdir=path.parent)[0]
    match = recognise(sample)
    assert match is not None
    return match, {table.dataset: table.frame for table in clean(RawFile(sample, match, {}))}


def test_events_keep_only_changes_from_commune_to_commune(tmp_path) -> None:
    _, tables = read(written(tmp_path, "mvt.csv", EVENTS))

    assert tables["cog_evenements"].select("date", "before", "before_name", "after").rows() == [
        ("2025-01-01", "01330", "Fictive-Haute", "01187"),
        ("1999-03-02", "2A004", "Port", "2A004"),
    ]


def test_events_without_type_are_refused(tmp_path) -> None:
    path = written(tmp_path, "mvt.csv", EVENTS.replace("TYPECOM_AV", "TYPE"))

    with pytest.raises(RefusedFile, match="TYPECOM_AV"):
        recognise(samples(path, workdir=tmp_path)[0])


def test_list_of_communes_takes_its_year_from_its_name(tmp_path) -> None:
    match, tables = read(written(tmp_path, "v_commune_2023.csv", COMMUNES))

    assert match.geography_year == 2023
    rows = tables["cog_communes"].select("code", "type", "parent", "departement", "zone").rows()
    assert rows == [
        ("01187", "commune", None, "01", "metro"),
        ("01330", "commune_deleguee", "01187", "01", "metro"),
        ("75101", "arrondissement_municipal", "75056", "75", "metro"),
    ]


def test_extract_whose_year_is_unknown_is_refused(tmp_path) -> None:
    path = written(tmp_path, "communes.csv", COMMUNES)

    with pytest.raises(RefusedFile, match="quelle année"):
        recognise(samples(path, workdir=tmp_path)[0])


def test_unrelated_file_is_left_alone(tmp_path) -> None:
    path = written(tmp_path, "x.csv", "a;b\n1;2\n")

    assert recognise(samples(path, workdir=tmp_path)[0]) is None


def test_real_list_is_dated_by_its_number_of_communes(shared_data, tmp_path) -> None:
    renamed = tmp_path / "fichier.csv"
    original = shared_data / "france" / "geographie" / "v_commune_2024.csv"
    renamed.write_bytes(original.read_bytes())

    match = recognise(samples(renamed, workdir=tmp_path)[0])

    assert match is not None
    assert match.geography_year == 2024
