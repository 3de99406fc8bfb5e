"""The list, one restitution, what is in it and in which order."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis.permissions import READ_DRAFTS
from atelier.restitution import actions, presenters, queries
from atelier.restitution.forms import ElementForm, RestitutionForm
from atelier.restitution.models import Restitution
from atelier.restitution.permissions import PREPARE, READ
from atelier.restitution.writing.checks import Unprintable
from atelier.restitution.writing.content import Content, content_of


@demarche_page(READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every restitution, latest first."""
    found = queries.restitutions(request.standing.demarche)
    context = {
        "restitutions": [presenters.line(one) for one in found],
        "may_prepare": request.standing.may(PREPARE),
    }
    return render_in_space(request, "restitution/index.html", context)


@demarche_page(READ)
@require_safe
def restitution(request: HttpRequest, restitution_id: int) -> HttpResponse:
    """What it shows, in order, and the documents made of it."""
    shown = chosen(request, restitution_id)
    drafts = request.standing.may(READ_DRAFTS)
    content, problem = told(request, shown)
    context = {
        "restitution": {**presenters.line(shown), "pk": shown.pk, "message": shown.message},
        "urls": {
            page: presenters.url(shown, page)
            for page in ("choose", "move", "edit", "preview", "remove")
        },
        "elements": presenters.elements(content) if content else [],
        "has_drafts": bool(content and content.has_drafts),
        "left_out": content.left_out if content else (),
        "problem": problem,
        "forms": presenters.forms(shown, queries.jobs(shown, request.user.pk), drafts=drafts),
        "may_prepare": request.standing.may(PREPARE),
    }
    return render_in_space(request, "restitution/restitution.html", context)


@demarche_page(PREPARE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, restitution_id: int | None = None) -> HttpResponse:
    """Prepare one, or change its title, day, audience, message."""
    demarche = request.standing.demarche
    kept = chosen(request, restitution_id) if restitution_id else None
    form = RestitutionForm(request.POST or None, instance=kept, demarche=demarche)
    if request.method == "POST" and form.is_valid():
        if kept is None:
            made = actions.prepare(by=request.user, demarche=demarche, **form.cleaned_data)
            return redirect(presenters.url(made, "choose"))
        kept.refresh_from_db()
        actions.change(by=request.user, restitution=kept, **form.cleaned_data)
        return redirect(presenters.url(kept))
    context = {
        "form": form,
        "title": "Modifier la restitution" if kept else "Préparer une restitution",
        "back": "restitution:index",
    }
    return render_in_space(
        request, "demarches/form.html", context, status=400 if form.errors else 200
    )


@demarche_page(PREPARE)
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, restitution_id: int) -> HttpResponse:
    """Tick what is shown, on one page."""
    shown = chosen(request, restitution_id)
    keys = {one.key for one in shown.elements.all()}
    problem = ""
    if request.method == "POST":
        keys = set(request.POST.getlist("element"))
        try:
            actions.choose(by=request.user, restitution=shown, keys=request.POST.getlist("element"))
            return redirect(presenters.url(shown))
        except NotNow as refused:
            problem = str(refused)
    found = queries.choices(shown.demarche, drafts=request.standing.may(READ_DRAFTS))
    context = {
        "restitution": presenters.line(shown),
        "groups": presenters.choices(found, keys),
        "count": len(keys),
        "problem": problem,
    }
    return render_in_space(
        request, "restitution/choose.html", context, status=400 if problem else 200
    )


@demarche_page(PREPARE)
@require_POST
def move(request: HttpRequest, restitution_id: int) -> HttpResponse:
    """One element up, down, before another, or last."""
    shown = chosen(request, restitution_id)
    given = request.POST
    card, before = given.get("card", ""), given.get("before", "")
    if not card.isdecimal():
        raise Http404
    actions.move(
        by=request.user,
        restitution=shown,
        element=int(card),
        move=given.get("move", ""),
        before=int(before) if before.isdecimal() else None,
    )
    return redirect(f"{presenters.url(shown)}#element-{card}")


@demarche_page(PREPARE)
@require_http_methods(["GET", "POST"])
def element(request: HttpRequest, restitution_id: int, element_id: int) -> HttpResponse:
    """The sentence of one slide, and what the speaker says."""
    shown = chosen(request, restitution_id)
    kept = get_object_or_404(shown.elements, pk=element_id)
    form = ElementForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        kept.refresh_from_db()
        actions.reword(by=request.user, element=kept, **form.cleaned_data)
        return redirect(f"{presenters.url(shown)}#element-{kept.pk}")
    context = {"form": form, "restitution": presenters.line(shown), "kind": kept.get_kind_display()}
    return render_in_space(
        request, "restitution/element.html", context, status=400 if form.errors else 200
    )


@demarche_page(PREPARE)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, restitution_id: int) -> HttpResponse:
    """Delete it and its documents, once confirmed."""
    shown = chosen(request, restitution_id)
    if request.method == "POST":
        actions.remove(by=request.user, restitution=shown)
        messages.success(request, "La restitution est supprimée.")
        return redirect("restitution:index", demarche_id=request.standing.demarche.pk)
    context = {
        "title": "Supprimer cette restitution",
        "text": f"« {shown.title} » et les documents produits disparaîtront. "
        "Constats, preuves et décisions restent dans la démarche.",
        "submit": "Supprimer",
        "back": presenters.url(shown),
        "danger": True,
        "base": "demarches/page.html",
    }
    return render_in_space(request, "ui/confirmation.html", context)


def chosen(request: HttpRequest, restitution_id: int) -> Restitution:
    """The restitution, of this démarche. Raises Http404."""
    found = queries.restitution(request.standing.demarche, restitution_id)
    if found is None:
        raise Http404
    return found


def told(request: HttpRequest, shown: Restitution) -> tuple[Content | None, Any]:
    """Its content for whoever asks, or why nothing can be printed."""
    try:
        return content_of(shown, drafts=request.standing.may(READ_DRAFTS)), None
    except Unprintable as problem:
        return None, {"text": str(problem), "todo": problem.todo}
