"""The page for a data officer."""

import json

from maillage.disclosure.attack.releases import Release
from maillage.disclosure.protection.protecting import protect
from maillage.disclosure.protection.report import html, sentences, summary
from maillage.disclosure.protection.tables import Table
from maillage.disclosure.regimes import regime
from tests.maillage.disclosure.attack.tables import crossing


def done():
    cells = crossing("abc", "xyz", [[4, 20, 30], [30, 40, 50], [19, 28, 37]])
    table = Table(Release("t.csv", ("l", "c"), cells), cells, None, are_counts=True)
    return protect([table], regime("fiscal"))


def test_record_counts_what_is_hidden_and_why():
    found = summary(done(), {})

    assert (found["primary"], found["secondary"], found["safe"]) == (1, 3, True)
    assert found["tables"][0]["cells"] == 16
    json.dumps(found, allow_nan=False)


def test_record_holds_no_hidden_value():
    found = summary(done(), {})

    for cell in found["tables"][0]["hidden_cells"]:
        assert set(cell) == {"cell", "kind", "reason", "lower", "upper"}
        assert cell["lower"] < cell["upper"]


def test_page_says_it_in_plain_french():
    lines = sentences(done(), [[]])

    page = html(lines)
    assert any("1\u00a0case : trop peu d’unités." in line for line in lines)
    assert page.startswith('<!doctype html><html lang="fr">')
    assert "ne se publie pas" in page
