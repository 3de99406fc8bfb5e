"""The preview, the texts to copy, the documents: asked for, followed, given back."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.access import demarche_page, require
from atelier.demarches.pages import render_in_space
from atelier.diagnosis.permissions import READ_DRAFTS
from atelier.restitution import presenters
from atelier.restitution.permissions import PREPARE, READ
from atelier.restitution.printing.making import MEDIA_TYPES, paper_for
from atelier.restitution.queries import JOB
from atelier.restitution.views.restitutions import chosen, told
from atelier.restitution.writing import library
from atelier.restitution.writing.checks import Unprintable
from atelier.work.actions import start


@demarche_page(READ)
@require_safe
def preview(request: HttpRequest, restitution_id: int) -> HttpResponse:
    """Slide after slide, as they will be told."""
    shown = chosen(request, restitution_id)
    content, problem = told(request, shown)
    context = {
        "restitution": presenters.line(shown),
        "content": content,
        "problem": problem,
        "slides": presenters.slides(content) if content else [],
    }
    return render_in_space(request, "restitution/preview.html", context)


@demarche_page(READ)
@require_safe
def text(request: HttpRequest, restitution_id: int, form: str) -> HttpResponse:
    """A ready document as a page, to read or to copy."""
    shown = chosen(request, restitution_id)
    if form not in presenters.READABLE:
        raise Http404
    try:
        paper = paper_for(shown, form, drafts=request.standing.may(READ_DRAFTS))
        context = {"paper": presenters.paper(paper), "problem": None}
    except Unprintable as problem:
        context = {"paper": None, "problem": {"text": str(problem), "todo": problem.todo}}
    context |= {
        "restitution": presenters.line(shown),
        "label": library.forms()[form].label,
        "downloads": presenters.downloads(shown, form),
        "may_prepare": request.standing.may(PREPARE),
    }
    return render_in_space(request, "restitution/text.html", context)


@demarche_page(PREPARE)
@require_POST
def produce(request: HttpRequest, restitution_id: int, form: str, fmt: str) -> HttpResponse:
    """Ask for a document: a job writes it."""
    shown = chosen(request, restitution_id)
    card = library.forms().get(form)
    if card is None or fmt not in card.formats:
        raise Http404
    start(
        kind=JOB,
        by=request.user,
        title=f"{card.label} — {shown.title}"[:200],
        payload={"restitution": shown.pk, "form": form, "fmt": fmt},
        demarche_id=shown.demarche_id,
    )
    return redirect(f"{presenters.url(shown)}#document-{form}")


@demarche_page(READ)
@require_safe
def production(request: HttpRequest, restitution_id: int, production_id: int) -> FileResponse:
    """A document that was made; one that cites drafts only to those who may read them."""
    shown = chosen(request, restitution_id)
    made = get_object_or_404(shown.productions, pk=production_id)
    if made.has_drafts:
        require(request, READ_DRAFTS)
    name = slugify(f"{made.form} {shown.title}")[:80]
    response = FileResponse(
        made.file.open("rb"),
        content_type=MEDIA_TYPES[made.fmt],
        as_attachment=made.fmt != "pdf",
        filename=f"{name}.{made.fmt}",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
