"""Tags of the design system."""

import json

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from atelier.ui.templatetags import ui


class NoteForm(forms.Form):
    """One field that must be filled, one not."""

    title = forms.CharField(label="Titre", help_text="Une phrase.")
    file = forms.FileField(label="Document", required=False)


def written(source: str, **context: object) -> str:
    return Template(source).render(Context({"request": RequestFactory().get("/"), **context}))


def test_built_files_are_found_in_the_manifest(tmp_path, monkeypatch):
    entry = {"file": "assets/a-1.js", "css": ["assets/a-2.css"]}
    (tmp_path / "manifest.json").write_text(json.dumps({"src/atelier.js": entry}))
    monkeypatch.setattr(ui, "DIST", tmp_path)

    assert ui.built("script") == "/static/ui/dist/assets/a-1.js"
    assert ui.built("style") == "/static/ui/dist/assets/a-2.css"


def test_page_still_prints_before_the_front_end_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr(ui, "DIST", tmp_path)

    assert ui.built("style") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nadia Benali", "NB"),
        ("Jean-Marc de la Tour", "JT"),
        ("CIAS", "C"),
        ("Centre d’action sociale", "CS"),
        ("", ""),
    ],
)
def test_initials_are_two_letters_at_most(name, letters):
    assert ui.initials(name) == letters


def test_whole_form_is_written_in_one_tag():
    page = written('{% form form submit="Garder" back="/la" %}', form=NoteForm())

    assert 'enctype="multipart/form-data"' in page
    assert ">Garder<" in page
    assert 'href="/la"' in page
    assert "data-atelier-drop" in page
    assert "sauf ce qui est dit facultatif" in page


def test_refused_form_says_first_what_is_wrong_and_leads_there():
    page = written("{% form form %}", form=NoteForm({}))

    assert 'href="#id_title"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page


def test_form_whose_fields_must_all_be_filled_does_not_speak_of_optional_ones():
    assert not ui.mixes_optional(forms.Form())


def test_table_gives_each_cell_the_heading_it_stacks_under():
    page = written(
        '{% table caption="Constats" headings=headings rows=rows %}',
        headings=["Constat", "Communes:figure"],
        rows=[[{"text": "Vacance", "url": "/1"}, {"text": "2", "tone": "good"}]],
    )

    assert '<td data-label="Communes" class="figure">' in page
    assert '<a href="/1">Vacance</a>' in page
    assert "badge--good" in page


def test_table_refuses_a_row_of_another_length():
    with pytest.raises(ValueError, match="zip"):
        ui.table(caption="", headings=["A", "B"], rows=[["seul"]])


def test_empty_table_says_so():
    page = written(
        '{% table caption="C" headings=headings rows=rows empty="Rien." %}', headings=[], rows=[]
    )

    assert "Rien." in page
    assert "<table" not in page


def test_other_pages_keep_what_the_address_asks():
    request = RequestFactory().get("/?theme=logement&page=2")
    page = written("{% pagination page %}", page=Paginator(range(60), 20).page(2), request=request)

    assert 'href="?theme=logement&amp;page=3"' in page
    assert 'aria-current="page"' in page


def test_list_of_one_page_has_no_links():
    assert "<nav" not in written("{% pagination page %}", page=Paginator([1], 20).page(1))
