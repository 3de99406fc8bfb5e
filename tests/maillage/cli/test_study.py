"""Studies of territories as a person types them."""

import csv

import pytest


@pytest.fixture
def study(run, tmp_path):
    """`study("project", "content of the file", "--option")` → the answer and the rows written."""

    def command(name: str, content: str, *options: str):
        (tmp_path / "T.csv").write_text(content, encoding="utf-8")
        output = tmp_path / "OUT.csv"
        answer = run(
            name, str(tmp_path / "T.csv"), "-o", str(output), *options, store=str(tmp_path)
        )
        text = output.read_text(encoding="utf-8") if output.exists() else ""
        return answer, list(csv.DictReader(text.splitlines()))

    return command


RATES = """age,people,person_years,fertility,migrants
0,3000,490000,0,10
5,2000,480000,0.05,-5
10+,1000,900000,0,0
"""


def test_projection_writes_every_age_of_every_period(study, tmp_path):
    flows = tmp_path / "flux.csv"

    answer, rows = study("project", RATES, "--periods", "2", "--flows", str(flows))

    assert answer.code == 0
    assert [row["period"] for row in rows] == ["0"] * 3 + ["1"] * 3 + ["2"] * 3
    assert "sous 50 000" in answer.error.replace("\u202f", " ")
    assert flows.read_text(encoding="utf-8").startswith("scenario,period,births,deaths")


def test_every_scenario_is_written_when_asked(study):
    _, rows = study("project", RATES, "--scenario", "all")

    assert len({row["scenario"] for row in rows}) == 5


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (RATES, ("--scenario", "rose"), "Scénario « rose » inconnu"),
        (RATES, ("--method", "boule"), "Méthode « boule » inconnue"),
        (RATES, ("--periods", "0"), "au moins 1"),
        (RATES.replace("people", "pop"), (), "la colonne « people »"),
        (RATES.replace("3000", "-3"), (), "négatif"),
        ("age,people\n", (), "aucune ligne"),
        (RATES, ("--method", "hamilton-perry"), "la colonne « code »"),
    ],
)
def test_projection_that_cannot_be_made_says_why(study, content, options, said):
    answer, rows = study("project", content, *options)

    assert answer.code in {2, 3}
    assert said in answer.error
    assert not rows


def test_broad_ages_print_the_errors_of_the_past_first(run, shared_data, tmp_path):
    dossier = shared_data / "grenoble" / "dossier_complet.csv"
    output, errors = tmp_path / "OUT.csv", tmp_path / "erreurs.csv"

    answer = run(
        *("project", str(dossier), "--method", "hamilton-perry", "-o", str(output)),
        *("--errors", str(errors)),
        store=str(tmp_path),
    )

    assert answer.code == 0
    assert "2010 et 2015 auraient annoncé 2021" in answer.error
    assert "si rien n’avait changé" in answer.error
    assert output.read_text(encoding="utf-8").count("\n") == 49 * 8 + 1
    assert errors.exists()
