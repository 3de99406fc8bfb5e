"""The timeline, the steps and their method sheets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches import queries
from atelier.demarches.access import demarche_page
from atelier.demarches.actions import steps as actions
from atelier.demarches.forms import SheetForm, StepForm, timed_text
from atelier.demarches.models import Deliverable, Step, StepStatus
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import EDIT, READ
from atelier.demarches.presenters import steps as pages
from atelier.demarches.rules import STEP_TRANSITIONS, NotNow


VERBS = {
    StepStatus.PLANNED: "Remettre à plus tard",
    StepStatus.UNDER_WAY: "Commencer",
    StepStatus.DONE: "Marquer comme faite",
    StepStatus.SKIPPED: "Sans objet ici",
}


@demarche_page(READ)
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Every step, the reports owed, and the tasks still open."""
    demarche = request.standing.demarche
    steps, owed = queries.steps(demarche), list(queries.presentations(demarche))
    context = {
        "timeline": pages.timeline(steps),
        "presentations": pages.owed(owed),
        "beyond": pages.beyond_the_law(steps, owed),
        "tasks": pages.tasks(list(queries.tasks(demarche)[:8])),
        "may_edit": request.standing.may(EDIT),
    }
    return render_in_space(request, "demarches/steps.html", context)


@demarche_page(READ)
@require_safe
def step(request: HttpRequest, step_id: int) -> HttpResponse:
    """One step: its method sheet, deliverables, tasks."""
    shown = _step(request, step_id)
    context = {
        **_shown(request, shown),
        "tasks": pages.tasks(list(queries.tasks(shown.demarche).filter(step=shown))),
        "deliverables": shown.deliverables.order_by("pk"),
        "transitions": [
            {"status": str(one), "verb": VERBS[one]}
            for one in StepStatus
            if one in STEP_TRANSITIONS[StepStatus(shown.status)]
        ],
        "moves": (("earlier", "Monter"), ("later", "Descendre")),
        "may_edit": request.standing.may(EDIT),
    }
    return render_in_space(request, "demarches/step.html", context)


@demarche_page(READ)
@require_safe
def sheet(request: HttpRequest, step_id: int) -> HttpResponse:
    """The method sheet alone, to print."""
    return render_in_space(
        request, "demarches/sheet.html", _shown(request, _step(request, step_id))
    )


@demarche_page(EDIT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, step_id: int | None = None) -> HttpResponse:
    """Change a step, or add one."""
    demarche = request.standing.demarche
    kept = _step(request, step_id) if step_id else None
    form = StepForm(
        request.POST or None, instance=kept, demarche=demarche, people=queries.people(demarche)
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, kept)
        except NotNow as problem:
            form.add_error("deliverables", str(problem))
        else:
            return redirect("demarches:step", demarche_id=demarche.pk, step_id=saved.pk)
    return render_in_space(
        request,
        "demarches/form.html",
        {
            "form": form,
            "title": kept.title if kept else "Une étape de plus",
            "back": "demarches:steps",
        },
        status=400 if form.errors else 200,
    )


@demarche_page(EDIT)
@require_POST
def set_status(request: HttpRequest, step_id: int) -> HttpResponse:
    """Start, finish, set aside."""
    shown = _step(request, step_id)
    try:
        status = StepStatus(request.POST.get("status", ""))
        actions.set_step_status(by=request.user, step=shown, status=status)
    except ValueError as problem:
        raise Http404 from problem
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("demarches:step", demarche_id=shown.demarche_id, step_id=shown.pk)


@demarche_page(EDIT)
@require_POST
def move(request: HttpRequest, step_id: int) -> HttpResponse:
    """Earlier or later in the list."""
    shown = _step(request, step_id)
    places = list(shown.demarche.steps.order_by("position", "id").values_list("pk", flat=True))
    here = places.index(shown.pk)
    to = here - 1 if request.POST.get("towards") == "earlier" else here + 1
    actions.move_step(by=request.user, step=shown, to=to)
    return redirect("demarches:steps", demarche_id=shown.demarche_id)


@demarche_page(EDIT)
@require_POST
def deliver(request: HttpRequest, deliverable_id: int) -> HttpResponse:
    """Tick or untick a deliverable."""
    found = get_object_or_404(
        Deliverable, pk=deliverable_id, step__demarche=request.standing.demarche
    )
    actions.deliver(
        by=request.user,
        deliverable=found,
        is_done=request.POST.get("done") == "1",
        place=request.POST.get("place", "")[:300],
    )
    return redirect("demarches:step", demarche_id=found.step.demarche_id, step_id=found.step_id)


@demarche_page(EDIT)
@require_POST
def homework(request: HttpRequest, step_id: int) -> HttpResponse:
    """Turn the sheet's tasks between sessions into dated tasks."""
    shown = _step(request, step_id)
    added = actions.take_homework(by=request.user, step=shown)
    messages.success(
        request,
        f"Tâches ajoutées : {len(added)}." if added else "Ces tâches étaient déjà dans la liste.",
    )
    return redirect("demarches:step", demarche_id=shown.demarche_id, step_id=shown.pk)


@demarche_page(EDIT)
@require_http_methods(["GET", "POST"])
def rewrite(request: HttpRequest, step_id: int) -> HttpResponse:
    """Write the method sheet in one's own words, one sentence per line."""
    shown = _step(request, step_id)
    form = SheetForm(
        request.POST or None,
        sections=list(pages.SECTIONS),
        initial=_sheet(shown),
    )
    is_restored = request.method == "POST" and "restore" in request.POST
    if is_restored or (request.method == "POST" and form.is_valid()):
        own = {} if is_restored else form.sheet()
        actions.rewrite_sheet(by=request.user, step=shown, sheet=own)
        return redirect("demarches:step", demarche_id=shown.demarche_id, step_id=shown.pk)
    context = {"step": shown, "form": form}
    return render_in_space(
        request, "demarches/rewrite.html", context, status=400 if form.errors else 200
    )


def _sheet(shown: Step) -> dict[str, str]:
    """The sheet as the form prints it."""
    kept = pages.sheet(shown) or {"sections": [], "agenda": (), "homework": ()}
    lines = {one["key"]: "\n".join(one["lines"]) for one in kept["sections"]}
    return lines | {
        "agenda": timed_text(kept["agenda"], "what", "minutes"),
        "intersession": timed_text(kept["homework"], "title", "days"),
    }


def _step(request: HttpRequest, step_id: int) -> Step:
    return get_object_or_404(
        Step.objects.select_related("holder", "demarche").prefetch_related("instances"),
        pk=step_id,
        demarche=request.standing.demarche,
    )


def _shown(request: HttpRequest, shown: Step) -> dict[str, Any]:
    current = queries.current_step(queries.steps(request.standing.demarche))
    return {
        "step": shown,
        "period": pages.period(shown.starts_on, shown.ends_on),
        "state": pages.state(shown, is_current=current == shown),
        "sheet": pages.sheet(shown),
    }


def _save(request: HttpRequest, form: StepForm, kept: Step | None) -> Step:
    values = dict(form.cleaned_data)
    instances = list(values.pop("instances"))
    if kept is None:
        return actions.add_step(
            by=request.user,
            demarche=request.standing.demarche,
            instances=instances,
            **values,
        )
    kept.refresh_from_db()
    return actions.change_step(by=request.user, step=kept, instances=instances, **values)
