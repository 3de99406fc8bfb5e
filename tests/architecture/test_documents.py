"""What the documents name exists: make targets, files, links."""

import re
from datetime import date

import pytest
import yaml

from maillage.indicators.cards import Card, columns_by_dataset
from tests.architecture.tree import REPOSITORY, name, text, tracked


DOCUMENTS = [path for path in tracked() if path.suffix == ".md" and path.parts[-2] != "indicateurs"]
TARGETS = set(re.findall(r"^([a-z-]+):", text(REPOSITORY / "Makefile"), flags=re.MULTILINE))
ROOTS = ("maillage", "atelier", "definitions", "tests", "docs", "benchmarks", "frontend", ".ci")
# Documents that tell what was or will be, not what is.
HISTORY = {"CHANGELOG.md"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_make_commands_named_by_a_document_exist(path):
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text(path), flags=re.MULTILINE))

    assert named <= TARGETS


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)", text(path))

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.name not in HISTORY], ids=name)
def test_paths_named_by_a_document_exist(path):
    quoted = re.findall(r"`([\w./-]+)`", text(path))
    ours = {one for one in quoted if one.split("/")[0] in ROOTS and "/" in one}

    assert {one for one in ours if not (REPOSITORY / one).exists()} == set()


def test_decisions_are_numbered_without_gap():
    numbers = sorted(int(path.name[:4]) for path in (REPOSITORY / "docs/decisions").glob("0*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_changelog_dates_are_in_order():
    days = re.findall(
        r"^## .*?(\d{4}-\d{2}-\d{2})", text(REPOSITORY / "CHANGELOG.md"), re.MULTILINE
    )

    assert days == sorted(days, key=date.fromisoformat, reverse=True)


def test_card_given_as_an_example_is_a_valid_card():
    (block,) = re.findall(r"```yaml\n(.*?)```", text(REPOSITORY / "CONTRIBUTING.md"), re.DOTALL)
    card = Card(id="part_emmenages_30_ans_plus", theme="logement", **yaml.safe_load(block))

    assert set(columns_by_dataset(card)["insee_rp"]) == {"P_MEN_ANEM30P", "P_MEN"}
