"""The proposal of τ-Argus, in its own process."""

import json

from maillage.disclosure.attack.audit import audit_releases
from maillage.disclosure.protection.argus import proposal, run
from tests.maillage.disclosure.attack.tables import crossing, release


CELLS = crossing("abc", "xyz", [[4, 20, 30], [30, 40, 50], [19, 28, 37]])


def test_proposal_hides_the_sensitive_cell_and_three_others():
    found = proposal(release(CELLS, []), [("a", "x")], {}, method="OPT(1)")

    assert found is not None
    assert len(found) == 4
    assert audit_releases([release(CELLS, sorted(found))]).is_safe


def test_levels_of_a_hierarchy_are_given_to_the_engine():
    links = {"ligne": {"E": ["a", "b"], "F": ["c", "d"]}}
    cells = crossing("abcd", "xyz", [[4, 20, 30], [30, 40, 50], [19, 28, 37], [31, 12, 45]])
    for column in ("x", "y", "z", "Total"):
        cells["E", column] = cells["a", column] + cells["b", column]
        cells["F", column] = cells["c", column] + cells["d", column]

    found = proposal(release(cells, []), [("a", "x")], links, method="OPT(1)")

    assert found is not None
    assert audit_releases([release(cells, sorted(found))], hierarchies=links).is_safe


def test_code_with_two_parents_is_not_for_this_engine():
    links = {"ligne": {"E": ["a", "b"], "G": ["b", "c"]}}

    assert proposal(release(CELLS, []), [("a", "x")], links) is None


def test_late_answer_is_no_answer():
    assert proposal(release(CELLS, []), [("a", "x")], {}, seconds=0.01) is None


def test_job_writes_what_it_hides_beside_itself(tmp_path):
    job = {"dims": ["l"], "decimals": 0, "sensitive": [["a"]], "links": {"l": {}}}
    job |= {"method": "OPT(1)", "share": 10, "cells": [[["a"], 4], [["b"], 30], [["Total"], 34]]}
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")

    run(tmp_path / "job.json")

    hidden = json.loads((tmp_path / "job.hidden").read_text(encoding="utf-8"))
    assert sorted(hidden) == [["a"], ["b"]]
