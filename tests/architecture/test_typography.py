"""French typography of templates: « : », « ; », « ! », « ? » and quotation marks keep their space.

A plain space lets them fall alone at the beginning of a line, above all on a phone.
"""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import files, name, text


SEEN = (".html", ".txt", ".typ")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL)
PLAIN_SPACE = re.compile(r"(?<=\S) [;:!?»](?=[\s<\"'{&.,)|]|$)|« (?=\S)", re.MULTILINE)


def templates() -> list[Path]:
    return [
        path for path in files("atelier", "maillage", suffixes=SEEN) if "templates" in path.parts
    ]


def plain_spaces(written: str) -> list[str]:
    """A few words around each plain space where a no-break one is expected."""
    told = COMMENT.sub("", written)
    return [told[max(0, at.start() - 20) : at.end() + 5] for at in PLAIN_SPACE.finditer(told)]


@pytest.mark.parametrize("path", templates(), ids=name)
def test_no_sign_is_cut_off_from_its_word(path):
    wrong = plain_spaces(text(path))

    assert wrong == [], "write &nbsp; (U+00A0 inside a tag) before the sign, after «"


def test_the_rule_sees_text_tags_and_quotation_marks():
    assert plain_spaces('<p>Source : x</p>{% include "a" with text="Prêt ?" %}« ici »') != []
    assert len(plain_spaces("Un : deux ; trois ? « ici »")) == 5
    assert plain_spaces("Un&nbsp;: deux\u00a0; {# dit : rien #} 12:30") == []
