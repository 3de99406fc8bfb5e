"""Documents are given back through a view, and never run."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.demarches.models import Document, Role
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def address(page, demarche, **kwargs):
    return reverse(f"demarches:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


def sent(browser, demarche, name="note.pdf", content=b"%PDF-1.7"):
    upload = SimpleUploadedFile(name, content)
    return browser.post(
        address("add_document", demarche), {"title": "Titre gardé", "upload": upload}
    )


def test_file_is_kept_given_back_and_sandboxed(client_of, nadia, demarche):
    browser = client_of(nadia)
    sent(browser, demarche)
    kept = Document.objects.get()

    response = browser.get(address("document", demarche, document_id=kept.pk))

    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "Titre gardé" in browser.get(address("documents", demarche)).text


def test_refused_file_says_why_and_keeps_the_title(client_of, nadia, demarche):
    page = sent(client_of(nadia), demarche, "page.html", b"<html>")

    assert page.status_code == 400
    assert "n’est pas d’un type accepté" in page.text
    assert "Titre gardé" in page.text


def test_text_is_downloaded_never_shown(client_of, nadia, demarche):
    browser = client_of(nadia)
    sent(browser, demarche, "note.txt", b"bonjour")

    response = browser.get(address("document", demarche, document_id=Document.objects.get().pk))

    assert response["Content-Disposition"].startswith("attachment")
    response.close()


def test_document_of_another_demarche_is_not_reachable(client_of, nadia, demarche):
    other_pilote = make.person()
    other = make.demarche(pilot=other_pilote)
    sent(client_of(other_pilote), other)

    page = client_of(nadia).get(
        address("document", demarche, document_id=Document.objects.get().pk)
    )

    assert page.status_code == 404


def test_document_is_removed(client_of, nadia, demarche):
    browser = client_of(nadia)
    sent(browser, demarche)

    browser.post(address("remove_document", demarche, document_id=Document.objects.get().pk))

    assert not Document.objects.exists()


def test_reader_adds_nothing(client_of, demarche):
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    assert sent(client_of(reader), demarche).status_code == 403


def test_file_of_a_meeting_is_listed_on_its_page(client_of, nadia, demarche):
    meeting = making.meeting(instance=making.copil(demarche=demarche))
    where = f"{address('add_document', demarche)}?reunion={meeting.pk}"
    upload = SimpleUploadedFile("note.pdf", b"%PDF-1.7")

    page = client_of(nadia).post(where, {"title": "Note de cadrage", "upload": upload}, follow=True)

    assert Document.objects.get().target == f"meeting:{meeting.pk}"
    assert "Note de cadrage" in page.text
    assert page.redirect_chain[-1][0].endswith(f"/reunions/{meeting.pk}")


def test_file_is_never_of_a_meeting_of_another_demarche(client_of, nadia, demarche):
    other = making.meeting(instance=making.copil(demarche=make.demarche()))
    where = f"{address('add_document', demarche)}?reunion={other.pk}"

    client_of(nadia).post(where, {"upload": SimpleUploadedFile("note.pdf", b"%PDF-1.7")})

    assert Document.objects.get().target == ""
