"""Hierarchy files."""

import pytest

from maillage.base.errors import RefusedFile, WrongCall
from maillage.disclosure.attack.hierarchies import (
    known_codes,
    read_hierarchies,
    read_hierarchy,
    refuse_foreign,
)


def written(folder, text):
    path = folder / "h.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_child_may_have_two_parents(tmp_path):
    path = written(tmp_path, "child,parent\nA,E23\nA,E24\nB,E24\n")

    found = read_hierarchy(path)

    assert found == {"E23": ["A"], "E24": ["A", "B"]}
    assert known_codes(found) == {"A", "B", "E23", "E24"}


def test_links_to_the_total_go_without_saying(tmp_path):
    assert read_hierarchy(written(tmp_path, "child,parent\nA,Total\n")) == {}


def test_code_that_is_its_own_parent_is_refused_with_its_line(tmp_path):
    with pytest.raises(RefusedFile, match="ligne 3"):
        read_hierarchy(written(tmp_path, "child,parent\nA,E\nB,B\n"))


@pytest.mark.parametrize("text", ["commune", "=h.csv", "commune="])
def test_hierarchy_option_without_column_or_file_is_a_wrong_call(text):
    with pytest.raises(WrongCall, match="--hierarchy"):
        read_hierarchies([text], ("commune",))


def test_hierarchy_of_an_unknown_column_is_a_wrong_call():
    with pytest.raises(WrongCall, match="n’est pas une dimension"):
        read_hierarchies(["age=h.csv"], ("commune",))


def test_hierarchy_of_another_column_is_refused():
    with pytest.raises(RefusedFile, match="aucun de ses codes"):
        refuse_foreign({"zone": {"Y": ["X"]}}, {"zone": {"A", "B", "Total"}})


def test_hierarchy_that_shares_a_code_is_taken():
    refuse_foreign({"zone": {"E": ["A", "Z"]}}, {"zone": {"A", "B"}})
