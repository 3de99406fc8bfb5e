"""The Etalab extract of FINESS: no header, two kinds of rows."""

from maillage.sources.finess.etalab import etalab_date, etalab_table
from tests.maillage.sources.insee_file import cell, cleaned, sample_of, written


def structure(finess: str, commune: str, departement: str, category: str) -> str:
    """A fictitious `structureet` row."""
    cells = ["structureet", finess, "1", f"NOM {finess}", "", "", "", "1", "R", "X", "", ""]
    cells += [commune, departement, "DEP", "01440 V", "0474", "", category, "Libellé"]
    return ";".join([*cells, *([""] * 12)]) + "\n"


ROWS = (
    "finess;etalab;98;2026-05-12\n"
    + structure("010000024", "451", "01", "500")
    + structure("970100012", "101", "9A", "620")
    + "geolocalisation;010000024;870262.2;6571540.8;1,ATLASANTE,96,BAN,EPSG:2154;2026-05-04\n"
)


def test_the_first_row_dates_the_extract(tmp_path):
    assert etalab_date(sample_of(written(tmp_path, ROWS), tmp_path)) == "2026-05-12"
    assert etalab_date(sample_of(written(tmp_path, "a;b\n", name="b.csv"), tmp_path)) == ""


def test_positions_join_their_establishment(tmp_path):
    table = etalab_table(sample_of(written(tmp_path, ROWS), tmp_path))

    assert table["x"].to_list() == ["870262.2", ""]
    assert table["category"].to_list() == ["500", "620"]


def test_the_extract_is_counted_like_the_other_layout(tmp_path):
    tables = cleaned("finess", written(tmp_path, ROWS), tmp_path)

    assert cell(tables, "finess", {"code": "01451", "year": 2026}, "NB_EHPAD") == 1
    assert cell(tables, "finess", {"code": "97101"}, "NB_PHARMACIE") == 1
