"""The commands of a local survey, as a person types them."""

import polars as pl
import pytest


SAMPLE = "sexe;age;poids\nF;jeune;10\nF;vieux;10\nH;jeune;12\nH;vieux;8\nF;vieux;10\n"
MARGINS = "variable,modality,total\nsexe,F,60\nsexe,H,40\nage,jeune,45\nage,vieux,55\n"


@pytest.fixture
def weigh(run, tmp_path):
    """`weigh(SAMPLE, MARGINS, "--method", "raking")`: the answer, files in `tmp_path`."""

    def command(sample, margins, *options):
        (tmp_path / "reponses.csv").write_text(sample, encoding="utf-8")
        (tmp_path / "marges.csv").write_text(margins, encoding="utf-8")
        files = [str(tmp_path / name) for name in ("reponses.csv", "marges.csv", "poids.csv")]
        call = ["weigh", files[0], "--margins", files[1], "-o", files[2], *options]
        return run(*call, store=str(tmp_path))

    return command


def test_sample_is_written_back_with_its_weights(weigh, tmp_path):
    answer = weigh(SAMPLE, MARGINS, "--method", "raking", "--initial", "poids")

    written = pl.read_csv(tmp_path / "poids.csv")
    women = written.filter(pl.col("sexe") == "F")["calibrated_weight"].sum()
    assert (answer.code, written.columns[-1]) == (0, "calibrated_weight")
    assert women == pytest.approx(60)
    assert "sexe = F 3 30,0 60,0 60,0" in " ".join(answer.text.split())
    assert "5 réponses dans « " in answer.error.replace("\u00a0", " ")


def test_report_of_margins_is_written_when_asked(weigh, tmp_path):
    weigh(SAMPLE, MARGINS, "--report", str(tmp_path / "marges.json"))

    assert pl.read_json(tmp_path / "marges.json")["target"].to_list() == [60, 40, 45, 55]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--method", "logit"], "--bounds 0.5,2"),
        (["--method", "logit", "--bounds", "0,5,2"], "point décimal"),
        (["--method", "calmar"], "linear, truncated, raking, logit"),
        (["--initial", "poid"], "Vouliez-vous dire « poids »"),
        (["--method", "logit", "--bounds", "0.95,1.05"], "Pas de convergence"),
        (["--proportions"], "--population"),
    ],
)
def test_wrong_call_says_what_to_do_and_writes_nothing(weigh, tmp_path, options, said):
    answer = weigh(SAMPLE, MARGINS, *options)

    assert answer.code == 2
    assert said in answer.error.replace("\u00a0", " ")
    assert not (tmp_path / "poids.csv").exists()


HOMES = "code;quartier;age\n" + "".join(f"{n:03};{'ab'[n % 2]};{20 + n % 60}\n" for n in range(120))


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "base.csv"
    path.write_text(HOMES, encoding="utf-8")
    return str(path)


def test_size_alone_is_said_with_the_people_to_ask(run, tmp_path):
    answer = run("sample", "--population", "18917", "--response", "0.4", store=str(tmp_path))

    assert "377 réponses à obtenir pour une précision de ± 5,0 points" in answer.text
    assert "943 personnes à solliciter" in answer.text


def test_drawn_people_can_be_drawn_again_with_the_seed(run, listed, tmp_path):
    drawn = []
    for name in ("un.csv", "deux.csv"):
        output = str(tmp_path / name)
        call = ["sample", listed, "--size", "30", "--strata", "quartier", "--seed", "7"]
        answer = run(*call, "-o", output, store=str(tmp_path))
        drawn.append(pl.read_csv(output, infer_schema=False))

    assert "Graine du tirage : 7" in answer.text
    assert drawn[0].equals(drawn[1])
    assert (drawn[0].height, set(drawn[0]["initial_weight"])) == (30, {"4.0"})


def test_draw_without_a_seed_tells_the_one_it_took(run, listed, tmp_path):
    answer = run("sample", listed, "-o", str(tmp_path / "t.csv"), store=str(tmp_path))

    assert "Graine du tirage : " in answer.text
    # 120 people: 92 answers for ±5 points.
    assert pl.read_csv(tmp_path / "t.csv").height == 92


