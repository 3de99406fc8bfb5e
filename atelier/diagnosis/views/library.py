"""The library: studies, what people said, offer, partners' figures; each may become evidence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches import library
from atelier.demarches import queries as people
from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis import imports, places, queries
from atelier.diagnosis.actions import evidence as pins
from atelier.diagnosis.actions import library as actions
from atelier.diagnosis.forms import (
    ImportForm,
    OfferFactForm,
    PartnerFigureForm,
    StudyFindingForm,
    StudyForm,
    TestimonyForm,
)
from atelier.diagnosis.models import OfferFact, PartnerFigure, StudyFinding, Testimony
from atelier.diagnosis.permissions import (
    CORRECT,
    PIN,
    READ,
    READ_TESTIMONIES,
    WRITE_TESTIMONIES,
)
from atelier.diagnosis.presenters.chain import about


ROWS = {
    "etude": (StudyFinding, "study__demarche"),
    "paroles": (Testimony, "demarche"),
    "offre": (OfferFact, "demarche"),
    "chiffre": (PartnerFigure, "demarche"),
}


@demarche_page(READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything evidence can be made of."""
    demarche = request.standing.demarche
    together = queries.study_findings_together(demarche)
    context = {
        "studies": list(demarche.studies.prefetch_related("findings__evidence")),
        "together": [
            {
                "about": " · ".join(
                    told
                    for told in (library.themes().get(theme), library.publics().get(public))
                    if told
                ),
                "findings": said,
            }
            for (theme, public), said in together.items()
        ],
        "facts": [
            {"row": one, "about": about(one)}
            for one in demarche.offer_facts.prefetch_related("evidence")
        ],
        "figures": list(
            demarche.partner_figures.select_related("organisation").prefetch_related("evidence")
        ),
        "testimonies_count": demarche.testimonies.count(),
        "may_pin": request.standing.may(PIN),
        "may_correct": request.standing.may(CORRECT),
        "may_write_words": request.standing.may(WRITE_TESTIMONIES),
        "may_read_words": request.standing.may(READ_TESTIMONIES),
    }
    return render_in_space(request, "diagnosis/library.html", context)


@demarche_page(READ_TESTIMONIES)
@require_safe
def testimonies(request: HttpRequest) -> HttpResponse:
    """What people said, in full."""
    found = queries.testimonies(request.standing.demarche)
    context = {
        "testimonies": [{"row": one, "about": about(one)} for one in found],
        "may_write": request.standing.may(WRITE_TESTIMONIES),
        "may_pin": request.standing.may(PIN),
    }
    return render_in_space(request, "diagnosis/testimonies.html", context)


@demarche_page(PIN)
@require_http_methods(["GET", "POST"])
def add_study(request: HttpRequest) -> HttpResponse:
    """A study."""
    form = StudyForm(request.POST or None, request.FILES or None)
    return _added(request, form, "Ajouter une étude", actions.add_study)


@demarche_page(PIN)
@require_http_methods(["GET", "POST"])
def extract(request: HttpRequest, study_id: int) -> HttpResponse:
    """A sentence of a study."""
    demarche = request.standing.demarche
    study = get_object_or_404(demarche.studies, pk=study_id)
    form = StudyFindingForm(request.POST or None, demarche=demarche)
    if request.method == "POST" and form.is_valid():
        actions.extract(by=request.user, study=study, **form.cleaned_data)
        messages.success(request, "Le constat est relevé, avec sa page.")
        return redirect("diagnosis:library", demarche_id=demarche.pk)
    return _form(request, form, f"Relever un constat — {study}")


@demarche_page(PIN)
@require_http_methods(["GET", "POST"])
def add_offer_fact(request: HttpRequest) -> HttpResponse:
    """A fact of offer."""
    form = OfferFactForm(request.POST or None, demarche=request.standing.demarche)
    return _added(request, form, "Noter un fait d’offre", actions.add_offer_fact)


@demarche_page(PIN)
@require_http_methods(["GET", "POST"])
def add_partner_figure(request: HttpRequest) -> HttpResponse:
    """A partner's figure."""
    demarche = request.standing.demarche
    form = PartnerFigureForm(
        request.POST or None, demarche=demarche, organisations=people.organisations(demarche)
    )
    return _added(request, form, "Noter un chiffre de partenaire", actions.add_partner_figure)


@demarche_page(WRITE_TESTIMONIES)
@require_http_methods(["GET", "POST"])
def add_testimony(request: HttpRequest) -> HttpResponse:
    """What someone said."""
    demarche = request.standing.demarche
    form = TestimonyForm(
        request.POST or None, demarche=demarche, communes=places.communes(demarche)
    )
    return _added(
        request, form, "Saisir des paroles", actions.add_testimony, back="diagnosis:testimonies"
    )


@demarche_page(WRITE_TESTIMONIES)
@require_http_methods(["GET", "POST"])
def import_testimonies(request: HttpRequest) -> HttpResponse:
    """A spreadsheet of interviews: all of it, or nothing and why."""
    demarche = request.standing.demarche
    if "modele" in request.GET:
        model = HttpResponse(imports.model_table(), content_type="text/csv; charset=utf-8")
        model["Content-Disposition"] = 'attachment; filename="paroles.csv"'
        return model
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            communes = dict(places.communes(demarche))
            rows = imports.read_testimonies(form.cleaned_data["upload"], communes)
            added = actions.import_testimonies(by=request.user, demarche=demarche, rows=rows)
        except NotNow as problem:
            form.add_error("upload", str(problem))
        else:
            messages.success(
                request,
                f"Paroles ajoutées : {len(added)}. Déjà là : {len(rows) - len(added)}.",
            )
            return redirect("diagnosis:testimonies", demarche_id=demarche.pk)
    context = {
        "form": form,
        "columns": imports.told_columns(),
        "model": f"{request.path}?modele=1",
    }
    return render_in_space(
        request, "diagnosis/import.html", context, status=400 if form.errors else 200
    )


@demarche_page(READ)
@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """An interview grid to print: the hypotheses retained, and the rules of the interview."""
    demarche = request.standing.demarche
    found = queries.hypotheses(demarche, status="retained")
    context = {"hypotheses": found, "demarche": demarche}
    return render_in_space(request, "diagnosis/grid.html", context)


@demarche_page(PIN)
@require_POST
def pin(request: HttpRequest, kind: str, row_id: int) -> HttpResponse:
    """Make a row of the library a piece of evidence."""
    if kind not in ROWS:
        raise Http404
    model, owner = ROWS[kind]
    row = get_object_or_404(model, pk=row_id, **{owner: request.standing.demarche})
    try:
        kept = pins.pin_row(by=request.user, row=row)
    except NotNow as problem:
        messages.error(request, str(problem))
        return redirect("diagnosis:library", demarche_id=request.standing.demarche.pk)
    messages.success(request, "C’est maintenant une preuve : attachez-la à une hypothèse.")
    return redirect("diagnosis:one_evidence", demarche_id=kept.demarche_id, evidence_id=kept.pk)


def _added(
    request: HttpRequest, form: Any, title: str, act: Any, *, back: str = "diagnosis:library"
) -> HttpResponse:
    """Show the form, or do and come back."""
    demarche = request.standing.demarche
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.user, demarche=demarche, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "C’est enregistré.")
            return redirect(back, demarche_id=demarche.pk)
    return _form(request, form, title, back=back)


def _form(
    request: HttpRequest, form: Any, title: str, *, back: str = "diagnosis:library"
) -> HttpResponse:
    return render_in_space(
        request,
        "demarches/form.html",
        {"form": form, "title": title, "back": back},
        status=400 if form.errors else 200,
    )
