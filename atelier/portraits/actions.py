"""Writes of the portraits: the files people deposit, kept a month unless they are discarded.

What was recognised has its own copy among the sources: discarding a deposit takes nothing from it.
"""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename

from atelier.audit.actions import record
from atelier.work import actions as work
from atelier.work.models import Job


DEPOSIT = "portraits.deposit"
FOLDER = "depots"
DAYS_KEPT = 30


@transaction.atomic
def deposit(*, by: Any, files: Iterable[Any]) -> Job:
    """Keep the files in the site's folder and queue their recognition.

    by   the Person who deposits, None for a visitor at a desk
    The journal entry is that of the job (`work.started`).
    """
    folder = Path(settings.FOLDER) / FOLDER / uuid4().hex
    folder.mkdir(parents=True)
    names = [_kept(folder, one) for one in files]
    return work.start(
        kind=DEPOSIT,
        by=by,
        title=f"Dépôt de {', '.join(names)}"[:200],
        payload={"folder": str(folder), "names": names},
    )


@transaction.atomic
def discard(*, by: Any, job: Job) -> None:
    """Remove the files of a deposit that has ended, and its job.

    by   the Person who asks, None for a visitor at a desk
    """
    folder = Path(job.payload["folder"])
    record("portraits.discarded", by=by, target=job)
    job.delete()
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def every_day() -> None:
    """Remove the deposits older than `DAYS_KEPT` days: a wrong file may hold names."""
    oldest = (timezone.now() - timedelta(days=DAYS_KEPT)).timestamp()
    for folder in (Path(settings.FOLDER) / FOLDER).glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _kept(folder: Path, file: Any) -> str:
    """Write the file as it came, under a name that cannot leave the folder."""
    name = get_valid_filename(Path(file.name).name)
    with (folder / name).open("wb") as target:
        for part in file.chunks():
            target.write(part)
    return name
