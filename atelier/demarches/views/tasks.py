"""The tasks between sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches import queries
from atelier.demarches.access import demarche_page, require
from atelier.demarches.actions import tasks as actions
from atelier.demarches.forms import TaskForm
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import HOLD_TASKS, READ
from atelier.demarches.presenters import steps as pages


MOST_WORDS = 2000
SHOWN_DONE = 30


@demarche_page(READ)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What is to be done, by whom, by when; and what is done."""
    demarche = request.standing.demarche
    context = {
        "tasks": pages.tasks(list(queries.tasks(demarche))),
        "done": pages.tasks(list(queries.tasks(demarche, done=True)[:SHOWN_DONE])),
        "may_hold": request.standing.may(HOLD_TASKS),
    }
    return render_in_space(request, "demarches/tasks.html", context)


@demarche_page(HOLD_TASKS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, task_id: int | None = None) -> HttpResponse:
    """Change a task, or add one."""
    demarche = request.standing.demarche
    kept = get_object_or_404(demarche.tasks, pk=task_id) if task_id else None
    form = TaskForm(
        request.POST or None, instance=kept, demarche=demarche, people=queries.people(demarche)
    )
    if request.method == "POST" and form.is_valid():
        if kept is None:
            actions.add_task(by=request.user, demarche=demarche, **form.cleaned_data)
        else:
            kept.refresh_from_db()
            actions.change_task(by=request.user, task=kept, **form.cleaned_data)
        return redirect("demarches:tasks", demarche_id=demarche.pk)
    return render_in_space(
        request,
        "demarches/form.html",
        {"form": form, "title": kept.title if kept else "Une tâche", "back": "demarches:tasks"},
        status=400 if form.errors else 200,
    )


@demarche_page(HOLD_TASKS, hosts_decide=True)
@require_POST
def tick(request: HttpRequest, task_id: int) -> HttpResponse:
    """Done, or not after all. Whoever the task is given to may tick it too."""
    demarche = request.standing.demarche
    task = get_object_or_404(demarche.tasks.select_related("instance"), pk=task_id)
    if task.person_id != request.user.pk:
        require(request, HOLD_TASKS, instance=task.instance)
    if task.done_on:
        actions.reopen_task(by=request.user, task=task)
    else:
        answer = request.POST.get("answer", "")[:MOST_WORDS]
        actions.finish_task(by=request.user, task=task, answer=answer)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(back)
    return redirect("demarches:tasks", demarche_id=demarche.pk)
