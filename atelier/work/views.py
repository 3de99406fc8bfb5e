"""Following a job: a page that reads without JavaScript, and the fragment that refreshes itself."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ui.access import link_page
from atelier.work import actions, presenters, queries
from atelier.work.models import Job


@link_page
@never_cache
@require_safe
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The job's page."""
    return _shown(request, _job(request, job_id), "work/job.html")


@link_page
@never_cache
@require_safe
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The fragment alone, asked by htmx."""
    return _shown(request, _job(request, job_id), "work/_progress.html")


@link_page
@require_POST
def retry(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Start a failed job again."""
    person = request.user if request.user.is_authenticated else None
    actions.retry(by=person, job=_job(request, job_id))
    return redirect("work:job", job_id=job_id)


def _job(request: HttpRequest, job_id: UUID) -> Job:
    """Raises Http404 alike for a job that does not exist and for one of somebody else."""
    found = queries.visible(job_id, request.user)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, found: Job, template: str) -> HttpResponse:
    return render(request, template, {"job": presenters.progress(found)})
