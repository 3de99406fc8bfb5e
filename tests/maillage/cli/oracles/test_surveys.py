"""Weights of SAS CALMAR2, estimates and standard errors of R survey."""

import highspy
import numpy as np
import polars as pl
import pytest

from tests.maillage.cli.oracles.reading import rows


LOGIT = ("--method", "logit", "--bounds", "0.2,1.3")
WIDE = ("--method", "logit", "--bounds", "0.1,2")
LINEAR, RAKING = ("--method", "linear"), ("--method", "raking")
# Never reached: a linear weight is then a truncated linear one.
TRUNCATED = ("--method", "truncated", "--bounds", "0.1,5")
SCALE = ("--scale", "--population", "50000")
CALMAR = [
    ("all", "totals", LINEAR, "lin"),
    ("all", "totals", TRUNCATED, "lin"),
    ("all", "totals", RAKING, "raking"),
    ("all", "totals", LOGIT, "logit"),
    ("all", "shares", LINEAR, "lin_2"),
    ("all", "shares", RAKING, "raking_2"),
    ("all", "shares", LOGIT, "logit_2"),
    ("all", "totals", (*LINEAR, "--q", "qTest"), "lin_qtest"),
    ("answered", "totals", (*LINEAR, *SCALE), "lin"),
    ("answered", "totals", (*TRUNCATED, *SCALE), "lin"),
    ("answered", "totals", (*RAKING, *SCALE), "raking"),
    ("answered", "totals", (*WIDE, *SCALE), "logit"),
    ("answered", "shares", (*LINEAR, "--scale"), "lin_2"),
    ("answered", "shares", (*RAKING, "--scale"), "raking_2"),
    ("answered", "shares", (*WIDE, "--scale"), "logit_2"),
    ("answered", "shares", (*RAKING, "--scale", "--q", "qTest"), "raking_2_qtest"),
]


@pytest.fixture
def calmar(oracles, tmp_path):
    """Samples, and margins as totals or percentages, in the format of `maillage weigh`."""
    sample = pl.read_csv(oracles / "calmar2_sample.csv", infer_schema=False)
    sample.write_csv(tmp_path / "all.csv")
    sample.filter(pl.col("responding") == "1").write_csv(tmp_path / "answered.csv")
    totals, shares = ["variable,modality,total"], ["variable,modality,total"]
    percent = {"Y2": ["20"] * 5, "Y3": ["10", "60", "30"]}
    for row in rows(oracles / "calmar2_margins1.csv"):
        name, count = row["var"], int(row["n"])
        cells = range(1, count + 1) if count else [""]
        totals += [f"{name},{cell},{row[f'mar{cell or 1}']}" for cell in cells]
        parts = percent.get(name, [row["mar1"]])
        shares += [f"{name},{cell},{part}" for cell, part in zip(cells, parts, strict=True)]
    (tmp_path / "totals.csv").write_text("\n".join(totals), encoding="utf-8")
    (tmp_path / "shares.csv").write_text("\n".join(shares), encoding="utf-8")
    names = {"all": "calmar2_population_test", "answered": "calmar2_nonresponse"}
    return {who: rows(oracles / f"{name}.csv") for who, name in names.items()}


@pytest.mark.parametrize(("who", "margins", "options", "column"), CALMAR)
def test_weights_are_those_of_calmar2(command, calmar, tmp_path, who, margins, options, column):
    given = ("--proportions", "--population", "50000") if margins == "shares" else ()

    files = (f"{who}.csv", "--margins", f"{margins}.csv", "--initial", "weight", "-o", "W.csv")
    answer = command("weigh", *files, *options, *given)

    expected = [float(row[f"weight_cal_{column}"]) for row in calmar[who]]
    assert answer.code == 0
    found = [float(row["calibrated_weight"]) for row in rows(tmp_path / "W.csv")]
    assert found == pytest.approx(expected, rel=1e-6)


def test_truncated_weights_are_the_nearest_of_all_between_their_bounds(command, calmar, tmp_path):
    # No truncated weights are published: a quadratic program, which knows no calibration, has them.
    sample = ("all.csv", "--margins", "totals.csv", "--initial", "weight", "-o", "W.csv")
    answer = command("weigh", *sample, "--method", "truncated", "--bounds", "0.5,1.3")

    found, margins = pl.read_csv(tmp_path / "W.csv"), rows(tmp_path / "totals.csv")
    initial = found["weight"].cast(pl.Float64).to_numpy()
    ratios = found["calibrated_weight"].to_numpy() / initial
    columns = np.array([_column(found, **margin) for margin in margins[:-1]])  # the last follows
    totals = np.array([float(margin["total"]) for margin in margins[:-1]])
    expected = _nearest(initial, columns * initial / totals[:, None], (0.5, 1.3))
    assert answer.code == 0
    assert (sum(ratios < 0.5 + 1e-9), sum(ratios > 1.3 - 1e-9)) == (6, 16)
    assert ratios == pytest.approx(expected, rel=1e-6)


