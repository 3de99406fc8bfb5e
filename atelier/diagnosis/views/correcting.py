"""Correct a row of the library, or take it away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from atelier.demarches import queries as people
from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis import places
from atelier.diagnosis.actions import correcting as actions
from atelier.diagnosis.forms import (
    OfferFactForm,
    PartnerFigureForm,
    StudyFindingForm,
    StudyForm,
    TestimonyForm,
)
from atelier.diagnosis.models import OfferFact, PartnerFigure, Study, StudyFinding, Testimony
from atelier.diagnosis.permissions import CORRECT, WRITE_TESTIMONIES
from maillage.base.french import plural


# Each kind of row: its model, the way to its démarche, its form, what it is called.
KINDS = {
    "ouvrage": (Study, "demarche", StudyForm, "l’étude"),
    "etude": (StudyFinding, "study__demarche", StudyFindingForm, "le constat relevé"),
    "offre": (OfferFact, "demarche", OfferFactForm, "le fait d’offre"),
    "chiffre": (PartnerFigure, "demarche", PartnerFigureForm, "le chiffre"),
}
WORDS = (Testimony, "demarche", TestimonyForm, "les paroles")


@demarche_page(CORRECT)
@require_http_methods(["GET", "POST"])
def correct_row(request: HttpRequest, kind: str, row_id: int) -> HttpResponse:
    """A study, a sentence of it, a fact of offer, a partner's figure."""
    if kind not in KINDS:
        raise Http404
    here = {"kind": kind, "row_id": row_id}
    return _correct(request, KINDS[kind], row_id, reverse_here(request, "remove_row", **here))


@demarche_page(WRITE_TESTIMONIES)
@require_http_methods(["GET", "POST"])
def correct_words(request: HttpRequest, row_id: int) -> HttpResponse:
    """What someone said: a name left in it, a word misheard."""
    return _correct(request, WORDS, row_id, reverse_here(request, "remove_words", row_id=row_id))


@demarche_page(CORRECT)
@require_http_methods(["GET", "POST"])
def remove_row(request: HttpRequest, kind: str, row_id: int) -> HttpResponse:
    """Once confirmed."""
    if kind not in KINDS:
        raise Http404
    return _remove(request, KINDS[kind], row_id)


@demarche_page(WRITE_TESTIMONIES)
@require_http_methods(["GET", "POST"])
def remove_words(request: HttpRequest, row_id: int) -> HttpResponse:
    """Once confirmed."""
    return _remove(request, WORDS, row_id)


@demarche_page(WRITE_TESTIMONIES)
@require_POST
def remove_many(request: HttpRequest) -> HttpResponse:
    """The words ticked, once confirmed: first how many, then they go."""
    demarche = request.standing.demarche
    given = set(request.POST.getlist("paroles"))
    chosen = [one for one in demarche.testimonies.order_by("code", "pk") if str(one.pk) in given]
    back = reverse_here(request, "testimonies")
    if not chosen:
        messages.error(request, "Cochez d’abord les paroles à supprimer.")
        return redirect(back)
    if request.POST.get("confirmed") != "1":
        context = {"chosen": chosen, "count": plural(len(chosen), "parole"), "back": back}
        return render_in_space(request, "diagnosis/remove_testimonies.html", context)
    try:
        gone = actions.remove_testimonies(by=request.user, demarche=demarche, rows=chosen)
    except NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, "La parole est supprimée." if gone == 1 else f"{gone} paroles sont supprimées."
        )
    return redirect(back)


def _correct(request: HttpRequest, kind: tuple[Any, ...], row_id: int, remove: str) -> HttpResponse:
    _, _, form_class, noun = kind
    row = _row(request, kind, row_id)
    form = form_class(
        request.POST or None,
        request.FILES or None,
        instance=row,
        **_given(request, form_class),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = _row(request, kind, row_id)
            shaken = actions.change_row(by=request.user, row=kept, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _told(shaken))
            return redirect(_back(request, kind))
    context = {
        "form": form,
        "title": f"Corriger {noun}",
        "back": _back(request, kind),
        "remove": remove,
        "is_resting": actions.resting(row),
    }
    return render_in_space(
        request, "diagnosis/correct.html", context, status=400 if form.errors else 200
    )


def _remove(request: HttpRequest, kind: tuple[Any, ...], row_id: int) -> HttpResponse:
    row, noun = _row(request, kind, row_id), kind[3]
    if request.method == "POST":
        try:
            actions.remove_row(by=request.user, row=row)
        except NotNow as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "C’est supprimé. Le journal en garde la trace.")
        return redirect(_back(request, kind))
    text = f"« {row} » disparaîtra de la bibliothèque, avec la preuve qui en a été faite."
    if isinstance(row, Study):
        text = f"« {row} » disparaîtra de la bibliothèque, avec les constats qui y sont relevés."
    context = {
        "title": f"Supprimer {noun}",
        "text": text,
        "submit": "Supprimer",
        "back": _back(request, kind),
        "danger": True,
        "base": "demarches/page.html",
    }
    return render_in_space(request, "ui/confirmation.html", context)


def _row(request: HttpRequest, kind: tuple[Any, ...], row_id: int) -> Any:
    model, way = kind[:2]
    return get_object_or_404(model, pk=row_id, **{way: request.standing.demarche})


def _given(request: HttpRequest, form_class: type) -> dict[str, Any]:
    demarche = request.standing.demarche
    if form_class is StudyForm:
        return {}
    if form_class is PartnerFigureForm:
        return {"demarche": demarche, "organisations": people.organisations(demarche)}
    if form_class is TestimonyForm:
        return {"demarche": demarche, "communes": places.communes(demarche)}
    return {"demarche": demarche}


def _back(request: HttpRequest, kind: tuple[Any, ...]) -> str:
    return reverse_here(request, "testimonies" if kind is WORDS else "library")


def reverse_here(request: HttpRequest, page: str, **kwargs: Any) -> str:
    """A page of this démarche."""
    given = {"demarche_id": request.standing.demarche.pk, **kwargs}
    return reverse(f"diagnosis:{page}", kwargs=given)


def _told(shaken: int) -> str:
    if not shaken:
        return "C’est corrigé."
    what = "Un constat validé s’appuie" if shaken == 1 else f"{shaken} constats validés s’appuient"
    return f"C’est corrigé. {what} sur cette preuve : à revoir, avec la nouvelle version."
