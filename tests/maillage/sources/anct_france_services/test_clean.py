"""France services: places, counts, dates in the text, and no e-mail address."""

import polars as pl
import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


HEADER = (
    '"id_fs","insee_dep","lib_fs","adresse","complement_adresse","insee_com","code_postal",'
    '"lib_com","latitude","longitude","mail","telephone","h_lundi","commentaire","itinerance",'
    '"format_fs","groupe","labellisation"\n'
)


def row(identifier: str, commune: str, itinerant: str = "Non", day: str = "01/09/2021") -> str:
    """A fictitious France services."""
    return (
        f'"{identifier}","07","FS {identifier}","1 rue X",,"{commune}","07000","Y",44.9,4.6,'
        f'"fs@exemple.fr","04 00 00 00 00","09:00 - 12:00",,"{itinerant}","Site principal",,'
        f'"Espace labellisé {day}"\n'
    )


def test_counts_by_commune_and_places_without_address_of_a_person(tmp_path):
    text = HEADER + row("1", "07042") + row("2", "07042", "Oui", "01/12/2022") + row("3", "0null")
    tables = cleaned("anct_france_services", written(tmp_path, text), tmp_path)

    places = tables[0].frame
    assert isinstance(places, pl.DataFrame)
    assert tables[0].kind == "places"
    assert not [name for name in places.columns if "mail" in name]
    assert places["commune"].to_list() == ["07042", "07042", None]
    assert places["opened_on"].dt.year().to_list() == [2021, 2022, 2021]
    assert cell(tables, "anct_france_services", {"code": "07042", "year": 2022}, "NB_FS") == 2
    assert cell(tables, "anct_france_services", {"code": "07042"}, "NB_FS_ITINERANT") == 1


def test_a_cut_list_is_refused(tmp_path):
    path = written(tmp_path, "id_fs,lib_fs,insee_com\n1,A,07042\n")

    with pytest.raises(RefusedFile, match="labellisation"):
        recognised("anct_france_services", path, tmp_path)


def test_the_real_list_is_read(shared_data, tmp_path):
    tables = cleaned(
        "anct_france_services", shared_data / "france" / "anct" / "liste-fs-20221201.csv", tmp_path
    )

    places, table = tables[0].frame, tables[1].frame
    assert isinstance(places, pl.DataFrame) and isinstance(table, pl.DataFrame)
    assert places.height == 2_683
    assert places["commune"].null_count() == 27
    assert table["year"].unique().to_list() == [2022]
    assert cell(tables, "anct_france_services", {"code": "97101"}, "NB_FS") == 4
    assert table.filter(pl.col("level") == "arrondissement_municipal")["NB_FS"].sum() == 24
