"""The register of constats, one constat, its validation; exports."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.demarches.access import demarche_page, require
from atelier.demarches.pages import asked_id, render_in_space
from atelier.demarches.rules import NotNow
from atelier.diagnosis import exports, places, queries
from atelier.diagnosis.actions import findings as actions
from atelier.diagnosis.forms import (
    BreaksForm,
    FindingForm,
    KnownDecisionForm,
    RegisterForm,
    RestForm,
    ValidateForm,
)
from atelier.diagnosis.models import Finding, FindingStatus, Hypothesis, Stance
from atelier.diagnosis.permissions import (
    READ,
    READ_DRAFTS,
    READ_TESTIMONIES,
    VALIDATE,
    WRITE_FINDINGS,
)
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.rules import FINDING_TRANSITIONS, TOLD_FINDINGS
from atelier.meetings import presenters as meeting_pages
from atelier.meetings import queries as meetings
from atelier.meetings.models import Meeting
from atelier.meetings.permissions import CONVENE
from atelier.ui.dates import day
from maillage.base.french import plural


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERBS = {
    FindingStatus.DRAFT: "Reprendre l’écriture",
    FindingStatus.PROPOSED: "Proposer au comité de pilotage",
    FindingStatus.TO_REVIEW: "Marquer « à revoir »",
    FindingStatus.WITHDRAWN: "Retirer",
}


@demarche_page(READ)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Constats, filtered; drafts for those who work on them."""
    chosen = _chosen(request)
    found = [chain.finding(one) for one in _found(request, chosen)]
    context = {
        "findings": found,
        "count": plural(len(found), "constat"),
        "filters": RegisterForm(
            statuses=FindingStatus.choices, demarche=request.standing.demarche, initial=chosen
        ),
        "is_filtered": any(chosen.values()),
        "reset": request.path if any(chosen.values()) else "",
        "query": request.GET.urlencode(),
        "may_write": request.standing.may(WRITE_FINDINGS),
    }
    return render_in_space(request, "diagnosis/findings.html", context)


@demarche_page(READ)
@require_safe
def export(request: HttpRequest, fmt: str) -> HttpResponse:
    """The register as a workbook or a Word document."""
    demarche = request.standing.demarche
    # A file goes further than whoever takes it: only words that may be quoted leave.
    rows = [
        chain.whole_finding(one, reads_words=False) for one in _found(request, _chosen(request))
    ]
    title = f"Constats — {demarche.name}"
    if fmt == "xlsx":
        content, media = exports.workbook(title, rows), XLSX
    elif fmt == "docx":
        content, media = exports.document(title, demarche.territory_name, rows), DOCX
    else:
        raise Http404
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="constats.{fmt}"'
    return response


