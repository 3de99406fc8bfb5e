"""The commands of statistical secrecy, as a person types them."""

import json

import pytest

from maillage.cli.app import main


LEAKING = "sexe,age,value\nF,0-17,\nF,18-64,20\nF,Total,24\nH,0-17,9\nH,18-64,30\nH,Total,39\n"


def called(*arguments) -> int:
    try:
        main([str(one) for one in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def leaking(tmp_path):
    path = tmp_path / "publie.csv"
    path.write_text(LEAKING, encoding="utf-8")
    return path


def test_audit_of_a_leaking_table_exits_with_one_and_says_the_value(leaking, capsys):
    assert called("audit", leaking) == 1
    assert "sexe = F, age = 0-17 : 4, exactement" in capsys.readouterr().out


def test_audit_of_a_safe_table_exits_with_zero(tmp_path, capsys):
    path = tmp_path / "publie.csv"
    path.write_text("sexe,value\nF,secret\nH,secret\nTotal,40\n", encoding="utf-8")

    assert called("audit", path) == 0
    assert "Aucune case masquée ne se déduit" in capsys.readouterr().out


def test_audit_writes_its_answer_in_json(leaking, tmp_path):
    called("audit", leaking, "-o", tmp_path / "reponse.json")

    written = json.loads((tmp_path / "reponse.json").read_text(encoding="utf-8"))
    assert written["leaks"] == [
        {"cell": {"sexe": "F", "age": "0-17"}, "lower": 4, "upper": 4, "kind": "exact"}
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("sexe,valeur\nF,3\n", "la colonne « value »"),
        ("sexe,value\nF,trois\n", "« trois » n’est pas un nombre"),
        ("sexe,value\nF,3\nF,4\n", "figure déjà"),
        ("sexe,value\nF,3\nH,4\nTotal,9\n", "vaut 9"),
        ("sexe,value\n,3\n", "la cellule est vide"),
    ],
)
def test_wrong_file_is_refused_with_what_to_do(tmp_path, capsys, text, wanted):
    path = tmp_path / "publie.csv"
    path.write_text(text, encoding="utf-8")

    assert called("audit", path) == 2
    assert wanted in capsys.readouterr().err


def test_unknown_regime_is_a_wrong_call_that_names_the_regimes(leaking, capsys):
    assert called("audit", leaking, "--regime", "cia") == 2
    assert "fiscal" in capsys.readouterr().err