def test_size_of_zero_is_a_size_and_is_refused(run, listed, tmp_path):
    answer = run(
        "sample", listed, "--size", "0", "-o", str(tmp_path / "t.csv"), store=str(tmp_path)
    )

    assert answer.code == 2
    assert not (tmp_path / "t.csv").exists()


def test_quotas_are_written(run, tmp_path):
    (tmp_path / "marges.csv").write_text(MARGINS, encoding="utf-8")
    output = tmp_path / "quotas.csv"

    call = ["sample", "--quotas", str(tmp_path / "marges.csv"), "--size", "50", "-o", str(output)]
    answer = run(*call, store=str(tmp_path))

    assert answer.code == 0
    assert pl.read_csv(output)["quota"].to_list() == [30, 20, 23, 27]


def survey_rows() -> str:
    rows = [
        f"{'FH'[n % 2]};{'oui' if n % 3 else 'non'};{1000 + 7 * n};{1 + n % 4}" for n in range(120)
    ]
    return "sexe;voiture;revenu;calibrated_weight\n" + "\n".join(rows) + "\n"


@pytest.fixture
def estimate(run, tmp_path):
    """`estimate("--mean", "revenu")` on 120 weighted answers; the result is in `resultat.json`."""
    (tmp_path / "reponses.csv").write_text(survey_rows(), encoding="utf-8")

    def command(*options):
        files = (str(tmp_path / "reponses.csv"), "-o", str(tmp_path / "resultat.json"))
        return run("estimate", *files, *options, store=str(tmp_path))

    return command


def test_estimates_are_shown_and_written_with_the_honest_label(estimate, tmp_path):
    answer = estimate("--proportion", "voiture", "--mean", "revenu", "--quantile", "revenu:0.9")

    written = pl.read_json(tmp_path / "resultat.json")
    assert answer.code == 0
    assert "Poids : colonne « calibrated_weight »" in answer.text
    assert "l’intervalle ne mesure pas le biais" in answer.text
    assert written["statistic"].to_list() == ["proportion", "proportion", "mean", "quantile"]
    assert set(written["label"]) == {
        "Échantillon volontaire : l’intervalle ne mesure pas le biais."
    }


def test_groups_are_compared_and_the_comparisons_written(estimate, tmp_path):
    gaps, tests = tmp_path / "ecarts.csv", tmp_path / "liens.csv"

    answer = estimate(
        *("--proportion", "voiture", "--mean", "revenu", "--by", "sexe"),
        *("--differences", str(gaps), "--tests", str(tests)),
    )

    assert "« voiture » et « sexe » : le lien n’est pas établi" in answer.text
    assert pl.read_csv(gaps)["statistic"].to_list() == [
        "difference_proportion",
        "difference_proportion",
        "difference_mean",
    ]
    assert pl.read_csv(tests)["p"][0] > 0.05


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Rien à estimer"),
        (["--mean", "sexe"], "Prenez --proportion sexe"),
        (["--ratio", "revenu"], "--ratio COLONNE/COLONNE"),
        (["--quantile", "revenu:25"], "--quantile COLONNE:0.25"),
        (["--mean", "revenu", "--selection", "hasard"], "random"),
        (["--mean", "revenu", "--level", "95"], "--level 0.95"),
        (["--mean", "revenu", "--differences", "x.csv"], "--by"),
        (["--mean", "revenu", "--strata", "sexes"], "Vouliez-vous dire « sexe »"),
    ],
)
def test_wrong_estimate_says_what_to_do(estimate, options, said):
    answer = estimate(*options)

    assert answer.code == 2
    assert said in answer.error.replace("\u00a0", " ")


