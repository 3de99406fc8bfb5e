"""« Ce qui distingue »."""

from typing import Any

from maillage.reports.document import Findings
from tests.maillage.reports.sections.build import sections


def test_each_highlight_is_a_sentence_with_its_figure_strong_and_its_strip(
    content: dict[str, Any],
) -> None:
    (section,) = sections("distinguishing", content)
    (findings,) = section.blocks
    assert isinstance(findings, Findings)

    first = findings.items[0]

    assert "".join(run.text for run in first.runs) == content["highlights"][0]["sentence"]
    assert [run.text for run in first.runs if run.strong] == ["11,6\u00a0%"]
    assert first.strip.startswith("<svg")
    assert "11,6\u00a0%" in first.strip_text


def test_nothing_distinctive_makes_no_section(content: dict[str, Any]) -> None:
    content["highlights"] = []

    assert sections("distinguishing", content) == []


def test_a_highlight_of_an_absent_indicator_is_skipped(content: dict[str, Any]) -> None:
    content["highlights"][0]["indicator"] = "inconnu"

    (section,) = sections("distinguishing", content)

    assert len(section.blocks[0].items) == len(content["highlights"]) - 1  # type: ignore[attr-defined]
