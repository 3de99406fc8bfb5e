"""Receiving a file: its size, its kind read from its first bytes, its fingerprint. Never executed.

Refused files are told apart in French; the page keeps what was typed beside them.
"""

import hashlib
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.models import Demarche, Document
from atelier.demarches.rules import NotNow
from atelier.ui.characters import writable


MAXIMUM_BYTES = 25 * 1024 * 1024
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
# Office files are zip archives: told apart by the folder they hold.
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENTS = frozenset(
    f"application/vnd.oasis.opendocument.{kind}"
    for kind in ("text", "spreadsheet", "presentation", "graphics")
)
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
ACCEPTED = "PDF, image (PNG, JPEG), texte, Word, Excel, PowerPoint ou LibreOffice"
# Only these are shown in the browser; anything else is downloaded.
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


@transaction.atomic
def keep_document(
    *, by: Person, demarche: Demarche, upload: UploadedFile, title: str = "", target: str = ""
) -> Document:
    """Keep the file. Raises NotNow when too large, empty, or of a kind that is not accepted."""
    media_type = read_kind(upload)
    document = Document.objects.create(
        demarche=demarche,
        title=(title or writable(upload.name or "") or "Document")[:200],
        file=upload,
        media_type=media_type,
        size=upload.size,
        sha256=_fingerprint(upload),
        target=target,
        added_by=by,
    )
    record("demarches.document_added", by=by, target=document, demarche_id=demarche.pk)
    return document


@transaction.atomic
def remove_document(*, by: Person, document: Document) -> None:
    """Delete the card and the bytes."""
    record("demarches.document_removed", by=by, target=document, demarche_id=document.demarche_id)
    stored = document.file
    document.delete()
    transaction.on_commit(lambda: stored.storage.delete(stored.name))


def read_kind(upload: UploadedFile) -> str:
    """The media type its content says. Raises NotNow, in French."""
    if not upload.size:
        raise NotNow(f"« {upload.name} » est vide. Choisissez un autre fichier.")
    if upload.size > MAXIMUM_BYTES:
        raise NotNow(
            f"« {upload.name} » pèse {upload.size / 1e6:.0f} Mo ; la limite est de "
            f"{MAXIMUM_BYTES // (1024 * 1024)} Mo. Réduisez les images ou coupez le document."
        )
    head = upload.read(16)
    upload.seek(0)
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return media_type
    found = _office(upload) if head.startswith(b"PK") else _text(upload)
    if found is None:
        raise NotNow(f"« {upload.name} » n’est pas d’un type accepté : {ACCEPTED}.")
    return found


def _office(upload: Any) -> str | None:
    """Which office file the archive is, None for any other archive."""
    try:
        with zipfile.ZipFile(upload) as archive:
            names = archive.namelist()
            kind = _declared(archive) if "mimetype" in names else ""
    except (*BROKEN, UnicodeDecodeError):
        return None
    finally:
        upload.seek(0)
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    if kind in OPEN_DOCUMENTS:
        return kind
    return next(
        (media for folder, media in OFFICE.items() if any(n.startswith(folder) for n in names)),
        None,
    )


def _declared(archive: zipfile.ZipFile) -> str:
    """The kind that an open document says it is: a hundred bytes of it, whatever it swells to."""
    with archive.open("mimetype") as told:
        return told.read(100).decode("ascii")


def _text(upload: Any) -> str | None:
    """Plain text, None when it holds bytes that text does not."""
    sample = upload.read(65_536)
    upload.seek(0)
    if b"\x00" in sample or sample.lstrip()[:1] == b"<":
        return None
    return "text/plain"


def _fingerprint(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