def test_total_without_weights_is_refused(run, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("sexe;revenu\nF;1\nH;2\n", encoding="utf-8")

    answer = run("estimate", str(path), "--total", "revenu", store=str(tmp_path))

    assert answer.code == 2
    assert "--weight COLONNE" in answer.error


def test_published_answers_come_from_the_command_line(run, shared_data, tmp_path):
    """Weights calibrated, then estimated with the variance of calibration, as R survey does."""
    schools, margins = shared_data / "oracles" / "apiclus1.csv", tmp_path / "m.csv"
    margins.write_text(
        "variable,modality,total\nstype,E,4421\nstype,H,755\nstype,M,1018\napi99,,3914069\n",
        encoding="utf-8",
    )
    weighted, result = str(tmp_path / "w.parquet"), tmp_path / "r.csv"
    common = ["--margins", str(margins), "--initial", "pw"]

    run("weigh", str(schools), *common, "-o", weighted, store=str(tmp_path))
    figures = ["--mean", "api00", "--total", "enroll", "--cluster", "dnum", "--fpc", "fpc"]
    run("estimate", weighted, *common, *figures, "-o", str(result), store=str(tmp_path))

    found = pl.read_csv(result)
    assert found["estimate"].to_list() == pytest.approx([665.309071166, 3638487.20413], rel=1e-9)
    assert found["standard_error"].to_list() == pytest.approx([3.441753116, 385524.4274], rel=1e-6)


CALMAR = [
    ("totals", ["--method", "linear"], "all", "lin"),
    ("totals", ["--method", "logit", "--bounds", "0.2,1.3"], "all", "logit"),
    ("shares", ["--method", "raking"], "all", "raking_2"),
    ("shares", ["--method", "logit", "--bounds", "0.1,2", "--scale"], "answered", "logit_2"),
    ("shares", ["--method", "raking", "--q", "qTest", "--scale"], "answered", "raking_2_qtest"),
]


@pytest.fixture
def calmar(shared_data, tmp_path):
    """The files a person would hand: samples and margins, as totals or percentages."""
    folder = shared_data / "oracles"
    sample = pl.read_csv(folder / "calmar2_sample.csv", infer_schema=False)
    sample.write_csv(tmp_path / "all.csv")
    sample.filter(pl.col("responding") == "1").write_csv(tmp_path / "answered.csv")
    totals, shares = ["variable,modality,total"], ["variable,modality,total"]
    percent = {"Y2": ["20"] * 5, "Y3": ["10", "60", "30"]}
    for row in pl.read_csv(folder / "calmar2_margins1.csv", infer_schema=False).rows(named=True):
        name, count = row["var"], int(row["n"])
        cells = range(1, count + 1) if count else [""]
        totals += [f"{name},{cell},{row[f'mar{cell or 1}']}" for cell in cells]
        parts = percent.get(name, [row["mar1"]])
        shares += [f"{name},{cell},{part}" for cell, part in zip(cells, parts, strict=True)]
    (tmp_path / "totals.csv").write_text("\n".join(totals), encoding="utf-8")
    (tmp_path / "shares.csv").write_text("\n".join(shares), encoding="utf-8")
    return {
        "all": pl.read_csv(folder / "calmar2_population_test.csv"),
        "answered": pl.read_csv(folder / "calmar2_nonresponse.csv"),
    }


@pytest.mark.parametrize(("margins", "options", "who", "column"), CALMAR)
def test_calmar_weights_come_from_the_command_line(
    run, calmar, tmp_path, margins, options, who, column
):
    files = [str(tmp_path / f"{who}.csv"), "--margins", str(tmp_path / f"{margins}.csv")]
    shares = ["--proportions", "--population", "50000"] if margins == "shares" else []
    output = tmp_path / "poids.csv"

    call = ["weigh", *files, "--initial", "weight", *options, *shares, "-o", str(output)]
    answer = run(*call, store=str(tmp_path))

    published = calmar[who][f"weight_cal_{column}"].to_numpy()
    assert answer.code == 0
    assert pl.read_csv(output)["calibrated_weight"].to_numpy() == pytest.approx(published, rel=1e-6)


def test_no_weight_is_written_when_the_report_cannot_be(run, tmp_path):
    (tmp_path / "r.csv").write_text("sexe\nF\nH\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("variable,modality,total\nsexe,F,6\nsexe,H,4\n", "utf-8")
    files = (str(tmp_path / "r.csv"), "--margins", str(tmp_path / "m.csv"))

    outputs = ("-o", str(tmp_path / "w.csv"), "--report", str(tmp_path / "absent" / "m.csv"))
    answer = run("weigh", *files, *outputs, store=str(tmp_path))

    assert answer.code == 2
    assert "le dossier n’existe pas" in answer.error
    assert not (tmp_path / "w.csv").exists()
