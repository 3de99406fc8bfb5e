"""What is done once a day, after six in the morning: reminders, digests, forgetting.

Each room declares, in its `apps.py`, `daily = ("dotted.path", …)`: functions without argument. One
that breaks is written in the log and does not keep the others from running.
"""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from atelier.work.models import Job, JobState


HOUR = 6
# One job a day: its identifier is drawn from the day, so that two workers make only one.
DAYS = UUID("6a0f7f3e-5d0b-4d43-9f0e-0f4f6c2b7a11")
KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


def todays_job() -> Job | None:
    """Today's job, made when it is time and nobody has made it yet; None otherwise."""
    now = timezone.localtime()
    identifier = uuid5(DAYS, now.date().isoformat())
    if now.hour < HOUR or Job.objects.filter(pk=identifier).exists():
        return None
    try:
        with transaction.atomic():
            return Job.objects.create(
                pk=identifier, kind="work.daily", title=f"Travaux du {now:%d/%m/%Y}"
            )
    except IntegrityError:
        return None


def run(held: Any) -> dict[str, Any]:
    """Call what every room declares, then forget what has ended long ago."""
    declared = [path for config in apps.get_app_configs() for path in getattr(config, "daily", ())]
    broken = [path for path in declared if not _called(path)]
    _forget()
    return {"message": f"{len(declared) - len(broken)} sur {len(declared)}", "broken": broken}


def _called(path: str) -> bool:
    try:
        import_string(path)()
    except Exception:
        logger.exception("daily work %s", path)
        return False
    return True


def _forget() -> None:
    """Ended sessions, finished tasks and old jobs."""
    long_ago = timezone.now() - KEPT
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    finished = DBTaskResult.objects.filter(status__in=("SUCCESSFUL", "FAILED"))
    finished.filter(finished_at__lt=long_ago).delete()
    Job.objects.filter(state__in=(JobState.DONE, JobState.FAILED), ended_at__lt=long_ago).delete()
