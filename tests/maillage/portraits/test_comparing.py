"""Comparisons and positions: with whom, and only when it means something."""

from types import SimpleNamespace
from typing import Any

from maillage.portraits.comparing import comparisons, position


def test_a_region_that_is_its_only_departement_is_said_once() -> None:
    names = [
        ("976", "departement", "Mayotte"),
        ("06", "region", "Mayotte"),
        ("FR", "france", "France"),
    ]
    parents: Any = [
        SimpleNamespace(code=code, level=level, name=name) for code, level, name in names
    ]
    index = {("gini", "region", "06", 2019): {"value": 0.49, "status": "published"}}

    found = comparisons("gini", 2019, parents, index)

    assert [(line["territory"], line["value"]) for line in found] == [
        ("Mayotte", 0.49),
        ("France", None),
    ]


def test_a_position_among_the_communes_of_one_partial_file_is_not_given() -> None:
    row = {
        "indicator": "part_hlm", "year": 2021, "level": "commune", "peer_class": 2,
        "rank": 3, "of": 11, "percentile": 80.0,
    }  # fmt: skip
    spread = dict.fromkeys(("p5", "q1", "median", "q3", "p95"), 1.0)

    assert position(row, {("part_hlm", 2021): spread}, 9534) is None
    assert position(row, {("part_hlm", 2021): spread}, 12) is not None
