"""Coded excerpts as a table, texts as a project."""

from dataclasses import replace

from maillage.qualitative.coding.model import Excerpt, new_guid
from maillage.qualitative.coding.projects import read_project, write_project
from maillage.qualitative.coding.tables import excerpts_table, project_of_texts
from tests.maillage.qualitative.coding.examples import BOOK, PROJECT


def test_each_code_of_each_excerpt_is_a_row():
    rows = excerpts_table(PROJECT).to_dicts()

    assert rows[0] == {
        "source": "Entretien 1",
        "start": 5,
        "end": 24,
        "text": "loyer est trop cher",
        "code": "Loyers",
        "path": "Logement > Loyers",
        "coder": "Nadia",
    }
    assert len(rows) == 2


def test_excerpt_without_code_is_kept():
    (source,) = PROJECT.sources
    bare = replace(source, excerpts=(Excerpt(new_guid("e"), 0, 1),))

    (row,) = excerpts_table(replace(PROJECT, sources=(bare,))).to_dicts()

    assert (row["text"], row["code"]) == ("😀", "")


def test_texts_make_a_project_another_tool_can_open():
    project = project_of_texts("Réponses", ["Oui\r\n", "Oui\r\n", "Non"], BOOK)

    assert [one.name for one in project.sources] == ["Texte 1", "Texte 2", "Texte 3"]
    assert len({one.guid for one in project.sources}) == 3
    assert read_project(write_project(project), name="p").sources == project.sources
