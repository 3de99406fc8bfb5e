"""What the audit says on the screen."""

from maillage.cli.secrecy_words import leak_words, loose_words
from maillage.disclosure.attack import Audit, Finding


def audit_of(finding):
    return Audit(("t.csv",), ("l", "c"), 4, (finding,), 5, whole=False)


def test_insider_is_named_by_its_cell():
    one = Finding(("a", "x"), 0.0, 9.0, "insider", by=("a", "y"))

    assert leak_words(audit_of(one), one) == (
        "l = a, c = x : exactement, pour l’unité qui est seule dans l = a, c = y"
    )


def test_loose_cells_say_how_to_judge_them():
    found = audit_of(Finding(("a", "x"), 8.0, 9.0, "loose"))

    assert found.is_safe
    assert "--known" in loose_words(found)
    assert "--strict" in loose_words(found)
