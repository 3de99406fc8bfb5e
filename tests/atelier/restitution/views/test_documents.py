"""Documents: asked for, given back to the right people, read as pages."""

import uuid

import pytest

from atelier.demarches.models import Role
from atelier.restitution import actions, presenters
from atelier.restitution.models import Production
from tests.factories import atelier as make
from tests.factories import restitution as given


@pytest.fixture
def nadia(db):
    return make.person()


@pytest.fixture
def made(nadia, fictitious_store):
    return given.whole(make.demarche(pilot=nadia), drawings=True)


def kept(made, **values):
    given_values = {"form": "note", "fmt": "pdf", **values}
    return actions.keep(
        by=None, restitution=made, job=uuid.uuid4(), content=b"%PDF-", **given_values
    )


def test_document_asked_for_is_made_then_downloaded(client_of, nadia, made):
    client = client_of(nadia)

    asked = client.post(presenters.url(made, "produce", form="note", fmt="docx"))
    page = client.get(asked.url).content.decode()
    address = presenters.production_url(Production.objects.get())
    given_back = client.get(address)

    assert asked.url.endswith("#document-note")
    assert address in page
    assert b"".join(given_back.streaming_content).startswith(b"PK")
    assert ".docx" in given_back["Content-Disposition"]
    given_back.close()


@pytest.mark.parametrize(("form", "fmt"), [("note", "pptx"), ("autre", "pdf")])
def test_document_nobody_promised_is_not_found(client_of, nadia, made, form, fmt):
    address = presenters.url(made, "produce", form=form, fmt=fmt)

    assert client_of(nadia).post(address).status_code == 404


def test_reader_may_not_ask_for_a_document(client_of, made):
    reader = make.participant(demarche=made.demarche, role=Role.LECTEUR)
    address = presenters.url(made, "produce", form="note", fmt="pdf")

    assert client_of(reader).post(address).status_code == 403


def test_document_that_cites_drafts_is_refused_to_a_reader(client_of, made):
    reader = make.participant(demarche=made.demarche, role=Role.LECTEUR)
    client = client_of(reader)

    assert client.get(presenters.production_url(kept(made, has_drafts=True))).status_code == 403
    shown = client.get(presenters.production_url(kept(made)))
    assert shown.status_code == 200
    assert "sandbox" in shown["Content-Security-Policy"]
    shown.close()


@pytest.mark.parametrize("form", sorted(presenters.READABLE))
def test_every_paper_is_also_a_page(client_of, nadia, made, form):
    page = client_of(nadia).get(presenters.url(made, "text", form=form))

    assert page.status_code == 200
    assert given.STATEMENT.rstrip(".") in page.content.decode()


def test_poster_is_no_page_and_a_named_resident_is_said(client_of, nadia, made):
    client = client_of(nadia)
    resident = make.participant(demarche=made.demarche, role=Role.HABITANT)
    given.group(made.demarche, name=f"{resident.first_name} {resident.last_name} l’a dit")

    assert client.get(presenters.url(made, "text", form="affiche")).status_code == 404
    page = client.get(presenters.url(made, "text", form="suites")).content.decode()
    assert "Un habitant est nommé" in page
