"""Instances, people, mandates, and handing over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.accounts.rules import TooManyInvitations
from atelier.demarches import queries
from atelier.demarches.access import demarche_page
from atelier.demarches.actions import people as actions
from atelier.demarches.forms import InstanceForm
from atelier.demarches.models import Instance, Mandate
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import MANAGE_PEOPLE, SEE_PEOPLE, VISIT
from atelier.demarches.presenters import people as pages
from atelier.demarches.rules import NotNow


@demarche_page(SEE_PEOPLE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Instances with their members, those outside, and the history of mandates."""
    standing = request.standing
    held = queries.mandates(standing.demarche)
    context = {
        "instances": pages.instances(queries.instances(standing.demarche), standing),
        "outside": [pages.member(one, standing) for one in pages.outside_instances(held)],
        "history": pages.history(queries.past_mandates(standing.demarche)),
        "may_manage": standing.may(MANAGE_PEOPLE),
    }
    return render_in_space(request, "demarches/people.html", context)


@demarche_page(SEE_PEOPLE)
@require_safe
def instance(request: HttpRequest, instance_id: int) -> HttpResponse:
    """One instance."""
    shown = _instance(request, instance_id)
    shown.members = queries.members(shown)
    (printed,) = pages.instances([shown], request.standing)
    context = {"instance": printed, "may_manage": request.standing.may(MANAGE_PEOPLE)}
    return render_in_space(request, "demarches/instance.html", context)


@demarche_page(MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def edit_instance(request: HttpRequest, instance_id: int | None = None) -> HttpResponse:
    """Change an instance, or add one."""
    demarche = request.standing.demarche
    kept = _instance(request, instance_id) if instance_id else None
    form = InstanceForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        if kept is None:
            actions.add_instance(by=request.user, demarche=demarche, **form.cleaned_data)
        else:
            kept.refresh_from_db()
            actions.change_instance(by=request.user, instance=kept, **form.cleaned_data)
        return redirect("demarches:people", demarche_id=demarche.pk)
    title = kept.name if kept else "Une instance de plus"
    return _form(request, form, title)


@demarche_page(MANAGE_PEOPLE)
@require_POST
def dissolve(request: HttpRequest, instance_id: int) -> HttpResponse:
    """Dissolve an instance: what it decided stays."""
    kept = _instance(request, instance_id)
    actions.change_instance(by=request.user, instance=kept, closed_on=timezone.localdate())
    messages.success(request, f"« {kept.name} » est dissoute. Ses décisions restent.")
    return redirect("demarches:people", demarche_id=kept.demarche_id)


@demarche_page(MANAGE_PEOPLE)
@require_POST
def invite(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """Write to someone who has a mandate and has not come in yet."""
    demarche = request.standing.demarche
    _invite(request, get_object_or_404(demarche.mandates.current(), pk=mandate_id))
    return redirect("demarches:people", demarche_id=demarche.pk)


@demarche_page(VISIT, in_archives=True)
@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Agree to take part."""
    demarche = request.standing.demarche
    actions.accept(by=request.user, demarche_id=demarche.pk)
    messages.success(request, "Vous prenez part à la démarche.")
    return redirect("demarches:enter", demarche_id=demarche.pk)


@demarche_page(MANAGE_PEOPLE)
@require_POST
def end_mandate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    """End a mandate."""
    demarche = request.standing.demarche
    mandate = get_object_or_404(demarche.mandates.current(), pk=mandate_id)
    try:
        actions.end_mandate(by=request.user, mandate=mandate)
        messages.success(
            request, f"Le mandat de {mandate.person} prend fin. Ce qui est fait reste."
        )
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("demarches:people", demarche_id=demarche.pk)


def _form(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    return render_in_space(
        request,
        "demarches/form.html",
        {"form": form, "title": title, "back": "demarches:people"},
        status=400 if form.errors or form.non_field_errors() else 200,
    )


def _instance(request: HttpRequest, instance_id: int) -> Instance:
    return get_object_or_404(request.standing.demarche.instances, pk=instance_id)


def _invite(request: HttpRequest, mandate: Mandate) -> None:
    """Send the invitation, or say why it does not leave."""
    try:
        actions.invite(by=request.user, mandate=mandate, address=request.build_absolute_uri("/"))
        messages.success(request, f"Une invitation part à {mandate.person.email}.")
    except (NotNow, TooManyInvitations) as problem:
        messages.error(request, str(problem))
