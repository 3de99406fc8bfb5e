"""Pages that belong to no room: the gallery of components, errors, the health check."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from atelier.ui import gallery as samples
from atelier.ui.access import came_from, public_page


@public_page
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok"}` when the site answers and its database too."""
    connection.ensure_connection()
    return JsonResponse({"status": "ok"})


@public_page
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with an example, or a sample of one sheet (`?feuille=ecran`)."""
    return render(request, samples.sheet(request.GET.get("feuille")), samples.context())


@public_page
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    return render(request, "ui/not_found.html", status=404)


@public_page
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page is not open to this person; the exception says why, in French, or says nothing."""
    return render(request, "ui/refused.html", {"reason": str(exception or "")}, status=403)


@public_page
def broken(request: HttpRequest) -> HttpResponse:
    """Something broke on our side."""
    return render(request, "ui/broken.html", status=500)


@public_page
def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection token is missing or old."""
    return render(request, "ui/refused_form.html", {"back": came_from(request)}, status=403)
