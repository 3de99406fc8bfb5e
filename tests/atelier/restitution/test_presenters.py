"""Restitutions in words: what is ticked, what is under way, what was made."""

import uuid

import pytest

from atelier.diagnosis.models import FindingStatus
from atelier.restitution import actions, presenters, queries
from atelier.restitution.writing.content import content_of
from atelier.restitution.writing.papers import paper_of
from tests.factories import atelier as make
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def test_line_counts_elements_and_says_when():
    line = presenters.line(given.whole())

    assert line["counted"] == "4\u00a0éléments"
    assert "jour à fixer" in line["about"]


def test_first_element_cannot_go_up_nor_the_last_down():
    first, *_, last = presenters.elements(content_of(given.whole()))

    assert (first["is_first"], first["is_last"]) == (True, False)
    assert (last["is_first"], last["is_last"]) == (False, True)


def test_drafts_are_apart_and_flagged():
    demarche = make.demarche()
    given.finding(demarche, statement=given.DRAFT, status=FindingStatus.DRAFT)

    groups = presenters.choices(queries.choices(demarche, drafts=True), set())

    assert groups[0]["choices"] == []
    assert groups[-1]["is_draft"]
    assert groups[-1]["choices"][0]["note"] == "Non validé, en rédaction"


def test_number_on_few_people_is_hidden_where_it_is_chosen_too():
    demarche = make.demarche()
    kept = demarche.partner_figures.create(
        label="Jeunes suivis", value=7, unit="jeunes", year=2025, territory="Ici", source="ML"
    )
    given.evidence(demarche, kind="partner", partner_figure=kept, indicator="")

    groups = presenters.choices(queries.choices(demarche, drafts=True), set())

    (shown,) = groups[1]["choices"]
    assert "valeur non affichée" in shown["text"]


def test_document_that_cites_drafts_is_shown_only_to_those_who_read_them():
    made = given.restitution()
    values = {"form": "note", "fmt": "pdf", "has_drafts": True}
    actions.keep(by=None, restitution=made, job=uuid.uuid4(), content=b"x", **values)
    shown = given.read(made)

    def count(*, drafts):
        forms = {one["id"]: one for one in presenters.forms(shown, [], drafts=drafts)}
        return sum(len(one["made"]) for one in forms["note"]["formats"])

    assert count(drafts=True) == 1
    assert count(drafts=False) == 0


def test_preview_is_in_the_order_of_the_deck():
    titles = [one["title"] for one in presenters.slides(content_of(given.whole(drawings=True)))]

    assert titles[1] == presenters.THREAD
    assert titles[2] == given.STATEMENT
    assert titles[-1] == presenters.ASKED


def test_paper_as_a_page_has_its_blanks_apart_and_quotes_without_marks():
    shown = presenters.paper(paper_of(content_of(given.whole()), "note"))

    assert ("[Nom, fonction, signature]", True) in shown["closing"]
    (quote,) = [one for part in shown["parts"] for one in part["quotes"]]
    assert quote["text"] == given.WORDS


def test_what_can_be_asked_of_a_text_is_what_its_card_promises():
    found = presenters.downloads(given.restitution(), "note")

    assert [one["name"] for one in found] == ["Word", "PDF"]
