"""Archives on disk, for some days: those made here, and those just received."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone


DAYS = 7


def folder() -> Path:
    """Where they are; made when missing, for the site alone."""
    found = Path(settings.MEDIA_ROOT) / "archives"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def made_at(job_id: UUID) -> Path:
    """The archive that a job makes."""
    return folder() / f"export-{job_id}.zip"


def received_at(key: UUID) -> Path:
    """The archive received under this key."""
    return folder() / f"recu-{key}.zip"


def keep(upload: UploadedFile) -> UUID:
    """Keep what was sent, under a key of ours."""
    key = uuid4()
    with received_at(key).open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    return key


def forget_made() -> None:
    """Remove every archive made here: someone was erased, and they still name them."""
    for path in folder().glob("export-*"):
        path.unlink(missing_ok=True)


def forget_old() -> None:
    """Remove those older than some days. Called once a day."""
    limit = (timezone.now() - timedelta(days=DAYS)).timestamp()
    for path in folder().glob("*.zip"):
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
