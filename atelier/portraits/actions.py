"""Writes of the portraits: the files people deposit. They are kept whatever becomes of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.text import get_valid_filename

from atelier.work import actions as work
from atelier.work.models import Job


DEPOSIT = "portraits.deposit"
FOLDER = "depots"


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


def _kept(folder: Path, file: Any) -> str:
    """Write the file as it came, under a name that cannot leave the folder."""
    name = get_valid_filename(Path(file.name).name)
    with (folder / name).open("wb") as target:
        for part in file.chunks():
            target.write(part)
    return name
