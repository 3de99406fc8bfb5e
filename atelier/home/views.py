"""The home of a démarche, the folder of a meeting, the blank sheets to print."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import READ as READ_DEMARCHE
from atelier.demarches.permissions import VISIT
from atelier.demarches.rules import NotNow
from atelier.diagnosis.permissions import READ_DRAFTS
from atelier.home import blanks, folders, presenters, queries
from atelier.meetings import queries as meetings
from atelier.meetings.actions.decisions import confirm
from atelier.meetings.actions.meetings import answer
from atelier.meetings.models import Answer, Attendance, Confirmation, Opinion
from atelier.meetings.permissions import ANSWER, READ


MOST_WORDS = 2000
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@demarche_page(VISIT)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """« Ma semaine » for whoever drives; what is expected of them for the others."""
    standing = request.standing
    demarche = standing.demarche
    shared = {"today": presenters.today(timezone.localdate())}
    if presenters.is_pilote(standing):
        found = queries.week(demarche, request.user)
        context = {"week": presenters.week(found, standing), **shared}
        return render_in_space(request, "home/week.html", context)
    found = queries.expected(demarche, request.user)
    context = {"home": presenters.others(found, standing), **shared}
    return render_in_space(request, "home/others.html", context)


@demarche_page(READ)
@require_safe
def folder(request: HttpRequest, meeting_id: int, fmt: str) -> HttpResponse:
    """The « dossier de séance », as PDF or Word."""
    meeting = meetings.whole(request.standing.demarche, meeting_id)
    if meeting is None or fmt not in {"pdf", "docx"}:
        raise Http404
    made = folders.folder_of(meeting, drafts=request.standing.may(READ_DRAFTS))
    content = folders.as_pdf(made) if fmt == "pdf" else folders.as_word(made)
    return _file(content, folders.name_of(meeting), fmt)


@demarche_page(READ_DEMARCHE)
@require_safe
def blank(request: HttpRequest, key: str, fmt: str) -> HttpResponse:
    """A blank sheet of the method, with the words of the démarche."""
    card = blanks.blanks().get(key)
    if card is None or fmt not in card.formats:
        raise Http404
    made = blanks.blank(key, request.standing.demarche)
    return _file(blanks.as_bytes(made, fmt), slugify(card.title), fmt)


@demarche_page(ANSWER)
@require_POST
def reply(request: HttpRequest, attendance_id: int) -> HttpResponse:
    """Answer one's own convocation, in one tap."""
    demarche = request.standing.demarche
    mine = get_object_or_404(
        Attendance, pk=attendance_id, person=request.user, meeting__demarche=demarche
    )
    if request.POST.get("answer") in {Answer.YES, Answer.NO}:
        _tell(
            request,
            lambda: answer(by=request.user, attendance=mine, answer=Answer(request.POST["answer"])),
        )
    return redirect("home:home", demarche_id=demarche.pk)


@demarche_page(ANSWER)
@require_POST
def opinion(request: HttpRequest, confirmation_id: int) -> HttpResponse:
    """Answer one's own question, with a word if one wishes."""
    demarche = request.standing.demarche
    mine = get_object_or_404(
        Confirmation, pk=confirmation_id, person=request.user, consultation__demarche=demarche
    )
    if request.POST.get("opinion") in set(Opinion):
        _tell(
            request,
            lambda: confirm(
                by=request.user,
                confirmation=mine,
                opinion=Opinion(request.POST["opinion"]),
                comment=request.POST.get("comment", "")[:MOST_WORDS],
            ),
        )
    return redirect("home:home", demarche_id=demarche.pk)


def _file(content: bytes, stem: str, fmt: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA[fmt])
    response["Content-Disposition"] = f'attachment; filename="{stem}.{fmt}"'
    return response


def _tell(request: HttpRequest, act) -> None:
    """Do it, and say so; or say why not."""
    try:
        act()
        messages.success(request, "Merci, votre réponse est enregistrée.")
    except NotNow as problem:
        messages.error(request, str(problem))
