"""`maillage codebook`, `excerpts` and `agreement` as a person types them."""

import csv

import pytest

from maillage.qualitative.coding.books import read_codebook
from maillage.qualitative.coding.projects import write_project
from tests.maillage.qualitative.coding.examples import BOOK, PROJECT


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.qdpx"
    path.write_bytes(write_project(PROJECT))
    return path


def test_codebook_goes_from_project_to_table_to_qdc(run, project):
    folder = project.parent

    first = run("codebook", str(project), "-o", str(folder / "g.csv"), store=str(folder))
    second = run("codebook", str(folder / "g.csv"), "-o", str(folder / "g.qdc"), store=str(folder))
    third = run("codebook", str(folder / "g.qdc"), "-o", str(folder / "h.json"), store=str(folder))

    assert (first.code, second.code, third.code) == (0, 0, 0)
    assert read_codebook((folder / "g.qdc").read_bytes(), name="g.qdc") == BOOK
    assert "4 codes" in second.error.replace("\u00a0", " ")


def test_excerpts_are_listed(run, project):
    target = project.parent / "e.csv"

    assert run("excerpts", str(project), "-o", str(target), store=str(target.parent)).code == 0

    with target.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["code"] for row in rows] == ["Loyers", "Mobilité 🚌"]


def test_agreement_is_printed_and_written(run, tmp_path):
    rows = ["unit;coder;code"] + [f"{one};Ali;a\n{one};Eve;{'ab'[one > 3]}" for one in range(6)]
    (tmp_path / "c.csv").write_text("\n".join(rows), encoding="utf-8")

    answer = run(
        "agreement", str(tmp_path / "c.csv"), "-o", str(tmp_path / "a.csv"), store=str(tmp_path)
    )

    assert answer.code == 0
    assert "κ = 0,000  Ali et Eve (6 passages)" in answer.text
    assert "α = " in answer.text
    assert (tmp_path / "a.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("codebook", "rien.qdc", "-o", "x.csv"), "n’existe pas"),
        (("excerpts", "rien.qdpx", "-o", "x.csv"), "n’existe pas"),
        (("agreement", "rien.csv"), "n’existe pas"),
    ],
)
def test_missing_file_is_told(run, tmp_path, arguments, message):
    answer = run(*arguments, store=str(tmp_path))

    assert answer.code == 2
    assert message in answer.error


def test_file_that_is_no_project_is_told(run, tmp_path):
    (tmp_path / "p.qdpx").write_text("bonjour", encoding="utf-8")

    answer = run("excerpts", str(tmp_path / "p.qdpx"), "-o", "x.csv", store=str(tmp_path))

    assert answer.code == 2
    assert "n’est pas une archive lisible" in answer.error


def test_folder_that_does_not_exist_is_told(run, project):
    answer = run("codebook", str(project), "-o", "/rien/g.qdc", store=str(project.parent))

    assert answer.code == 2
    assert "ne peut pas être écrit" in answer.error
