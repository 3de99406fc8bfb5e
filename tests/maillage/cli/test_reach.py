"""`maillage reach` as a person types it."""

import csv

import pytest


FILES = {
    "S.csv": "facility,capacity\nA,3\nB,1\n",
    "D.csv": "place,people\n01001,100\n01002,200\n01003,50\n01004,7\n",
    "C.csv": "place,facility,minutes\n01001,A,5\n01001,B,15\n01002,A,10\n01003,B,90\n",
}
WEIGHTS = ("--method", "e2sfca", "--weights", "10:1,15:0.5,20:0.25")


@pytest.fixture
def reach(run, tmp_path):
    def command(*options: str, **changed: str):
        given = FILES | {f"{name}.csv": text for name, text in changed.items()}
        for name, text in given.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        named = zip(("--supply", "--demand", "--cost"), ("S.csv", "D.csv", "C.csv"), strict=True)
        paths = [part for option, name in named for part in (option, str(tmp_path / name))]
        output = tmp_path / "OUT.csv"
        answer = run("reach", *paths, "-o", str(output), *options, store=str(tmp_path))
        text = output.read_text(encoding="utf-8") if output.exists() else ""
        rows = list(csv.DictReader(text.splitlines()))
        return answer, rows

    return command


def test_access_of_every_place_is_written(reach):
    answer, rows = reach(*WEIGHTS)

    assert answer.code == 0
    assert [row["place"] for row in rows] == ["01001", "01002", "01003", "01004"]
    # B is before 01001 alone, at half weight: its only place of capacity is shared by 100.
    assert [float(row["access"]) for row in rows[:3]] == pytest.approx([0.02, 0.01, 0])
    assert rows[3]["access"] == ""
    assert "sans aucun trajet" in answer.error


def test_complete_matrix_makes_the_absent_place_a_zero(reach):
    _, rows = reach(*WEIGHTS, "--complete")

    assert float(rows[3]["access"]) == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--method", "2sfca", "--limit", "15"),
        ("--method", "3sfca", "--weights", "10:1,15:0.5"),
        ("--method", "e2sfca", "--decay", "gaussian:10", "--limit", "30"),
    ],
)
def test_other_methods_write_the_same_columns(reach, options):
    answer, rows = reach(*options)

    assert answer.code == 0
    assert list(rows[0]) == ["place", "access"]


def test_nearest_facility_and_those_too_far_are_told(reach):
    answer, rows = reach("--method", "nearest", "--limit", "20")

    assert rows[2] == {"place": "01003", "facility": "B", "minutes": "90.0"}
    assert "14,3 %" in answer.error.replace("\u00a0", " ").replace("\u202f", " ")
    assert "trajet est inconnu : 7" in answer.error


@pytest.mark.parametrize(
    ("changed", "options", "said"),
    [
        ({"S": "facility,capacity\nA,-3\nB,1\n"}, WEIGHTS, "« -3 » est négatif"),
        ({"S": "facility,places\nA,3\n"}, WEIGHTS, "la colonne « capacity »"),
        ({"D": "place,people\n01001,NaN\n"}, WEIGHTS, "« NaN » n’est pas un nombre"),
        ({"C": "place,facility,minutes\n"}, WEIGHTS, "aucune ligne"),
        ({"C": "place,facility,minutes\nX,A,5\n"}, WEIGHTS, "« X » n’est pas dans « D.csv »"),
        ({}, ("--weights", "dix"), "ne se lisent pas"),
        ({}, ("--method", "e2sfca"), "Il manque le poids"),
        ({}, ("--method", "apl2", "--weights", "10:1"), "Méthode « apl2 » inconnue"),
        ({}, ("--weights", "10:1", "--decay", "power:1"), "pas les deux"),
    ],
)
def test_wrong_file_or_option_ends_with_a_sentence(reach, changed, options, said):
    answer, rows = reach(*options, **changed)

    assert answer.code in {2, 3}
    assert said in answer.error
    assert "Traceback" not in answer.error
    assert not rows


def test_access_is_estimated_from_coordinates_when_there_is_no_matrix(run, tmp_path):
    supply, demand, output = (tmp_path / name for name in ("S.csv", "D.csv", "OUT.json"))
    supply.write_text("facility,capacity,longitude,latitude\nA,3,4.85,45.76\n", encoding="utf-8")
    demand.write_text("place,people,longitude,latitude\np,100,4.86,45.76\n", encoding="utf-8")
    paths = ("--supply", str(supply), "--demand", str(demand), "-o", str(output))

    answer = run("reach", *paths, "--weights", "20:1", store=str(tmp_path))

    assert answer.code == 0
    assert "à vol d’oiseau" in answer.error
    assert output.read_text(encoding="utf-8") == '[{"place":"p","access":0.03}]'


def test_access_is_computed_on_the_roads_of_the_user(run, tmp_path):
    for name, text in {
        "S.csv": "facility,capacity,node\nA,3,b\n",
        "D.csv": "place,people,node\np,100,a\nq,50,c\n",
        "R.csv": "from,to,minutes\na,b,5\nb,c,30\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pairs = zip(("--supply", "--demand", "--roads", "-o"), ("S", "D", "R", "OUT"), strict=True)
    given = [part for option, name in pairs for part in (option, str(tmp_path / f"{name}.csv"))]

    answer = run("reach", *given, "--method", "2sfca", "--limit", "20", store=str(tmp_path))

    assert answer.code == 0
    written = (tmp_path / "OUT.csv").read_text(encoding="utf-8")
    assert written == "place,access\np,0.03\nq,0.0\n"


def test_need_by_age_and_capped_activity_make_the_form_of_the_apl(reach, tmp_path):
    ages = tmp_path / "AGES.csv"
    ages.write_text("column,weight\nyoung,1\nold,2\n", encoding="utf-8")
    demand = "place,young,old\n01001,10,5\n01002,0,10\n01003,1,1\n01004,1,1\n"

    options = ("--method", "apl", "--weights", "10:1", "--ages", str(ages), "--cap", "2")
    answer, rows = reach(*options, D=demand)

    # A has 3, capped at 2, for 20 + 20 standardised people.
    assert answer.code == 0
    assert float(rows[0]["access"]) == pytest.approx(2 / 40)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--method", "apl", "--weights", "10:1"), "Ajoutez --ages"),
        (("--weights", "10:1", "--cap", "3"), "ne servent qu’à"),
        (("--method", "2sfca", "--limit", "-4"), "strictement positif"),
        (("--decay", "linear"), "--limit"),
    ],
)
def test_options_that_do_not_go_together_are_explained(reach, options, said):
    answer, _ = reach(*options)

    assert answer.code == 2
    assert said in answer.error


def test_neither_trips_nor_coordinates_is_explained(run, tmp_path):
    for name in ("S.csv", "D.csv"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    paths = ("--supply", str(tmp_path / "S.csv"), "--demand", str(tmp_path / "D.csv"))

    answer = run("reach", *paths, *WEIGHTS, "-o", str(tmp_path / "O.csv"), store=str(tmp_path))

    assert answer.code == 2
    assert "--cost TRAJETS.csv" in answer.error