@demarche_page(READ)
@require_safe
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One constat, with everything it rests on."""
    return _page(request, _finding(request, finding_id))


def _page(
    request: HttpRequest,
    shown: Finding,
    *,
    breaks: BreaksForm | None = None,
    validation: ValidateForm | None = None,
) -> HttpResponse:
    """The page of a constat; with the breaks or the validation as typed when they were refused."""
    standing = request.standing
    told = chain.whole_finding(shown, reads_words=standing.may(READ_TESTIMONIES))
    rested = [link.evidence_id for link in shown.links.all()]
    context = {
        "finding": told,
        "knots": chain.thread_of_finding(shown),
        "rest_form": RestForm(evidence=queries.evidence(shown.demarche).exclude(pk__in=rested)),
        "breaks_form": breaks or _breaks_form(shown),
        **_validating(request, shown, validation),
        "transitions": [
            {"status": str(one), "verb": VERBS[one]}
            for one in FindingStatus
            if one in FINDING_TRANSITIONS[FindingStatus(shown.status)] and one in VERBS
        ],
        **_preparing(request, shown),
        "may_write": standing.may(WRITE_FINDINGS),
        "may_change": standing.may(WRITE_FINDINGS) and told["is_open"],
    }
    refused = breaks or validation
    return render_in_space(
        request, "diagnosis/finding.html", context, status=400 if refused else 200
    )


def _validating(request: HttpRequest, shown: Finding, form: ValidateForm | None) -> dict[str, Any]:
    """The two ways to validate, for whoever may, while the constat can be."""
    can_be = FindingStatus.VALIDATED in FINDING_TRANSITIONS[FindingStatus(shown.status)]
    if not (can_be and request.standing.may(VALIDATE)):
        return {"may_validate": False}
    known = queries.validations(shown)
    return {
        "may_validate": True,
        "validate_form": form
        or ValidateForm(finding=shown, sitting=meetings.last_sitting(shown.demarche)),
        "known_form": KnownDecisionForm(decisions=known) if known else None,
    }


@demarche_page(WRITE_FINDINGS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, finding_id: int | None = None) -> HttpResponse:
    """Write a constat, or reword one."""
    demarche = request.standing.demarche
    kept = _finding(request, finding_id) if finding_id else None
    parent = demarche.hypotheses.filter(pk=asked_id(request, "hypothese")).first()
    form = FindingForm(
        request.POST or None,
        instance=kept,
        initial=_taken_from(parent) if parent else None,
        demarche=demarche,
        hypotheses=demarche.hypotheses.order_by("number"),
        communes=places.communes(demarche),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, kept)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(chain.finding_url(saved))
    context = {
        "form": form,
        "title": "Modifier le constat" if kept else "Écrire un constat",
        "back": "diagnosis:findings",
    }
    return render_in_space(
        request, "demarches/form.html", context, status=400 if form.errors else 200
    )


def _taken_from(parent: Hypothesis) -> dict[str, Any]:
    """What a constat takes over from its hypothesis."""
    publics = [parent.public] if parent.public else []
    return {"hypotheses": [parent], "theme": parent.theme, "publics": publics}


@demarche_page(WRITE_FINDINGS)
@require_POST
def set_status(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Propose, withdraw, take up again."""
    shown = _finding(request, finding_id)
    try:
        status = FindingStatus(request.POST.get("status", ""))
        actions.set_finding_status(by=request.user, finding=shown, status=status)
        _put_on_agenda(request, shown)
    except ValueError as problem:
        raise Http404 from problem
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(chain.finding_url(shown))


def _put_on_agenda(request: HttpRequest, shown: Finding) -> None:
    """On the agenda of the sitting ticked beside « Proposer », for whoever prepares it."""
    if shown.status != FindingStatus.PROPOSED or not request.POST.get("seance"):
        return
    sitting = _sitting_to_prepare(request, shown)
    if sitting is not None and str(sitting.pk) == request.POST["seance"]:
        actions.put_on_agenda(by=request.user, finding=shown, meeting=sitting)
        told = _preparing(request, shown)["sitting_day"]
        messages.success(request, f"Le constat est à l’ordre du jour du {told}.")


def _preparing(request: HttpRequest, shown: Finding) -> dict[str, Any]:
    """The sitting whose agenda may take the constat, and its day in words."""
    sitting = _sitting_to_prepare(request, shown)
    told = day(timezone.localdate(sitting.starts_at)) if sitting else ""
    return {"sitting": sitting, "sitting_day": told}


def _sitting_to_prepare(request: HttpRequest, shown: Finding) -> Meeting | None:
    """The next sitting that can validate, for whoever may write its agenda."""
    sitting = meetings.next_sitting(shown.demarche)
    if sitting is None or not request.standing.may(CONVENE, instance=sitting.instance):
        return None
    return sitting


