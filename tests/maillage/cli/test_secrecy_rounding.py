"""Controlled rounding, as a person types it."""

import json

from maillage.cli.app import main


PEOPLE = "commune,age\n" + "A,0-17\n" * 30 + "A,18-64\n" * 40 + "B,0-17\n" * 4 + "B,18-64\n" * 25


def called(*arguments) -> int:
    try:
        main([str(one) for one in arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_rounded_table_has_its_record_too(tmp_path):
    people, output = tmp_path / "people.csv", tmp_path / "out.csv"
    record, page = tmp_path / "r.json", tmp_path / "r.html"
    people.write_text(PEOPLE, encoding="utf-8")

    call = ("protect", people, "--by", "commune", "--by", "age", "--regime", "cnaf")
    called(*call, "-o", output, "--round", 5, "--audit", record, "--report", page)

    assert json.loads(record.read_text(encoding="utf-8"))["base"] == 5
    assert "multiple de 5" in page.read_text(encoding="utf-8")


def test_rounding_does_not_pass_for_the_secrecy_of_amounts(tmp_path, capsys):
    table, output = tmp_path / "t.csv", tmp_path / "out.csv"
    table.write_text("commune,val,n\nA,123456,1\nB,80000,12\n", encoding="utf-8")

    call = ("protect", table, "--by", "commune", "--value", "val", "--count", "n")
    code = called(*call, "--regime", "entreprises", "-o", output, "--round", 5)

    assert code == 2
    assert "ne protège que des effectifs" in capsys.readouterr().err
    assert not output.exists()
