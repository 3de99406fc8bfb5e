"""Legal pages: public, written by whoever administers the site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from atelier.archives import library
from atelier.archives.actions import legal as actions
from atelier.archives.forms import LegalForm
from atelier.archives.models import LegalKind, LegalPage
from atelier.archives.presenters import legal as pages
from atelier.ui.access import administrator_page, public_page


@public_page
@require_safe
def page(request: HttpRequest, kind: str) -> HttpResponse:
    """One page, for everyone."""
    found = pages.page(LegalKind(kind))
    return render(request, "archives/legal.html", {"page": found, "kind": kind})


@administrator_page
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The four pages, and what is left to fill."""
    return render(request, "archives/legal_pages.html", {"pages": pages.listed()})


@administrator_page
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Fill one page."""
    asked = LegalKind(kind)
    kept = LegalPage.objects.filter(kind=asked).first()
    body = kept.body if kept else library.page_model(asked).body
    form = LegalForm(request.POST or None, initial={"body": body})
    if request.method == "POST" and form.is_valid():
        actions.write_page(by=request.user, kind=asked, body=form.cleaned_data["body"])
        messages.success(request, f"« {asked.label} » est à jour.")
        return redirect("archives:legal_pages")
    context = {"form": form, "title": asked.label}
    return render(request, "archives/legal_form.html", context, status=400 if form.errors else 200)
