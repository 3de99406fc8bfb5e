"""Conservation and archive of a démarche: its term, its export, and taking one up."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.archives import library, storage, terms
from atelier.archives.actions import keeping as actions
from atelier.archives.forms import ImportForm, TermForm
from atelier.archives.packing import opening
from atelier.archives.permissions import EXPORT, KEEP
from atelier.archives.presenters import archive as pages
from atelier.demarches.access import demarche_page
from atelier.demarches.models import DemarcheStatus
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import may_take_up
from atelier.demarches.rules import NotNow
from atelier.ui.access import signed_in_page
from atelier.work import actions as work
from atelier.work import queries as jobs


JOB = "archives.export"
IMPORT_JOB = "archives.take_up"


@demarche_page(EXPORT)
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Export the démarche; where the last export stands."""
    demarche = request.standing.demarche
    context = {
        **pages.archive(demarche, jobs.latest(JOB, demarche_id=demarche.pk)),
        "tabs": pages.tabs(request.standing, "archive"),
    }
    return render_in_space(request, "archives/archive.html", context)


@demarche_page(EXPORT, in_archives=True)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Start an export, unless one is under way."""
    demarche = request.standing.demarche
    if not jobs.under_way(JOB, demarche_id=demarche.pk).exists():
        work.start(
            kind=JOB,
            by=request.user,
            title=f"Export de « {demarche.name} »"[:200],
            demarche_id=demarche.pk,
        )
    return redirect("archives:archive", demarche_id=demarche.pk)


@demarche_page(EXPORT)
@require_safe
def download(request: HttpRequest, job_id: UUID) -> HttpResponseBase:
    """The archive that a job of this démarche made."""
    demarche = request.standing.demarche
    job = jobs.latest(JOB, demarche_id=demarche.pk)
    path = storage.made_at(job_id)
    if job is None or job.pk != job_id:
        raise Http404
    if not path.exists():
        messages.error(
            request,
            f"Cette archive n’est plus là : elle s’efface au bout de {storage.DAYS} jours, ou dès "
            "que le site efface une personne. Faites-en une nouvelle.",
        )
        return redirect("archives:archive", demarche_id=demarche.pk)
    name = f"{slugify(demarche.name)[:60] or 'demarche'}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@demarche_page(KEEP, in_archives=True)
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest) -> HttpResponse:
    """Until when personal data is kept, why, and what goes then."""
    demarche = request.standing.demarche
    kept = terms.retention_of(demarche)
    day, reason = library.proposal(demarche)
    form = TermForm(
        request.POST or None,
        initial={"day": demarche.keep_until or day, "reason": kept.reason or reason},
        is_open=demarche.status == DemarcheStatus.OPEN,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_term(by=request.user, demarche=demarche, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "La durée de conservation est fixée.")
            return redirect("archives:term", demarche_id=demarche.pk)
    context = {
        **pages.term(demarche, kept, terms.people_of(demarche)),
        "form": form,
        "proposed": {"day": day, "reason": reason},
        "tabs": pages.tabs(request.standing, "term"),
    }
    return render_in_space(
        request, "archives/term.html", context, status=400 if form.errors else 200
    )


@demarche_page(KEEP, in_archives=True)
@require_http_methods(["GET", "POST"])
def purge(request: HttpRequest) -> HttpResponse:
    """Withdraw personal data now that the term has come."""
    demarche = request.standing.demarche
    if request.method == "POST":
        try:
            actions.purge(by=request.user, demarche=demarche)
            messages.success(
                request, "Les données personnelles sont effacées. Décisions et constats restent."
            )
        except NotNow as problem:
            messages.error(request, str(problem))
        return redirect("archives:term", demarche_id=demarche.pk)
    return render_in_space(request, "ui/confirmation.html", pages.confirmation(demarche))


@signed_in_page
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest) -> HttpResponse:
    """Take up a démarche exported elsewhere."""
    may = may_take_up(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and may and form.is_valid():
        try:
            _check_none_waits(request)
            key = _received(form.cleaned_data["archive"])
        except opening.WrongArchive as problem:
            form.add_error("archive", str(problem))
        else:
            job = work.start(
                kind=IMPORT_JOB,
                by=request.user,
                title="Reprise d’une démarche",
                payload={"key": str(key)},
            )
            return redirect("work:job", job_id=job.pk)
    context = {"form": form, "may_import": may, "section": "demarches"}
    status = 400 if may and form.errors else 200
    return render(request, "archives/take_up.html", context, status=status)


def _check_none_waits(request: HttpRequest) -> None:
    """One archive at a time for one person: each is large, and kept until it is taken up."""
    if jobs.under_way(IMPORT_JOB).filter(person_id=request.user.pk).exists():
        raise opening.WrongArchive(
            "une autre, que vous avez déposée, est encore en cours de reprise"
        )


def _received(upload: object) -> UUID:
    """Keep what was sent, once its manifest and names are seen to be sound."""
    key = storage.keep(upload)
    path = storage.received_at(key)
    try:
        with opening.opened(path):
            return key
    except opening.WrongArchive:
        path.unlink(missing_ok=True)
        raise
