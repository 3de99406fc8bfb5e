"""The page of the sources, and what is given to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.audit.models import Event
from atelier.portraits import actions, downloads
from atelier.work.models import Job
from tests.factories import atelier as given


def text_of(response) -> str:
    return response.content.decode()


def test_data_page_gives_the_next_gesture_for_each_source(visitor):
    page = text_of(visitor.get("/donnees/"))

    assert "Télécharger<span" in page
    assert "DDT" in page
    assert "20\u00a0indicateurs\u00a0: Offre" in page
    assert "Format non vérifié" not in page
    assert page.count("sur un fichier réel</summary>") == 1


def test_download_is_refused_on_an_open_site(visitor, settings):
    settings.DOWNLOADS_OPEN = False

    assert visitor.post("/donnees/telecharger/").status_code == 403


def test_download_starts_and_comes_back_to_the_page(visitor, monkeypatch, settings):
    settings.DOWNLOADS_OPEN = True
    started = []
    monkeypatch.setattr(downloads, "start", started.append)

    response = visitor.post("/donnees/telecharger/", {"source": "insee_bpe"})

    assert response.url == "/donnees/"
    assert started == [["insee_bpe"]]


def test_progress_is_asked_again_only_while_it_runs(visitor, monkeypatch):
    running = downloads.Progress(state="running", step="Réception de base.zip", received=1)
    monkeypatch.setattr(downloads, "current", lambda: running)
    assert "hx-get" in text_of(visitor.get("/donnees/avancement/"))

    monkeypatch.setattr(downloads, "current", lambda: downloads.Progress(state="done"))
    assert "hx-get" not in text_of(visitor.get("/donnees/avancement/"))


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """The site's folder and the store are empty."""
    settings.FOLDER = tmp_path / "site"
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "store"))
    return settings.FOLDER


def file(name="populations.csv", content=b"rien;de;connu\n1;2;3\n"):
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
def test_deposit_is_closed_to_visitors_of_an_open_site(visitor, settings, folder):
    settings.DOWNLOADS_OPEN = False

    assert visitor.post("/donnees/deposer/", {"files": file()}).status_code == 403
    assert "Déposer un fichier officiel" not in text_of(visitor.get("/donnees/"))


def test_administrator_deposits_even_on_an_open_site(client_of, settings, folder):
    settings.DOWNLOADS_OPEN = False
    client = client_of(given.administrator())

    response = client.post("/donnees/deposer/", {"files": file()})

    assert response.url.startswith("/travaux/")


@pytest.mark.django_db
def test_wrong_file_is_kept_and_its_reason_told(
    visitor, settings, folder, django_capture_on_commit_callbacks
):
    settings.DOWNLOADS_OPEN = True

    with django_capture_on_commit_callbacks(execute=True):
        response = visitor.post("/donnees/deposer/", {"files": file()})

    job = Job.objects.get()
    page = text_of(visitor.get(response.url))
    assert job.state == "failed"
    assert "populations.csv" in page
    assert "effacé dans 30 jours" in page
    assert 'href="/donnees/">Revenir aux données' in page
    assert f'action="/donnees/depots/{job.pk}/supprimer/"' in page
    assert "Relancer" not in page
    assert "populations.csv" not in job.title
    assert "populations.csv" not in str(list(Event.objects.values()))
    assert [one.name for one in folder.glob("depots/*/*")] == ["populations.csv"]


@pytest.mark.django_db
def test_nothing_chosen_is_said_beside_the_field(visitor, settings, folder):
    settings.DOWNLOADS_OPEN = True

    response = visitor.post("/donnees/deposer/", {})

    assert response.status_code == 400
    assert "Choisissez un fichier" in text_of(response)


@pytest.mark.django_db
def test_refused_file_is_removed_when_asked(
    visitor, settings, folder, django_capture_on_commit_callbacks
):
    settings.DOWNLOADS_OPEN = True
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/donnees/deposer/", {"files": file()})
    job = Job.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        response = visitor.post(f"/donnees/depots/{job.pk}/supprimer/")

    assert response.url == "/donnees/"
    assert not list(folder.glob("depots/*"))
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_file_that_could_not_be_removed_is_not_said_to_be(
    visitor, settings, folder, monkeypatch, django_capture_on_commit_callbacks
):
    settings.DOWNLOADS_OPEN = True
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/donnees/deposer/", {"files": file()})
    job = Job.objects.get()

    def locked(*_):
        raise PermissionError

    monkeypatch.setattr(actions.shutil, "rmtree", locked)
    page = text_of(visitor.post(f"/donnees/depots/{job.pk}/supprimer/", follow=True))

    assert "n’a pas pu être supprimé" in page
    assert "sont supprimés" not in page
    assert Job.objects.get() == job


@pytest.mark.django_db
def test_deposit_is_not_removed_by_a_visitor_of_an_open_site(
    visitor, settings, folder, django_capture_on_commit_callbacks
):
    settings.DOWNLOADS_OPEN = True
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/donnees/deposer/", {"files": file()})
    settings.DOWNLOADS_OPEN = False

    response = visitor.post(f"/donnees/depots/{Job.objects.get().pk}/supprimer/")

    assert response.status_code == 403
    assert list(folder.glob("depots/*/*"))
