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


PEOPLE = "commune,age\n" + "A,0-17\n" * 30 + "A,18-64\n" * 40 + "B,0-17\n" * 4 + "B,18-64\n" * 25


def test_protect_then_audit_of_one_row_per_person(tmp_path, capsys):
    people, output = tmp_path / "people.csv", tmp_path / "out.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    record, page = tmp_path / "audit.json", tmp_path / "audit.html"

    code = called(
        *("protect", people, "--by", "commune", "--by", "age", "--regime", "fiscal"),
        *("-o", output, "--audit", record, "--report", page),
    )

    assert code == 0
    text = output.read_text(encoding="utf-8")
    assert text.startswith("commune,age,value\n")
    assert "B,0-17,secret" in text
    assert json.loads(record.read_text(encoding="utf-8"))["safe"] is True
    assert "<h1>" in page.read_text(encoding="utf-8")
    assert called("audit", output, "--regime", "fiscal") == 0
    assert "ne se publie pas" in capsys.readouterr().out


def test_rounded_table_has_multiples_that_add_up(tmp_path):
    people, output = tmp_path / "people.csv", tmp_path / "out.csv"
    people.write_text(PEOPLE, encoding="utf-8")

    call = ("protect", people, "--by", "commune", "--by", "age", "--regime", "cnaf")
    code = called(*call, "-o", output, "--round", 5)

    rows = [line.split(",") for line in output.read_text(encoding="utf-8").splitlines()[1:]]
    assert code == 0
    assert all(int(row[2]) % 5 == 0 for row in rows)
    assert called("audit", output) == 0


