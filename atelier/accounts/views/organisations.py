"""Organisations, for those who administer the site; and their logos."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.accounts import actions, queries
from atelier.accounts.forms import AttachForm, OrganisationForm
from atelier.accounts.models import Organisation, Person
from atelier.ui.access import administrator_page, public_page


# The page holds two forms: their fields have different identifiers.
ATTACHING = "rattacher_%s"


@administrator_page
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation."""
    found = list(queries.organisations())
    context = {"organisations": found, "section": "administration"}
    return render(request, "accounts/organisations.html", context)


@administrator_page
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, organisation_id: int | None = None) -> HttpResponse:
    """Add one, or change one."""
    kept = get_object_or_404(Organisation, pk=organisation_id) if organisation_id else None
    form = OrganisationForm(request.POST or None, request.FILES or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        if kept is not None:
            kept.refresh_from_db()
        saved = actions.save_organisation(by=request.user, organisation=kept, **form.cleaned_data)
        messages.success(request, f"« {saved} » est enregistrée.")
        return redirect("organisations")
    return _shown(request, form, kept)


@administrator_page
@require_POST
def attach(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say that someone who has an account belongs to the organisation."""
    kept = get_object_or_404(Organisation, pk=organisation_id)
    form = AttachForm(request.POST, auto_id=ATTACHING)
    if not form.is_valid():
        return _shown(request, OrganisationForm(instance=kept), kept, attaching=form)
    person = Person.objects.get(email=form.cleaned_data["email"])
    actions.attach(by=request.user, person=person, organisation=kept)
    messages.success(request, f"Le rattachement de {person} à « {kept} » est enregistré.")
    return redirect("organisation", organisation_id=kept.pk)


def _shown(
    request: HttpRequest,
    form: OrganisationForm,
    kept: Organisation | None,
    attaching: AttachForm | None = None,
) -> HttpResponse:
    people = Person.objects.filter(organisation=kept, erased_at=None) if kept else []
    context = {
        "form": form,
        "organisation": kept,
        "people": list(people),
        "attaching": attaching or AttachForm(auto_id=ATTACHING),
        "section": "administration",
    }
    status = 400 if form.errors or (attaching and attaching.errors) else 200
    return render(request, "accounts/organisation.html", context, status=status)


@public_page
@require_safe
def logo(request: HttpRequest, organisation_id: int) -> FileResponse:
    """The logo, always a PNG that we drew. Public: it dresses public pages."""
    kept = get_object_or_404(Organisation, pk=organisation_id)
    if not kept.logo or not kept.logo.storage.exists(kept.logo.name):
        raise Http404
    response = FileResponse(kept.logo.open("rb"), content_type="image/png")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=3600"
    return response
