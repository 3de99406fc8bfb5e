"""Tables that others could publish and that leak: the audit must see it."""

TWO_BY_LINE = """line,column,value
a,v,secret
a,w,secret
a,y,secret
a,z,8
a,Total,22
b,v,secret
b,w,secret
b,y,7
b,z,2
b,Total,22
c,v,8
c,w,6
c,y,secret
c,z,secret
c,Total,26
d,v,4
d,w,9
d,y,secret
d,z,secret
d,Total,24
Total,v,24
Total,w,24
Total,y,21
Total,z,25
Total,Total,94
"""
LAST_YEAR = "territory,value\nA,70\nB,50\nE23,120\n"
THIS_YEAR = "territory,value\nA,70\nB,50\nC,secret\nE24,124\n"
AGES = ("age,value\n18-24,40\n25-64,80\n", "age,value\n18-29,42\n30-64,78\n")


def test_audit_sees_through_two_hidden_cells_in_every_line(command, tmp_path):
    (tmp_path / "P.csv").write_text(TWO_BY_LINE, encoding="utf-8")

    answer = command("audit", "P.csv")

    assert answer.code == 1
    assert "line = a, column = y : 6, exactement" in answer.text


def test_audit_subtracts_last_year_from_this_year(command, tmp_path):
    (tmp_path / "P23.csv").write_text(LAST_YEAR, encoding="utf-8")
    (tmp_path / "P24.csv").write_text(THIS_YEAR, encoding="utf-8")
    (tmp_path / "H.csv").write_text(
        "child,parent\nA,E23\nB,E23\nA,E24\nB,E24\nC,E24\n", encoding="utf-8"
    )

    link = ("--hierarchy", "territory=H.csv")
    answer = command("audit", "P23.csv", "P24.csv", "--regime", "fiscal", *link)

    assert answer.code == 1
    assert "territory = C : 4, exactement" in answer.text


def test_audit_subtracts_one_vintage_of_ages_from_another(command, tmp_path):
    for rank, content in enumerate(AGES):
        (tmp_path / f"P{rank}.csv").write_text(content, encoding="utf-8")

    answer = command("audit", "P0.csv", "P1.csv", "--regime", "fiscal")

    assert answer.code == 1
    assert "2, exactement" in answer.text
