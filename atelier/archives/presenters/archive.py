"""Conservation and archive of a démarche, as their pages print them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.archives import standing, storage
from atelier.archives.actions.keeping import NOTICE_DAYS
from atelier.archives.models import Retention
from atelier.archives.permissions import EXPORT, KEEP
from atelier.demarches.models import Demarche, DemarcheStatus
from atelier.demarches.permissions import SEE_JOURNAL, Standing
from atelier.ui.dates import stamp
from atelier.work.models import Job, JobState
from atelier.work.presenters import progress


TABS = (
    ("journal", "Journal", SEE_JOURNAL),
    ("term", "Conservation", KEEP),
    ("archive", "Archive", EXPORT),
)


def tabs(held: Standing, current: str) -> list[dict[str, Any]]:
    """The pages of the room that the person may open."""
    return [
        {
            "label": label,
            "url": reverse(f"archives:{name}", kwargs={"demarche_id": held.demarche.pk}),
            "current": name == current,
            "count": None,
        }
        for name, label, capability in TABS
        if held.may(capability)
    ]


def archive(demarche: Demarche, job: Job | None) -> dict[str, Any]:
    """The state of the démarche, and its last export."""
    path = storage.made_at(job.pk) if job else None
    is_ready = job is not None and job.state == JobState.DONE and path.exists()
    shown = progress(job) if job and (is_ready or job.state != JobState.DONE) else None
    return {
        "state": demarche.get_status_display(),
        "is_archived": demarche.status == DemarcheStatus.ARCHIVED,
        "is_open": demarche.status == DemarcheStatus.OPEN,
        "job": shown if not is_ready else None,
        "is_ready": is_ready,
        "size": f"{path.stat().st_size / 1e6:.1f}".replace(".", ",") if is_ready else "",
        "made": stamp(job.ended_at) if is_ready else "",
        "days": storage.DAYS,
        "download_url": _url("download", demarche, job_id=job.pk) if is_ready else "",
        "may_start": shown is None or not shown["is_alive"],
    }


def term(demarche: Demarche, kept: Retention, people: list[Person]) -> dict[str, Any]:
    """Where the démarche stands with its term, and who is concerned."""
    today = timezone.localdate()
    has_come = demarche.keep_until is not None and demarche.keep_until < today
    return {
        "keep_until": demarche.keep_until,
        "reason": kept.reason,
        "has_come": has_come and kept.purged_at is None,
        "announced_at": kept.announced_at,
        "purged_at": kept.purged_at,
        "notice_days": NOTICE_DAYS,
        "people": [one.label for one in people],
        "public": _public(demarche),
    }


def confirmation(demarche: Demarche) -> dict[str, Any]:
    """Before personal data goes."""
    return {
        "base": "demarches/page.html",
        "title": "Effacer les données personnelles de la démarche",
        "text": "Coordonnées, présences, avis et mandats qui ne sont pas publics seront effacés, "
        "sans retour possible. Les décisions, les constats et les documents restent.",
        "submit": "Effacer les données personnelles",
        "back": _url("term", demarche),
        "danger": True,
    }


def _public(demarche: Demarche) -> list[dict[str, str]]:
    """Mandates whose name stays, and why."""
    held = demarche.mandates.select_related("instance", "person").order_by("pk")
    seats = ((one, standing.public_seat_of(one)) for one in held)
    return [
        {"name": one.name, "seat": str(one.instance or one.get_role_display()), "why": seat.reason}
        for one, seat in seats
        if seat
    ]


def _url(name: str, demarche: Demarche, **given: Any) -> str:
    return reverse(f"archives:{name}", kwargs={"demarche_id": demarche.pk, **given})
