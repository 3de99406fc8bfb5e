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


TOWNS = "code,old,income,size\n" + "".join(
    f"{index:05},{20 + 10 * (index % 3) + index % 2},{20_000 + 100 * index},{500 + index}\n"
    for index in range(30)
)


@pytest.fixture
def study_in(run, tmp_path, monkeypatch):
    """`study_in(store, "--option")`: a typology of TOWNS with what that store knows."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "T.csv").write_text(TOWNS, encoding="utf-8")

    def command(store, *options: str):
        return run("typology", "T.csv", "-o", "OUT.csv", "--draws", "0", *options, store=store)

    return command


def test_typology_gives_each_territory_its_class_and_says_what_distinguishes_it(study, tmp_path):
    profile = tmp_path / "profil.csv"

    options = (
        "--by",
        "old",
        "--by",
        "income",
        "-k",
        "3",
        "--draws",
        "5",
        "--profile",
        str(profile),
    )
    answer, rows = study("typology", TOWNS, *options)

    assert answer.code == 0
    assert list(rows[0]) == ["code", "class", "name"]
    assert rows[0]["code"] == "00000"
    assert {row["class"] for row in rows} == {"1", "2", "3"}
    assert "Valeurs propres" in answer.error
    assert profile.read_text(encoding="utf-8").startswith("class,size,variable,median")


def test_variables_may_be_separated_by_commas(study, tmp_path):
    summary = tmp_path / "classes.json"

    options = ("--by", "old, income", "-k", "3", "--draws", "0", "--summary", str(summary))
    answer, _ = study("typology", TOWNS, *options)

    assert answer.code == 0
    assert "size" in summary.read_text(encoding="utf-8")


def test_column_of_names_is_left_aside_and_said(study):
    named = "\n".join(
        f"{line},{'nom' if row == 0 else f'Bourg-{row}'}"
        for row, line in enumerate(TOWNS.splitlines())
    )

    answer, rows = study("typology", named, "--draws", "0")

    assert answer.code == 0
    assert "laissées de côté : « nom »" in answer.error
    assert len(rows) == 30


def test_typology_uses_the_words_of_a_file_of_labels(study, tmp_path):
    labels = tmp_path / "noms.csv"
    labels.write_text("variable,label\nold,part des aînés\n", encoding="utf-8")

    options = ("--by", "old", "--by", "income", "--draws", "0", "--labels", str(labels))
    _, rows = study("typology", TOWNS, *options)

    assert any("part des aînés" in row["name"] for row in rows)


def test_typology_without_known_contours_says_why_there_is_no_map(study, tmp_path):
    drawn = tmp_path / "carte.svg"

    answer, rows = study("typology", TOWNS, "--draws", "0", "--map", str(drawn))

    assert answer.code == 0
    assert "Pas de carte : l’entrepôt n’est pas construit" in answer.error
    assert len(rows) == 30
    assert not drawn.exists()


def test_typology_on_a_store_without_contours_says_so(study_in, small_store, tmp_path):
    answer = study_in(small_store, "--map", str(tmp_path / "carte.svg"))

    assert answer.code == 0
    assert "ne connaît le contour d’aucun de ces codes" in answer.error


def test_map_is_refused_before_any_work_when_it_would_replace_the_table(study_in, small_store):
    answer = study_in(small_store, "--map", "T.svg")

    assert answer.code == 2
    assert "sert déjà" in answer.error


def test_typology_is_the_same_twice(study):
    first, second = (study("typology", TOWNS, "--draws", "5") for _ in range(2))

    assert first[1] == second[1]
    assert first[0].error == second[0].error


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (TOWNS, ("--by", "olf"), "« old » est peut-être la bonne colonne"),
        (TOWNS, ("--by", "old"), "au moins deux variables"),
        (TOWNS, ("-k", "25"), "25 classes pour 30"),
        (TOWNS, ("--axes", "0"), "--axes"),
        (TOWNS.replace("20000", "beaucoup"), (), "« beaucoup » n’est pas un nombre"),
        (TOWNS.replace("00001", "00000"), (), "figure déjà"),
        ("\n".join(TOWNS.splitlines()[:8]), (), "au moins 15"),
        ("\n".join(TOWNS.splitlines()[:2]), ("-k", "3"), "au moins 15"),
        (TOWNS, ("--log", "income", "--by", "old", "--by", "size"), "n’est pas une des variables"),
    ],
)
def test_typology_that_cannot_be_made_says_why(study, content, options, said):
    answer, rows = study("typology", content, *options)

    assert answer.code == 2
    assert said in answer.error
    assert not rows


def test_trend_counts_what_changed_and_what_chance_would_give(study):
    content = "code,year,numerator,denominator\na,2015,100,1000\na,2021,200,1000\n"

    answer, rows = study("trend", content, "--from", "2015", "--to", "2021")

    assert answer.code == 0
    assert rows[0]["verdict"] == "up"
    assert "le hasard seul" in answer.error


def test_trend_without_years_compares_every_census(study):
    lines = [f"a,{year},{count},1000" for year, count in ((2010, 90), (2015, 100), (2021, 200))]

    answer, rows = study("trend", "\n".join(["code,year,numerator,denominator", *lines]))

    assert answer.code == 0
    assert [(row["from"], row["to"]) for row in rows] == [
        ("2010", "2015"),
        ("2015", "2021"),
        ("2010", "2021"),
    ]
    assert "De 2015 à 2021" in answer.error


def test_trend_between_near_years_is_refused(study):
    answer, _ = study(
        "trend", "code,year,numerator,denominator\na,2019,1,9\n", "--from", "2019", "--to", "2021"
    )

    assert answer.code == 2
    assert "moins de cinq ans" in answer.error


def test_inequality_between_communes_is_read_in_a_sentence(study):
    answer, rows = study("inequality", "code,amount,people\na,50,90\nb,50,10\n")

    assert answer.code == 0
    assert [row["code"] for row in rows] == ["a", "b"]
    assert "Gini entre communes 0,4000" in answer.error
    assert "pas des personnes" in answer.error


def test_segregation_says_what_chance_would_give(study):
    answer, rows = study("segregation", "code,group,total\na,30,100\nb,10,100\n", "--draws", "20")

    assert answer.code == 0
    assert float(rows[0]["dissimilarity"]) == pytest.approx(0.3125)
    assert "le hasard seul" in answer.error


def test_deprivation_shows_its_weights(study, tmp_path):
    weights = tmp_path / "poids.csv"

    options = ("--worse", "old", "--better", "income", "--weights", str(weights))
    content = "code,old,income\n" + "".join(
        f"{index:05},{10 + index},{30_000 - 500 * index}\n" for index in range(12)
    )
    answer, rows = study("deprivation", content, *options)

    assert answer.code == 0
    assert list(rows[0]) == ["code", "index", "fifth"]
    assert "poids" in answer.error
    assert "100,0 %" in answer.error.replace("\u00a0", " ").replace("\u202f", " ")
    assert weights.exists()


def test_place_where_nobody_lives_is_not_projected(study):
    ages = ("0-14", "15-29", "30-44", "45-59", "60-74", "75-89", "90+")
    lines = [f"01001,{year},{age},0" for year in (2010, 2015, 2021) for age in ages]

    answer, rows = study(
        "project", "\n".join(["code,year,age,people", *lines]), "--method", "hamilton-perry"
    )

    assert answer.code == 0
    assert {row["status"] for row in rows} == {"too_small"}
