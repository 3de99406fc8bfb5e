"""The test cases of PySAL access."""

import pytest

from tests.maillage.cli.oracles.reading import rows


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
