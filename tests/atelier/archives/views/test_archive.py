"""Export, term and taking up, as people do them."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from atelier.archives import storage
from atelier.audit.models import Event
from atelier.demarches.models import Demarche, Role
from atelier.work.models import Job
from tests.factories import atelier as given
from tests.factories.whole import Whole


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return given.person(first_name="Nadia", last_name="Ferrand")


@pytest.fixture
def opened(nadia):
    return given.demarche(pilot=nadia)


def exported(client, demarche) -> bytes:
    client.post(f"/demarches/{demarche.pk}/journal/archive/exporter")
    job = Job.objects.get(kind="archives.export")
    response = client.get(f"/demarches/{demarche.pk}/journal/archive/{job.pk}.zip")
    return b"".join(response.streaming_content)


def uploaded(content: bytes) -> dict:
    return {"archive": SimpleUploadedFile("archive.zip", content, "application/zip")}


def test_pilote_exports_then_downloads(client_of, nadia, opened):
    client = client_of(nadia)

    content = exported(client, opened)

    assert "manifeste.json" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert (
        "Télécharger l’archive"
        in client.get(f"/demarches/{opened.pk}/journal/archive").content.decode()
    )
    assert Event.objects.filter(action="archives.demarche_exported").exists()


def test_archive_that_went_says_why_and_what_to_do(client_of, nadia, opened):
    client = client_of(nadia)
    exported(client, opened)
    storage.forget_made()
    job = Job.objects.get(kind="archives.export")

    page = client.get(f"/demarches/{opened.pk}/journal/archive/{job.pk}.zip", follow=True)

    assert "Cette archive n’est plus là" in page.text


def test_archived_demarche_is_exported_too(client_of, nadia, opened):
    Demarche.objects.update(status="archived")

    assert exported(client_of(nadia), opened)


def test_archived_demarche_says_so_on_every_page(client_of, nadia, opened):
    Demarche.objects.update(status="archived")
    client = client_of(nadia)

    for end in ("journal/archive", "journal", "etapes"):
        page = client.get(f"/demarches/{opened.pk}/{end}").content.decode()
        assert "Démarche archivée." in page


def test_archive_of_another_demarche_is_not_given(client_of, nadia, opened):
    exported(client_of(nadia), opened)
    job = Job.objects.get(kind="archives.export")
    stranger = given.person()
    other = given.demarche(pilot=stranger)

    response = client_of(stranger).get(f"/demarches/{other.pk}/journal/archive/{job.pk}.zip")

    assert response.status_code == 404


@pytest.mark.parametrize("role", [Role.PRESTATAIRE, Role.ELU_REFERENT, Role.LECTEUR])
def test_only_pilotes_export(client_of, opened, role):
    client = client_of(given.participant(demarche=opened, role=role))

    assert client.post(f"/demarches/{opened.pk}/journal/archive/exporter").status_code == 403


def test_demarche_is_taken_up_by_an_administrator(client_of):
    whole = Whole()
    given.mandate(demarche=whole.demarche, person=whole.pilot, role=Role.PILOTE)
    content = exported(client_of(whole.pilot), whole.demarche)
    client = client_of(given.administrator())

    response = client.post("/demarches/reprendre", uploaded(content), follow=True)

    assert "est reprise, et vous la pilotez" in response.content.decode()
    assert Demarche.objects.count() == 2


def test_wrong_file_is_refused_on_the_page(client_of):
    response = client_of(given.administrator()).post(
        "/demarches/reprendre", uploaded(b"une photographie")
    )

    assert response.status_code == 400
    assert "n’est pas une archive zip" in response.content.decode()


def test_archives_are_taken_up_one_at_a_time(client_of):
    by = given.administrator()
    Job.objects.create(kind="archives.take_up", title="Reprise", person_id=by.pk)

    response = client_of(by).post("/demarches/reprendre", uploaded(b"x"))

    assert response.status_code == 400
    assert "encore en cours de reprise" in response.content.decode()
    assert not list(storage.folder().iterdir())


def test_person_who_pilots_nothing_is_told_whom_to_ask(client_of):
    client = client_of(given.person())

    page = client.get("/demarches/reprendre").content.decode()
    client.post("/demarches/reprendre", uploaded(b"x"))

    assert "Demandez à la personne qui administre" in page
    assert not Job.objects.exists()


def test_term_is_proposed_then_set(client_of, nadia, opened):
    client = client_of(nadia)

    page = client.get(f"/demarches/{opened.pk}/journal/conservation").content.decode()
    client.post(
        f"/demarches/{opened.pk}/journal/conservation",
        {"day": "2034-12-31", "reason": "Le prochain"},
    )

    opened.refresh_from_db()
    assert "31 décembre 2033" in page
    assert opened.keep_until.year == 2034


def test_purge_asks_first_then_says_what_stays(client_of, nadia, opened):
    Demarche.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
    client = client_of(nadia)
    url = f"/demarches/{opened.pk}/journal/conservation"

    assert "Effacer dès maintenant" in client.get(url).content.decode()
    assert "sans retour possible" in client.get(f"{url}/effacer").content.decode()
    page = client.post(f"{url}/effacer", follow=True).content.decode()

    assert "Les données personnelles de cette démarche sont effacées." in page


def test_purge_before_the_term_is_refused(client_of, nadia, opened):
    page = client_of(nadia).post(
        f"/demarches/{opened.pk}/journal/conservation/effacer", follow=True
    )

    assert "Le terme n’est pas venu" in page.content.decode()