@demarche_page(VALIDATE)
@require_POST
def validate(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Record which instance validated it, or choose the line the relevé already holds."""
    shown = _finding(request, finding_id)
    if "decision" in request.POST:
        return _validate_by(request, shown)
    form = ValidateForm(request.POST, finding=shown)
    if form.is_valid():
        try:
            actions.validate_in_sitting(by=request.user, finding=shown, **form.cleaned_data)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            shown.refresh_from_db()
            messages.success(request, _told_validated(shown))
            return redirect(_validated_from(request, shown))
    return _page(request, _finding(request, finding_id), validation=form)


def _told_validated(shown: Finding) -> str:
    if shown.validated_in and shown.validated_in.meeting_id:
        return "Le constat est validé, et la décision est au relevé."
    return (
        "Le constat est validé. La décision est dans la liste des décisions : aucune réunion n’est "
        "notée ce jour-là, donc aucun relevé ne la porte."
    )


def _validated_from(request: HttpRequest, shown: Finding) -> str:
    """Back to the page of the sitting when the button pressed was there."""
    meeting = shown.validated_in.meeting if shown.validated_in else None
    is_there = request.POST.get("retour") == "reunion" and meeting is not None
    return meeting_pages.url(meeting) if is_there else chain.finding_url(shown)


def _validate_by(request: HttpRequest, shown: Finding) -> HttpResponse:
    """By a decision about this constat that is already recorded."""
    form = KnownDecisionForm(request.POST, decisions=queries.validations(shown))
    if form.is_valid():
        try:
            actions.validate(by=request.user, finding=shown, decision=form.cleaned_data["decision"])
            messages.success(request, "Le constat est validé.")
        except NotNow as problem:
            messages.error(request, str(problem))
    else:
        messages.error(
            request,
            "Choisissez une décision adoptée qui porte sur ce constat, prise depuis son écriture.",
        )
    return redirect(chain.finding_url(shown))


@demarche_page(WRITE_FINDINGS)
@require_POST
def rest(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Rest the constat on a piece of evidence."""
    shown = _finding(request, finding_id)
    form = RestForm(request.POST, evidence=queries.evidence(shown.demarche))
    if form.is_valid():
        try:
            actions.rest_on(
                by=request.user,
                finding=shown,
                evidence=form.cleaned_data["evidence"],
                stance=Stance(form.cleaned_data["stance"]),
            )
        except NotNow as problem:
            messages.error(request, str(problem))
    else:
        messages.error(request, "Choisissez une preuve et dites dans quel sens elle va.")
    return redirect(chain.finding_url(shown))


@demarche_page(WRITE_FINDINGS)
@require_POST
def rest_off(request: HttpRequest, finding_id: int, evidence_id: int) -> HttpResponse:
    """Take a piece of evidence off."""
    shown = _finding(request, finding_id)
    found = get_object_or_404(shown.demarche.evidence, pk=evidence_id)
    try:
        actions.rest_off(by=request.user, finding=shown, evidence=found)
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(chain.finding_url(shown))


@demarche_page(WRITE_FINDINGS)
@require_POST
def breaks(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Describe the breaks in a path."""
    shown = _finding(request, finding_id)
    form = _breaks_form(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, breaks=form)
    try:
        actions.set_path_breaks(by=request.user, finding=shown, breaks=form.cleaned_data["breaks"])
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect(chain.finding_url(shown))


def _breaks_form(shown: Finding, typed: Any = None) -> BreaksForm:
    """The breaks as they are held, or as typed over them."""
    return BreaksForm(typed, initial={"breaks": _typed_breaks(shown)})


def _finding(request: HttpRequest, finding_id: int) -> Finding:
    found = queries.finding(request.standing.demarche, finding_id)
    if found is None:
        raise Http404
    if found.status not in TOLD_FINDINGS:
        require(request, READ_DRAFTS)
    return found


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("status", "theme", "public")}


def _found(request: HttpRequest, chosen: dict[str, str]) -> Any:
    standing = request.standing
    return queries.findings(standing.demarche, drafts=standing.may(READ_DRAFTS), **chosen)


def _typed_breaks(shown: Finding) -> str:
    return "\n".join(
        f"{one.from_service} > {one.to_service} : {one.what_happens}"
        for one in shown.path_breaks.all()
    )


def _save(request: HttpRequest, form: FindingForm, kept: Finding | None) -> Finding:
    values = dict(form.cleaned_data)
    hypotheses = list(values.pop("hypotheses"))
    if kept is None:
        return actions.write_finding(
            by=request.user, demarche=request.standing.demarche, hypotheses=hypotheses, **values
        )
    kept.refresh_from_db()
    return actions.change_finding(by=request.user, finding=kept, hypotheses=hypotheses, **values)
