"""The four turnover tables of rtauargus, and what τ-Argus 4.2.3 hid in them."""

import json

import polars as pl
import pytest

from tests.maillage.cli.oracles.reading import rows


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