def test_totals_alone_have_nothing_to_deduce(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("commune,value\nTotal,12\n", encoding="utf-8")

    assert called("audit", table) == 0


def test_counts_may_come_with_their_largest_contribution(tmp_path):
    table, output = tmp_path / "t.csv", tmp_path / "out.csv"
    rows = [f"{c},{a},{n},1" for c in "AB" for a, n in (("x", 5), ("y", 15), ("z", 25))]
    table.write_text("commune,age,n,mx\n" + "\n".join(rows), encoding="utf-8")

    call = ("protect", table, "--by", "commune", "--by", "age", "--value", "n", "--max", "mx")

    assert called(*call, "--regime", "fiscal", "-o", output) == 0


def test_rounding_lets_a_level_hold_what_the_file_does_not_show(tmp_path):
    table, link, output = tmp_path / "t.csv", tmp_path / "h.csv", tmp_path / "out.csv"
    table.write_text("commune,n\nA,7\nB,9\nE,18\n", encoding="utf-8")
    link.write_text("child,parent\nA,E\nB,E\nabsente,E\n", encoding="utf-8")

    call = ("protect", table, "--by", "commune", "--value", "n", "--regime", "cnaf")
    code = called(*call, "-o", output, "--round", 5, "--hierarchy", f"commune={link}")

    assert code == 0
    assert output.read_text(encoding="utf-8") == "commune,value\nA,5\nB,10\nE,20\n"


def test_negative_count_in_a_published_table_is_told(tmp_path, capsys):
    table = tmp_path / "publie.csv"
    table.write_text("sexe,value\nF,-3\nH,8\nTotal,5\n", encoding="utf-8")

    assert called("audit", table) == 0
    told = capsys.readouterr().err
    assert "« F » est négatif" in told
    assert "corrigez le fichier" in told


def test_regime_that_hides_nothing_is_a_wrong_call(tmp_path, capsys):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")

    code = called(
        *("protect", people, "--by", "commune", "--regime", "insee_publie"),
        *("-o", tmp_path / "out.csv"),
    )

    assert code == 2
    assert "ne dit pas quelles cases masquer" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_column_that_no_file_has_is_a_wrong_call(tmp_path, capsys):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    call = ("protect", people, "--by", "commune", "--by", "sexe", "--regime", "fiscal")

    assert called(*call, "-o", tmp_path / "out.csv") == 2
    assert "aucun fichier donné n’a de colonne « sexe »" in capsys.readouterr().err


def test_output_in_a_missing_folder_is_refused_before_any_work(tmp_path, capsys):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    call = ("protect", people, "--by", "commune", "--regime", "fiscal")

    assert called(*call, "-o", tmp_path / "absent" / "out.csv") == 2
    assert "le dossier n’existe pas" in capsys.readouterr().err


def test_record_of_protect_tells_the_audit_which_cells_are_sensitive(tmp_path, capsys):
    record, published = tmp_path / "audit.json", tmp_path / "out.csv"
    text = "sexe,age,value\nF,a,secret\nF,b,secret\nF,Total,1020\n"
    text += "H,a,secret\nH,b,secret\nH,Total,34\nTotal,a,1030\nTotal,b,24\nTotal,Total,1054\n"
    published.write_text(text, encoding="utf-8")
    cell = {"cell": {"sexe": "H", "age": "b"}, "kind": "primary"}
    record.write_text(json.dumps({"tables": [{"hidden_cells": [cell]}]}), encoding="utf-8")

    assert called("audit", published, "--regime", "fiscal") == 1
    assert "entre 996 et 1\u202f020" in capsys.readouterr().out
    assert called("audit", published, "--regime", "fiscal", "--known", record) == 0
    assert called("audit", published, "--known", published) == 2


FIRMS = "zone,siren,turnover\n" + "".join(
    f"{zone},{zone}{rank},{value}\n"
    for zone, values in {"A": (80, 15, 5), "B": (40, 35, 30), "C": (50, 45, 40)}.items()
    for rank, value in enumerate(values)
)


def test_rules_on_contributions_are_read_from_one_row_per_contribution(tmp_path, capsys):
    firms, output = tmp_path / "firms.csv", tmp_path / "out.csv"
    firms.write_text(FIRMS, encoding="utf-8")
    call = ("protect", firms, "--by", "zone", "--value", "turnover", "--contributor", "siren")

    code = called(*call, "--regime", "entreprises", "--p-percent", 10, "-o", output)

    assert code == 0
    assert "A,secret" in output.read_text(encoding="utf-8")
    assert "à moins de 10 % près" in capsys.readouterr().out


def test_rules_on_contributions_are_read_from_ranked_columns(tmp_path, capsys):
    table, output = tmp_path / "t.csv", tmp_path / "out.csv"
    text = "zone,v,n,m1,m2\nA,100,9,50,45\nB,105,9,40,35\nC,135,9,50,45\nTotal,340,27,50,50\n"
    table.write_text(text, encoding="utf-8")
    call = ("protect", table, "--by", "zone", "--value", "v", "--count", "n", "--max", "m1")
    call = (*call, "--regime", "entreprises", "--dominance", "2,90", "-o", output)

    assert called(*call) == 2
    assert "Répétez --max" in capsys.readouterr().err
    assert called(*call, "--max2", "m2") == 0
    assert "les 2 plus grosses unités font ensemble plus de 90 %" in capsys.readouterr().out


@pytest.mark.parametrize("option", [("--dominance", "deux"), ("--p-percent", "-3")])
def test_rule_that_cannot_be_is_a_wrong_call(tmp_path, capsys, option):
    firms = tmp_path / "firms.csv"
    firms.write_text(FIRMS, encoding="utf-8")
    call = ("protect", firms, "--by", "zone", "--value", "turnover", "--regime", "entreprises")

    assert called(*call, *option, "-o", tmp_path / "out.csv") == 2
    assert "--dominance" in capsys.readouterr().err


def test_nothing_is_written_when_the_record_cannot_be(tmp_path, capsys):
    people, output = tmp_path / "people.csv", tmp_path / "out.csv"
    people.write_text(PEOPLE, encoding="utf-8")

    code = called(
        *("protect", people, "--by", "commune", "--by", "age", "--regime", "fiscal"),
        *("-o", output, "--audit", tmp_path / "absent" / "audit.json"),
    )

    assert code == 2
    assert "le dossier n’existe pas" in capsys.readouterr().err
    assert not output.exists()
