"""Evidence: the list, one piece, what newer figures did to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import EDIT
from atelier.demarches.rules import NotNow
from atelier.diagnosis import queries
from atelier.diagnosis.actions import evidence as actions
from atelier.diagnosis.models import Evidence
from atelier.diagnosis.permissions import PIN, READ, READ_DRAFTS, READ_TESTIMONIES
from atelier.diagnosis.presenters import chain
from atelier.diagnosis.presenters import evidence as pages


# Beyond, the knots of a thread are read one under the other.
WIDEST_THREAD = 6


@demarche_page(READ)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every piece of evidence, and first those that changed."""
    demarche = request.standing.demarche
    reads = request.standing.may(READ_TESTIMONIES)
    drafts = request.standing.may(READ_DRAFTS)
    context = {
        "changed": [
            {
                **pages.line(one, reads_words=reads),
                "findings": [
                    {"number": f"C{found.number}", "url": chain.finding_url(found)}
                    for found in chain.told(one.findings.all(), drafts=drafts)
                ],
            }
            for one in queries.to_look_at_again(demarche)
        ],
        "groups": pages.by_kind(queries.evidence(demarche), reads_words=reads),
        "may_pin": request.standing.may(PIN),
        "may_review": request.standing.may(EDIT),
    }
    return render_in_space(request, "diagnosis/evidence.html", context)


@demarche_page(READ)
@require_safe
def one_evidence(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """One piece, as it was the day it was pinned, and what rests on it."""
    shown = _evidence(request, evidence_id)
    reads = request.standing.may(READ_TESTIMONIES)
    drafts = request.standing.may(READ_DRAFTS)
    knots = chain.thread_of_evidence(shown, drafts=drafts)
    context = {
        "knots": knots,
        "vertical": len(knots) > WIDEST_THREAD,
        "evidence": pages.whole(shown, reads_words=reads),
        "hypotheses": [chain.hypothesis(one) for one in shown.hypotheses.all()],
        "findings": [
            {"number": f"C{one.number}", "statement": one.statement, "url": chain.finding_url(one)}
            for one in chain.told(shown.findings.all(), drafts=drafts)
        ],
        "may_pin": request.standing.may(PIN),
        "may_review": request.standing.may(EDIT),
    }
    return render_in_space(request, "diagnosis/one_evidence.html", context)


@demarche_page(EDIT)
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Read every figure again in the newest build."""
    demarche = request.standing.demarche
    moved = actions.review(by=request.user, demarche=demarche)
    told = (
        f"Preuves à regarder de nouveau : {len(moved)}." if moved else "Aucun chiffre n’a changé."
    )
    messages.success(request, told)
    return redirect("diagnosis:evidence", demarche_id=demarche.pk)


@demarche_page(EDIT)
@require_POST
def acknowledge(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Seen."""
    shown = _evidence(request, evidence_id)
    actions.acknowledge(by=request.user, evidence=shown)
    return redirect("diagnosis:evidence", demarche_id=shown.demarche_id)


@demarche_page(PIN)
@require_POST
def unpin(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Remove a piece nothing rests on."""
    shown = _evidence(request, evidence_id)
    try:
        actions.unpin(by=request.user, evidence=shown)
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("diagnosis:evidence", demarche_id=request.standing.demarche.pk)


def _evidence(request: HttpRequest, evidence_id: int) -> Evidence:
    found = queries.one_evidence(request.standing.demarche, evidence_id)
    if found is None:
        raise Http404
    return found
