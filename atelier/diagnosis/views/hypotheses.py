"""The register of hypotheses, one hypothesis, its evidence and its conclusion."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis import places, queries
from atelier.diagnosis.actions import hypotheses as actions
from atelier.diagnosis.forms import AttachForm, HypothesisForm, RegisterForm, StatusForm
from atelier.diagnosis.models import Hypothesis, HypothesisStatus, Stance
from atelier.diagnosis.permissions import (
    DECIDE_HYPOTHESES,
    PIN,
    READ,
    READ_DRAFTS,
    READ_TESTIMONIES,
    WRITE_FINDINGS,
    WRITE_HYPOTHESES,
)
from atelier.diagnosis.presenters import chain
from maillage.base.french import plural


@demarche_page(READ)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every hypothesis, and the représentations that wait for one."""
    demarche = request.standing.demarche
    chosen = {name: request.GET.get(name, "") for name in ("status", "theme", "public")}
    found = [chain.hypothesis(one) for one in queries.hypotheses(demarche, **chosen)]
    context = {
        "hypotheses": found,
        "count": plural(len(found), "hypothèse"),
        "groups": [chain.group(one) for one in queries.waiting_groups(demarche)],
        "filters": RegisterForm(
            statuses=HypothesisStatus.choices, demarche=demarche, initial=chosen
        ),
        "is_filtered": any(chosen.values()),
        "reset": request.path if any(chosen.values()) else "",
        "may_write": request.standing.may(WRITE_HYPOTHESES),
    }
    return render_in_space(request, "diagnosis/hypotheses.html", context)


@demarche_page(READ)
@require_safe
def hypothesis(request: HttpRequest, hypothesis_id: int) -> HttpResponse:
    """One hypothesis, both ways along the thread."""
    return _page(request, _hypothesis(request, hypothesis_id))


def _page(
    request: HttpRequest,
    shown: Hypothesis,
    *,
    status_form: StatusForm | None = None,
    attach_form: AttachForm | None = None,
) -> HttpResponse:
    """The page of a hypothesis; with a form as typed when it was refused."""
    standing = request.standing
    attached = [link.evidence_id for link in shown.links.all()]
    told = chain.whole_hypothesis(shown, reads_words=standing.may(READ_TESTIMONIES))
    context = {
        "hypothesis": told,
        "knots": chain.thread_of_hypothesis(shown, drafts=standing.may(READ_DRAFTS)),
        "attach_form": attach_form
        or AttachForm(
            evidence=queries.evidence(shown.demarche).exclude(pk__in=attached),
            initial={"evidence": asked_id(request, "preuve")},
        ),
        "status_form": status_form or StatusForm(current=shown.status),
        "conclude": "Conclure" if told["is_open"] else "Rouvrir",
        "may_write": standing.may(WRITE_HYPOTHESES),
        "may_find": standing.may(WRITE_FINDINGS),
        "may_decide": standing.may(DECIDE_HYPOTHESES),
        "may_pin": standing.may(PIN),
        "may_attach": standing.may(PIN) and told["is_open"],
    }
    refused = status_form or attach_form
    return render_in_space(
        request, "diagnosis/hypothesis.html", context, status=400 if refused else 200
    )


@demarche_page(WRITE_HYPOTHESES)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, hypothesis_id: int | None = None) -> HttpResponse:
    """Write a hypothesis, or reword one."""
    demarche = request.standing.demarche
    kept = _hypothesis(request, hypothesis_id) if hypothesis_id else None
    group = queries.groups(demarche).filter(pk=asked_id(request, "groupe")).first()
    form = HypothesisForm(
        request.POST or None,
        instance=kept,
        initial={
            "statement": group.name,
            "groups": [group],
            "theme": group.theme,
            "public": group.public,
        }
        if group
        else None,
        demarche=demarche,
        groups=queries.groups(demarche),
        communes=places.communes(demarche),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, kept)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(chain.hypothesis_url(saved))
    context = {
        "form": form,
        "title": "Modifier l’hypothèse" if kept else "Écrire une hypothèse",
        "back": "diagnosis:hypotheses",
    }
    return render_in_space(
        request, "demarches/form.html", context, status=400 if form.errors else 200
    )


@demarche_page(DECIDE_HYPOTHESES)
@require_POST
def set_status(request: HttpRequest, hypothesis_id: int) -> HttpResponse:
    """Retain, set aside, conclude, reopen."""
    shown = _hypothesis(request, hypothesis_id)
    form = StatusForm(request.POST, current=shown.status)
    if form.is_valid():
        try:
            actions.set_hypothesis_status(
                by=request.user,
                hypothesis=shown,
                status=HypothesisStatus(form.cleaned_data["status"]),
                reason=form.cleaned_data["reason"],
            )
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(chain.hypothesis_url(shown))
    return _page(request, _hypothesis(request, hypothesis_id), status_form=form)


@demarche_page(PIN)
@require_POST
def attach(request: HttpRequest, hypothesis_id: int) -> HttpResponse:
    """Attach a piece of evidence."""
    shown = _hypothesis(request, hypothesis_id)
    form = AttachForm(request.POST, evidence=queries.evidence(shown.demarche))
    if form.is_valid():
        try:
            actions.attach(
                by=request.user,
                hypothesis=shown,
                evidence=form.cleaned_data["evidence"],
                stance=Stance(form.cleaned_data["stance"]),
                note=form.cleaned_data["note"],
            )
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(chain.hypothesis_url(shown))
    return _page(request, _hypothesis(request, hypothesis_id), attach_form=form)


@demarche_page(PIN)
@require_POST
def detach(request: HttpRequest, hypothesis_id: int, evidence_id: int) -> HttpResponse:
    """Take a piece of evidence off."""
    shown = _hypothesis(request, hypothesis_id)
    found = get_object_or_404(shown.demarche.evidence, pk=evidence_id)
    try:
        actions.detach(by=request.user, hypothesis=shown, evidence=found)
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(chain.hypothesis_url(shown))


def _hypothesis(request: HttpRequest, hypothesis_id: int) -> Hypothesis:
    found = queries.hypothesis(request.standing.demarche, hypothesis_id)
    if found is None:
        raise Http404
    return found


def _save(request: HttpRequest, form: HypothesisForm, kept: Hypothesis | None) -> Hypothesis:
    values = dict(form.cleaned_data)
    groups = list(values.pop("groups"))
    if kept is None:
        return actions.write_hypothesis(
            by=request.user, demarche=request.standing.demarche, groups=groups, **values
        )
    kept.refresh_from_db()
    return actions.change_hypothesis(by=request.user, hypothesis=kept, groups=groups, **values)
