"""The codebook as a tree, and identifiers."""

from maillage.qualitative.coding.model import Codebook, new_guid, same
from tests.maillage.qualitative.coding.examples import BOOK, LOYERS, PROJECT


def test_codes_are_met_parents_first_with_the_names_above_them():
    assert [(above, code.name) for above, code in BOOK.walk()] == [
        ((), "Logement"),
        (("Logement",), "Loyers"),
        (("Logement",), "État du bâti"),
        ((), "Mobilité 🚌"),
    ]


def test_code_is_found_whatever_the_case_and_the_braces():
    assert BOOK.by_guid()[same(LOYERS.upper())].name == "Loyers"


def test_same_parts_give_the_same_identifier_and_others_another():
    assert new_guid("a", 1) == new_guid("a", 1)
    assert new_guid("a", "b") != new_guid("ab")


def test_project_renamed_keeps_the_rest():
    assert PROJECT.named("Autre").sources == PROJECT.sources


def test_empty_codebook_has_nothing_to_walk():
    assert list(Codebook().walk()) == []
