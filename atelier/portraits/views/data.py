"""The sources: what is held, from when, what is newer; taking more, by download or by deposit."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from atelier.portraits import actions, downloads, queries
from atelier.portraits.forms import DepositForm
from atelier.portraits.presenters import holdings
from atelier.ui.access import public_page


LOOPBACK = frozenset({"127.0.0.1", "::1"})


@public_page
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The sources: what each is for, what is there, how to obtain the rest."""
    return _page(request, DepositForm())


@public_page
@require_POST
def deposit(request: HttpRequest) -> HttpResponse:
    """Keep the files given, then have them recognised in the background."""
    if not _may_deposit(request):
        raise PermissionDenied("Le dépôt de fichiers est réservé à l’administration du site.")
    form = DepositForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    person = request.user if request.user.is_authenticated else None
    job = actions.deposit(by=person, files=form.cleaned_data["files"])
    is_one = len(form.cleaned_data["files"]) == 1
    received = "Fichier reçu et gardé. Maillage le lit."
    several = "Fichiers reçus et gardés. Maillage les lit."
    messages.success(request, received if is_one else several)
    return redirect("work:job", job_id=job.pk)


@public_page
@require_POST
def discard(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Remove the files of one deposit, recognised or not; the sources taken from them stay."""
    if not _may_deposit(request):
        raise PermissionDenied("Le dépôt de fichiers est réservé à l’administration du site.")
    job = queries.discardable(job_id, request.user)
    if job is None:
        raise Http404
    try:
        actions.discard(by=request.user if request.user.is_authenticated else None, job=job)
        messages.success(request, "Les fichiers de ce dépôt sont supprimés.")
    except actions.StillThere as problem:
        messages.error(request, str(problem))
    return redirect("data")


@public_page
@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """Start taking one source, all of them, or what is on this machine; not on an open site."""
    if not settings.DOWNLOADS_OPEN:
        raise PermissionDenied
    name = request.POST.get("source", "")
    if name and name not in {downloads.EMBEDDED, *queries.source_names()}:
        raise Http404
    downloads.start([name] if name else [])
    return redirect("data")


@public_page
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Where the download stands, as htmx asks every second."""
    context = {"progress": holdings.progress(downloads.current())}
    return render(request, "portraits/_progress.html", context)


def _may_deposit(request: HttpRequest) -> bool:
    """Administrators; at a desk, whoever sits at it and may already start a download.

    A file changes what everyone reads: a visitor from another machine deposits none.
    """
    is_here = request.META.get("REMOTE_ADDR", "") in LOOPBACK
    is_desk = settings.DOWNLOADS_OPEN and is_here
    return is_desk or getattr(request.user, "is_administrator", False)


def _page(request: HttpRequest, form: DepositForm, *, status: int = 200) -> HttpResponse:
    may_deposit = _may_deposit(request)
    context: dict[str, Any] = {
        "holdings": holdings.summary(queries.sources()),
        "progress": holdings.progress(downloads.current()),
        "can_download": settings.DOWNLOADS_OPEN,
        "form": form if may_deposit else None,
        "deposits": holdings.deposits(queries.deposits()) if may_deposit else [],
        "section": "donnees",
    }
    return render(request, "portraits/data.html", context, status=status)
