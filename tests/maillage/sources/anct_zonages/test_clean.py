"""Zonings: trailing empty columns, districts over several communes, unclassified communes."""

import pytest

from maillage.base.errors import RefusedFile
from tests.maillage.sources.insee_file import cell, cleaned, recognised, written


# Fictitious districts in the layout of listeqp2024-cog2024.csv.
QPV = (
    "\ufeffcode_qp;lib_qp;insee_reg;lib_reg;insee_dep;lib_dep;insee_com;lib_com;siren_epci;lib_epci"
    ";;;\r\n"
    "QN00101M;Reyssouze;84;ARA;01;Ain;01053;Bourg;200071751;GBA;;;\r\n"
    "QN00102M;Pont des Chèvres;84;ARA;01;Ain;01053;Bourg;200071751;GBA;;;\r\n"
    "QN09301M;Entre deux;11;IDF;93;SSD;93001, 93010;A, B;200;E;;;\r\n"
    "QN97101M;Boissard;01;GUA;971;Gua;97101;Les Abymes;249;C;;;\r\n"
    ";;;;;;;;;;;;\r\n"
)
FRR = (
    "France ruralités revitalisation\nSource : DGCL\n"
    "codgeo;libgeo;codefrr\n01080;A;4\n01001;B;-9999\n2A004;C;1\n"
)


def test_districts_are_counted_in_each_of_their_communes(tmp_path):
    tables = cleaned("anct_zonages", written(tmp_path, QPV), tmp_path)

    assert cell(tables, "anct_zonages", {"code": "01053", "year": 2024}, "NB_QPV") == 2
    assert cell(tables, "anct_zonages", {"code": "93001"}, "NB_QPV") == 1
    assert cell(tables, "anct_zonages", {"code": "93010"}, "NB_QPV") == 1
    assert cell(tables, "anct_zonages", {"code": "97101"}, "NB_QPV") == 1
    assert [table.kind for table in tables] == ["places", "territories"]


def test_unclassified_communes_are_zero(tmp_path):
    tables = cleaned("anct_zonages", written(tmp_path, FRR), tmp_path)

    assert cell(tables, "anct_zonages", {"code": "01080", "year": 2025}, "FRR") == 1
    assert cell(tables, "anct_zonages", {"code": "01001"}, "FRR") == 0
    assert cell(tables, "anct_zonages", {"code": "2A004"}, "FRR") == 1


def test_a_cut_list_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="insee_com"):
        recognised("anct_zonages", written(tmp_path, "code_qp;lib_qp\nQN1;A\n"), tmp_path)