def _column(sample, variable, modality, total):
    """What each answer adds to a margin."""
    del total
    known = sample[variable]
    return ((known.cast(pl.String) == modality) if modality else known).cast(pl.Float64).to_numpy()


def _nearest(initial, parts, bounds):
    """Ratios that least move weighted squares, each row of `parts` adding up to one."""
    size = len(initial)
    every, program = np.arange(size, dtype=np.int32), highspy.Highs()
    program.silent()
    program.addVars(size, *(np.full(size, bound) for bound in bounds))
    program.changeColsCost(size, every, -2 * initial)
    for part in parts:
        program.addRow(1, 1, size, every, part)
    square = highspy.HighsHessian()
    square.dim_, square.format_ = size, highspy.HessianFormat.kTriangular
    square.start_, square.index_ = np.arange(size + 1, dtype=np.int32), every
    square.value_ = 2 * initial
    program.passHessian(square)
    program.run()
    assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(program.getSolution().col_value)


CLUSTERS = ("--cluster", "dnum", "--fpc", "fpc")
STRATA = ("--strata", "stype", "--fpc", "fpc")
# Sample, design, question → value and standard error of R survey 4.x.
SURVEY = [
    ("apiclus1", CLUSTERS, ("--total", "enroll"), (3404940.13453, 932235.027)),
    ("apistrat", STRATA, ("--mean", "api00"), (662.287363159, 9.408940803)),
    ("apistrat", STRATA, ("--total", "enroll"), (3687177.53244, 114641.7161)),
    ("apistrat", STRATA, ("--ratio", "api00/api99"), (1.05226054622, 0.003643922231)),
]


@pytest.mark.parametrize(("sample", "design", "question", "published"), SURVEY)
def test_estimates_are_those_of_r_survey(
    command, oracles, tmp_path, sample, design, question, published
):
    answer = command(
        "estimate", str(oracles / f"{sample}.csv"), *question, *design, "--weight", "pw",
        "-o", "E.csv",
    )  # fmt: skip

    (row,) = rows(tmp_path / "E.csv")
    assert answer.code == 0
    assert (float(row["estimate"]), float(row["standard_error"])) == pytest.approx(
        published, rel=1e-6
    )


QUANTILES = {"0.25": (565, 535, 597), "0.5": (668, 642, 694), "0.75": (756, 726, 778)}


def test_quantiles_and_their_intervals_are_those_of_r_survey(command, oracles, tmp_path):
    asked = [option for order in QUANTILES for option in ("--quantile", f"api00:{order}")]

    sample = str(oracles / "apistrat.csv")
    command("estimate", sample, *asked, *STRATA, "--weight", "pw", "-o", "E.csv")

    found = [
        tuple(float(row[name]) for name in ("estimate", "low", "high"))
        for row in rows(tmp_path / "E.csv")
    ]
    assert found == list(QUANTILES.values())


TYPES = "variable,modality,total\nstype,E,4421\nstype,H,755\nstype,M,1018\n"
BOTH = f"{TYPES}api99,,3914069\n"
CALIBRATED = [
    (TYPES, LINEAR, ("--total", "enroll"), (3680892.94512, 406292.6363)),
    (BOTH, LINEAR, ("--mean", "api00"), (665.309071166, 3.441753116)),
    (BOTH, LINEAR, ("--total", "enroll"), (3638487.20413, 385524.4274)),
    (BOTH, RAKING, ("--mean", "api00"), (665.393795995, 3.437753539)),
    (BOTH, ("--method", "logit", "--bounds", "0.7,1.7"), ("--mean", "api00"),
     (665.460969427, 3.419983722)),
]  # fmt: skip


@pytest.mark.parametrize(("margins", "method", "question", "published"), CALIBRATED)
def test_estimates_after_calibration_are_those_of_r_survey(
    command, oracles, tmp_path, margins, method, question, published
):
    (tmp_path / "M.csv").write_text(margins, encoding="utf-8")
    common = ("--margins", "M.csv", "--initial", "pw")

    command("weigh", str(oracles / "apiclus1.csv"), *common, *method, "-o", "W.csv")
    command("estimate", "W.csv", *common, *question, *CLUSTERS, "-o", "E.csv")

    (row,) = rows(tmp_path / "E.csv")
    found = (float(row["estimate"]), float(row["standard_error"]))
    assert found == pytest.approx(published, rel=1e-6)
