"""One's own data: seen, copied, the digest refused, erased."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches.models import Document
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return given.person(first_name="Nadia", last_name="Ferrand", telephone="06 12 34 56 78")


def test_page_says_what_why_how_long_and_who(client_of, nadia):
    page = client_of(nadia).get("/mes-donnees").content.decode()

    for words in ("06 12 34 56 78", "Combien de temps", "Qui le voit", "R123-1"):
        assert words in page


def test_copy_holds_the_account_the_documents_and_the_journal(client_of, nadia):
    opened = given.demarche(pilot=nadia)
    Document.objects.create(
        demarche=opened,
        title="Note",
        file=ContentFile(b"%PDF-fictif", "note.pdf"),
        media_type="application/pdf",
        size=11,
        sha256="0" * 64,
        added_by=nadia,
    )
    record("demarches.document_added", by=nadia, demarche_id=opened.pk)

    response = client_of(nadia).post("/mes-donnees/telecharger")

    archive = zipfile.ZipFile(io.BytesIO(response.content))
    told = json.loads(archive.read("mes-donnees.json"))
    assert told["compte"]["Téléphone"] == "06 12 34 56 78"
    assert told["lignes"]["mandat"]
    assert told["journal"][0]["quoi"] == "a ajouté un document"
    (name,) = [one for one in archive.namelist() if one.startswith("documents/")]
    assert archive.read(name) == b"%PDF-fictif"
    assert "Nadia Ferrand" in archive.read("mes-donnees.html").decode()


def test_copy_holds_nothing_of_others(client_of, nadia):
    opened = given.demarche(pilot=nadia)
    given.mandate(demarche=opened, person=given.person(email="lucien@valmeyrac.example"))

    content = client_of(nadia).post("/mes-donnees/telecharger").content

    archive = zipfile.ZipFile(io.BytesIO(content))
    assert all(b"lucien" not in archive.read(name).lower() for name in archive.namelist())
    assert all(b"pbkdf2" not in archive.read(name) for name in archive.namelist())


def test_digest_is_refused_then_wanted_again(client_of, nadia):
    client = client_of(nadia)

    client.post("/mes-donnees/resume", {"wanted": "0"})
    assert not Person.objects.get(pk=nadia.pk).wants_digest
    client.post("/mes-donnees/resume", {"wanted": "1"})

    assert Person.objects.get(pk=nadia.pk).wants_digest
    actions = [one.action for one in Event.objects.order_by("pk")]
    assert actions == ["archives.consent_withdrawn", "archives.consent_given"]


def test_erasure_asks_for_a_word(client_of, nadia):
    response = client_of(nadia).post("/mes-donnees/effacer", {"word": "oui"})

    assert response.status_code == 400
    assert "Écrivez le mot « effacer »" in response.content.decode()
    assert not Person.objects.get(pk=nadia.pk).erased_at


def test_person_is_erased_and_signed_out(client_of, nadia):
    client = client_of(nadia)

    response = client.post("/mes-donnees/effacer", {"word": " Effacer "})

    assert "Le site ne garde plus ni votre nom" in response.content.decode()
    assert Person.objects.get(pk=nadia.pk).label == f"Personne effacée {nadia.pk}"
    assert client.get("/mes-donnees").status_code == 302


def test_last_pilote_is_told_to_hand_over(client_of, nadia):
    given.demarche(pilot=nadia, name="ABS de Valmeyrac")
    client = client_of(nadia)

    page = client.get("/mes-donnees/effacer").content.decode()
    client.post("/mes-donnees/effacer", {"word": "effacer"})

    assert "« ABS de Valmeyrac » n’aurait plus de pilote" in page
    assert not Person.objects.get(pk=nadia.pk).erased_at


def test_whoever_has_a_password_gives_it_again_before_erasing(client_of):
    odile = given.person(password="trois chevaux dans le pré")

    response = client_of(odile).post("/mes-donnees/effacer", {"word": "effacer"})

    odile.refresh_from_db()
    assert response.url.startswith("/compte/confirmer")
    assert odile.erased_at is None
