"""Answers published by others, found again from the command line, on CSV files.

Each test gives its files as a person would, reads what the command wrote, and compares. The tables
themselves are not ours to ship: without the folder of published files, each test says so.
"""

import csv
import json

import polars as pl
import pytest


@pytest.fixture
def oracles(shared_data):
    folder = shared_data / "oracles"
    if not folder.is_dir():
        pytest.skip("réponses publiées absentes : dossier « oracles »")
    return folder


@pytest.fixture
def command(run, tmp_path, monkeypatch):
    """`command("reach", …)` in a folder of its own, without any store."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: run(*arguments, store=str(tmp_path / "entrepot"))


def rows(path):
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


# ---- secrecy: the four turnover tables of rtauargus, and τ-Argus 4.2.3 --------------------------

PRIMARY = {
    "act_size": (52, 25),
    "act_cj": (35, 25),
    "nuts_size": (55, 17),
    "nuts_cj": (45, 20),
}
TAU_ARGUS = {"act_size": 83, "act_cj": 88, "nuts_size": 82, "nuts_cj": 101}
TAU_ARGUS_ALONE = 64
DIMENSIONS = ("ACTIVITY", "SIZE", "CJ", "NUTS")


@pytest.fixture
def turnover(oracles, tmp_path):
    """The tables and the hierarchies, as `maillage protect` reads them; the options in common."""
    levels = {
        "ACTIVITY": ("activity", "A10", "A21", "A88"),
        "NUTS": ("nuts23_fr", "NUTS2", "NUTS3"),
    }
    links = []
    for dimension, (name, *codes) in levels.items():
        table = pl.read_csv(oracles / f"rtauargus_{name}_corr_table.csv", infer_schema=False)
        pairs = [
            pl.DataFrame({"child": table[below], "parent": table[above]})
            for above, below in zip(codes, codes[1:], strict=False)
        ]
        path = tmp_path / f"{dimension}.csv"
        inner = pl.concat(pairs).filter(pl.col("child") != pl.col("parent"))
        inner.unique(maintain_order=True).write_csv(path)
        links += ["--hierarchy", f"{dimension}={path}"]
    for name in PRIMARY:
        given = (oracles / f"rtauargus_turnover_{name}.csv").read_bytes()
        (tmp_path / f"{name}.csv").write_bytes(given)
    return ["--value", "TOT", "--count", "N_OBS", "--max", "MAX", "--regime", "entreprises"], links


def counted(record):
    """Table → cells hidden because small, because dominated, to protect the others."""
    kinds = ("primary_count", "primary_dominance", "secondary")
    return {
        table["name"].removesuffix(".csv"): tuple(table[kind] for kind in kinds)
        for table in json.loads(record.read_text(encoding="utf-8"))["tables"]
    }


def narrow(record):
    """The sensitive cells that a reader knows not to be 10 % less, or not to be 10 % more."""
    found = []
    for table in json.loads(record.read_text(encoding="utf-8"))["tables"]:
        given = rows(record.parent / table["name"])
        for cell in (one for one in table["hidden_cells"] if one["kind"] == "primary"):
            own = {name: cell["cell"][name] for name in table["dimensions"]}
            value = float(next(row["TOT"] for row in given if own.items() <= row.items()))
            high = cell["upper"]
            if cell["lower"] > 0.9 * value + 1e-3 or (
                high is not None and high < 1.1 * value - 1e-3
            ):
                found.append((table["name"], own))
    return found


def test_one_table_of_rtauargus_hides_no_more_than_tau_argus(command, turnover, tmp_path):
    common, links = turnover
    by = ["--by", "ACTIVITY", "--by", "SIZE"]

    files = ["-o", "publie.csv", "--audit", "compte-rendu.json"]
    answer = command("protect", "act_size.csv", *by, *common, *links[:2], *files)
    assert answer.code == 0, answer.error
    known = ("--known", "compte-rendu.json")
    audit = command("audit", "publie.csv", "--regime", "entreprises", *known, *links[:2])

    *primary, secondary = counted(tmp_path / "compte-rendu.json")["act_size"]
    assert answer.code == 0
    assert tuple(primary) == PRIMARY["act_size"]
    assert secondary <= TAU_ARGUS_ALONE
    assert audit.code == 0
    assert narrow(tmp_path / "compte-rendu.json") == []


def test_four_linked_tables_of_rtauargus_hide_no_more_than_tau_argus(command, turnover, tmp_path):
    common, links = turnover
    by = [option for name in DIMENSIONS for option in ("--by", name)]
    names = [f"{name}.csv" for name in PRIMARY]

    files = ["-o", "lies", "--audit", "compte-rendu.json"]
    answer = command("protect", *names, *by, *common, *links, *files)
    published = [f"lies/{name}" for name in names]
    known = ("--known", "compte-rendu.json")
    audit = command("audit", *published, "--regime", "entreprises", *known, *links)

    found = counted(tmp_path / "compte-rendu.json")
    assert answer.code == 0
    assert {name: one[:2] for name, one in found.items()} == PRIMARY
    assert all(found[name][2] <= most for name, most in TAU_ARGUS.items())
    assert audit.code == 0
    assert narrow(tmp_path / "compte-rendu.json") == []


# ---- secrecy: tables that others published and that leak ----------------------------------------

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


# ---- surveys: SAS CALMAR2, and R survey ---------------------------------------------------------

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


# ---- access: the test cases of PySAL access -----------------------------------------------------


def test_access_on_the_grid_of_pysal_is_five_within_reach_and_one_at_home(command, tmp_path):
    # Five demand points of one person, twenty-five facilities of capacity one.
    places = [(x, y) for x in range(5) for y in range(5)]
    chosen = places[3::5]
    pairs = [
        f"p{a}{b},f{x}{y},{((a - x) ** 2 + (b - y) ** 2) ** 0.5!r}"
        for a, b in chosen
        for x, y in places
    ]
    _write_access(
        tmp_path, [f"f{x}{y},1" for x, y in places], [f"p{x}{y},1" for x, y in chosen], pairs
    )

    for weights, expected in (("10:1", 5), ("0.9:1", 1)):
        answer = command("reach", *FILES, "--weights", weights, "-o", "A.csv")

        assert answer.code == 0
        found = [float(row["access"]) for row in rows(tmp_path / "A.csv")]
        assert found == pytest.approx([expected] * 5, abs=1e-9)


FILES = ("--supply", "S.csv", "--demand", "D.csv", "--cost", "C.csv")


@pytest.mark.parametrize("method", ["e2sfca", "3sfca"])
def test_access_of_the_hospital_example_of_pysal(command, tmp_path, method):
    supply, demand = {"1": 15.0, "2": 20.0, "3": 100.0}, {"1": 100.0, "2": 50.0, "3": 10.0}
    minutes = {(one, one): 1.0 for one in supply}
    minutes |= dict.fromkeys((("1", "3"), ("2", "3"), ("3", "1"), ("3", "2")), 40.0)
    minutes |= {("1", "2"): 80.0, ("2", "1"): 80.0}
    _write_access(
        tmp_path,
        [f"{name},{value}" for name, value in supply.items()],
        [f"{name},{value}" for name, value in demand.items()],
        [f"{place},{facility},{cost}" for (place, facility), cost in minutes.items()],
    )

    decay = ("--decay", "power:1", "--limit", "61")
    answer = command("reach", *FILES, "--method", method, *decay, "-o", "A.csv")

    assert answer.code == 0
    found = [float(row["access"]) for row in rows(tmp_path / "A.csv")]
    expected = _hospital_loops(supply, demand, minutes, three=method == "3sfca")
    assert found == pytest.approx(expected, abs=1e-9)


def _hospital_loops(supply, demand, minutes, *, three):
    """The five lines that PySAL access compares itself with."""
    weight = {pair: 1 / cost for pair, cost in minutes.items()}
    if three:
        total = {p: sum(w for (q, _), w in weight.items() if q == p) for p in demand}
        weight = {(p, f): w * w / total[p] for (p, f), w in weight.items()}
    within = {pair: w for pair, w in weight.items() if minutes[pair] <= 61}
    ratio = {
        f: supply[f] / sum(w * demand[p] for (p, g), w in within.items() if g == f) for f in supply
    }
    return [sum(w * ratio[f] for (q, f), w in within.items() if q == p) for p in demand]


def _write_access(folder, supply, demand, pairs):
    files = {"S": ("facility,capacity", supply), "D": ("place,people", demand)}
    files["C"] = ("place,facility,minutes", pairs)
    for name, (heads, lines) in files.items():
        (folder / f"{name}.csv").write_text("\n".join([heads, *lines]), encoding="utf-8")


# ---- texts: the first split of rainette ---------------------------------------------------------


def test_first_split_of_the_manifesto_is_that_of_rainette_before_the_exchanges(
    command, oracles, tmp_path
):
    answer = command(
        "classes", "--matrix", str(oracles / "manifeste_dtm.csv"), "-k", "2", "-o", "K"
    )

    told = json.loads((tmp_path / "K" / "classes.json").read_text(encoding="utf-8"))
    assert answer.code == 0
    assert told["tree"]["chi2_before_exchanges"] == pytest.approx(1117.935, abs=5e-4)
    # What rainette announces, 1133.578, is not the χ² of its partition, 1126.275.
    assert told["heights"][0] >= 1126.275
    assert (tmp_path / "K" / "segments.csv").is_file()


# ---- territories: FactoMineR, Preston, the dossier complet --------------------------------------


def test_decathlon_has_the_classes_of_factominer(command, oracles, tmp_path):
    table = pl.read_csv(oracles / "decathlon.csv", infer_schema=False)
    heads = ["athlete", *table.columns[1:]]
    table.rename(dict(zip(table.columns, heads, strict=True))).write_csv(tmp_path / "D.csv")

    by = [option for name in heads[1:11] for option in ("--by", name)]
    files = ("-o", "T.csv", "--summary", "K.csv")
    answer = command("typology", "D.csv", *by, "-k", "4", "--draws", "0", *files)

    assert answer.code == 0
    assert "3,2719 ; 1,7371 ; 1,4049 ; 1,0569" in answer.error
    assert [int(row["size"]) for row in rows(tmp_path / "K.csv")] == [14, 12, 12, 3]


def test_sweden_of_1998_is_that_of_the_book(command, oracles, tmp_path):
    names = {
        "female_population_1993": "people",
        "female_person_years_L": "person_years",
        "fertility_rate": "fertility",
        "net_female_migrants_5y": "migrants",
    }
    sweden = pl.read_csv(oracles / "preston_sweden_1993.csv", infer_schema=False)
    sweden.select("age", *names).rename(names).write_csv(tmp_path / "S.csv")

    answer = command("project", "S.csv", "--radix", "100000", "--boys", "1.05", "-o", "P.csv")

    found = [row for row in rows(tmp_path / "P.csv") if row["period"] == "1"]
    people = [float(row["people"]) for row in found]
    assert answer.code == 0
    published = [float(one) for one in sweden["female_population_1998"]]
    assert people == pytest.approx(published, abs=0.5)
    assert [round(float(row["births"])) for row in found] == [
        int(one) for one in sweden["births_5y"]
    ]
    assert "317 340" in answer.error.replace("\u202f", " ").replace("\u00a0", " ")


def test_communes_of_grenoble_in_2021_are_missed_by_what_is_printed(command, shared_data, tmp_path):
    dossier = shared_data / "grenoble" / "dossier_complet.csv"

    files = ("-o", "P.csv", "--errors", "E.csv")
    answer = command("project", str(dossier), "--method", "hamilton-perry", *files)

    printed = answer.error.replace("\u202f", " ").replace("\u00a0", " ")
    assert answer.code == 0
    assert "2010 et 2015 auraient annoncé 2021" in printed
    totals = [row for row in rows(tmp_path / "E.csv") if row["age"] == "total"]
    assert totals
    assert all(float(row["median"]) < 15 for row in totals)
