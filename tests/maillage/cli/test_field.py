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
