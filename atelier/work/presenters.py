"""Jobs as pages print them. `progress(job)` is what `work/_progress.html` receives as `job`."""

from typing import Any

from django.urls import reverse

from atelier.ui.dates import stamp
from atelier.work.models import Job, JobState


TONES = {
    JobState.QUEUED: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
}


def progress(job: Job, *, next_url: str = "", next_label: str = "Continuer") -> dict[str, Any]:
    """What a page says of a job.

    next_url, next_label  where to go once it is done; the handler's `url` and `label` otherwise
    """
    result = job.result if isinstance(job.result, dict) else {}
    is_alive = job.state in {JobState.QUEUED, JobState.RUNNING}
    return {
        "element_id": f"travail-{job.pk}",
        "title": job.title,
        "word": job.get_state_display(),
        "tone": TONES[JobState(job.state)],
        "label": job.message or job.get_state_display(),
        "done": job.done,
        "total": job.total,
        "text": _counted(job) if is_alive else "",
        "is_alive": is_alive,
        "is_failed": job.state == JobState.FAILED,
        "is_done": job.state == JobState.DONE,
        "todo": job.todo,
        "summary": result.get("message", ""),
        "url": reverse("work:job", kwargs={"job_id": job.pk}),
        "part_url": reverse("work:progress", kwargs={"job_id": job.pk}),
        "retry_url": reverse("work:retry", kwargs={"job_id": job.pk}),
        "lines": result.get("lines", []),
        "discard_url": result.get("discard_url", ""),
        "discard_label": result.get("discard_label", "Supprimer"),
        "next_url": next_url or result.get("url", ""),
        "next_label": result.get("label", next_label),
        "asked": stamp(job.asked_at),
    }


def _counted(job: Job) -> str:
    """« 12 sur 40 », when both are known."""
    return f"{job.done} sur {job.total}" if job.total else ""
