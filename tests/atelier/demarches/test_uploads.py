"""Receiving a file: what it is comes from its bytes."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.audit.models import Event
from atelier.demarches.models import Document
from atelier.demarches.rules import NotNow
from atelier.demarches.uploads import MAXIMUM_BYTES, keep_document, read_kind, remove_document
from tests.factories import atelier as make


def upload(name, content):
    return SimpleUploadedFile(name, content)


def archive(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, content in files.items():
            written.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("note.txt", b"%PDF-1.7 ...", "application/pdf"),
        ("photo.pdf", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("photo.jpg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("notes.md", "Réunion du collectif".encode(), "text/plain"),
        ("releve.docx", archive(word__document="x"), "officedocument.wordprocessingml"),
        ("releve.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "opendocument"),
    ],
)
def test_kind_is_read_from_the_content_not_from_the_name(name, content, expected):
    assert expected in read_kind(upload(name, content))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("vide.pdf", b"", "est vide"),
        ("page.pdf", b"<html><script>alert(1)</script>", "type accepté"),
        ("programme.pdf", b"MZ\x90\x00\x03", "type accepté"),
        ("image.svg", b"  <svg xmlns='x'>", "type accepté"),
        ("archive.zip", archive(a="b"), "type accepté"),
        ("macros.docm", archive(word__document="x", word__vbaProject_bin="x"), None),
        ("cassee.docx", b"PK\x03\x04 tronque", "type accepté"),
    ],
)
def test_other_kinds_are_refused_by_name(name, content, reason):
    if reason is None:
        content = content.replace(b"vbaProject_bin", b"vbaProject.bin")
    with pytest.raises(NotNow, match=reason or "type accepté"):
        read_kind(upload(name, content))


@pytest.mark.parametrize("told", ["text\r\nX-Evil: 1", "text; charset=x", "base" * 40])
def test_kind_that_an_open_document_says_is_one_we_know(told):
    written = archive(mimetype=f"application/vnd.oasis.opendocument.{told}")

    with pytest.raises(NotNow, match="type accepté"):
        read_kind(upload("releve.odt", written))


def test_declared_kind_that_swells_is_not_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("mimetype", b"a" * 100_000_000)
    tracemalloc.start()

    with pytest.raises(NotNow, match="type accepté"):
        read_kind(upload("bombe.odt", buffer.getvalue()))

    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert highest < 20_000_000


def test_file_that_is_too_large_is_told_its_size_and_the_limit():
    heavy = upload("lourd.pdf", b"%PDF-")
    heavy.size = MAXIMUM_BYTES + 1

    with pytest.raises(NotNow, match="la limite est de 25 Mo"):
        read_kind(heavy)


@pytest.mark.django_db
def test_file_is_kept_under_a_name_of_ours(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    demarche, nadia = make.demarche(), make.person()

    kept = keep_document(
        by=nadia, demarche=demarche, upload=upload("../../secret.PDF", b"%PDF-1.7"), target="step:1"
    )

    assert kept.file.name.startswith(f"demarches/{demarche.pk}/")
    assert kept.file.name.endswith(".pdf")
    assert "secret" not in kept.file.name
    assert (kept.size, kept.media_type) == (8, "application/pdf")
    assert (tmp_path / kept.file.name).read_bytes() == b"%PDF-1.7"


@pytest.mark.django_db
def test_removed_document_leaves_no_bytes_but_a_trace(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    kept = keep_document(
        by=make.person(), demarche=make.demarche(), upload=upload("a.pdf", b"%PDF-1.7")
    )
    path = tmp_path / kept.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_document(by=make.person(), document=kept)

    assert not path.exists()
    assert not Document.objects.exists()
    assert Event.objects.filter(action="demarches.document_removed").exists()


@pytest.mark.django_db
def test_name_of_a_file_loses_the_characters_no_document_can_hold():
    sent = upload("releve.pdf", b"%PDF-1.7 ...")
    sent._name = "Relevé\x0bdu\x1b[31m COPIL.pdf"

    kept = keep_document(by=make.person(), demarche=make.demarche(), upload=sent)

    assert kept.title == "Relevé du [31m COPIL.pdf"
