"""Documents of a démarche: listed, added, given back. Bytes go through here only."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches import uploads
from atelier.demarches.access import demarche_page
from atelier.demarches.forms import DocumentForm
from atelier.demarches.pages import asked_id, give_back, render_in_space
from atelier.demarches.permissions import HOLD_TASKS, READ
from atelier.demarches.rules import NotNow
from atelier.demarches.spaces import choices


@demarche_page(READ)
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Every document, latest first."""
    context = {
        "documents": request.standing.demarche.documents.select_related("added_by").order_by(
            "-added_at", "-pk"
        ),
        "may_add": request.standing.may(HOLD_TASKS),
    }
    return render_in_space(request, "demarches/documents.html", context)


@demarche_page(HOLD_TASKS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keep a file, of a meeting when the address names one."""
    demarche = request.standing.demarche
    asked = asked_id(request, "reunion")
    known = choices("meeting", demarche) if asked else []
    meeting = next((one for one in known if one.pk == asked), None)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            uploads.keep_document(
                by=request.user,
                demarche=demarche,
                upload=form.cleaned_data["upload"],
                title=form.cleaned_data["title"],
                target=f"meeting:{meeting.pk}" if meeting else "",
            )
        except NotNow as problem:
            form.add_error("upload", str(problem))
        else:
            messages.success(request, "Le document est gardé.")
            documents_url = reverse("demarches:documents", kwargs={"demarche_id": demarche.pk})
            return redirect(meeting.url if meeting else documents_url)
    return render_in_space(
        request,
        "demarches/form.html",
        {"form": form, "title": "Ajouter un document", "back": "demarches:documents"},
        status=400 if form.errors else 200,
    )


@demarche_page(READ)
@require_safe
def document(request: HttpRequest, document_id: int) -> FileResponse:
    """The file: shown when it is a PDF or an image, downloaded otherwise."""
    return give_back(get_object_or_404(request.standing.demarche.documents, pk=document_id))


@demarche_page(HOLD_TASKS)
@require_POST
def remove(request: HttpRequest, document_id: int) -> HttpResponse:
    """Delete a document."""
    demarche = request.standing.demarche
    kept = get_object_or_404(demarche.documents, pk=document_id)
    uploads.remove_document(by=request.user, document=kept)
    messages.success(request, "Le document est supprimé.")
    return redirect("demarches:documents", demarche_id=demarche.pk)
