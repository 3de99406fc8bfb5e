"""One's own data: what is kept and why, a copy, the digest, erasure."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.accounts.models import Person
from atelier.archives import standing
from atelier.archives.actions import erasing
from atelier.archives.actions import privacy as actions
from atelier.archives.forms import ErasureForm
from atelier.archives.presenters import privacy as pages
from atelier.archives.queries import privacy as queries
from atelier.archives.rules.erasure import PUBLIC_SEATS
from atelier.demarches.rules import NotNow
from atelier.ui.access import signed_in_page


@signed_in_page
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the site keeps about whoever asks."""
    context = {
        "kept": pages.headings(),
        "account": pages.account(request.user),
        "groups": pages.groups(request.user),
        "lines": queries.journal_of(request.user).count(),
    }
    return render(request, "archives/mine.html", context)


@signed_in_page
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """A copy of everything, as a zip."""
    content = pages.copy(request.user)
    actions.note_download(by=request.user)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.zip"'
    return response


@signed_in_page
@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Receive the digest of the week, or no longer."""
    wanted = request.POST.get("wanted") == "1"
    actions.set_digest(by=request.user, wanted=wanted)
    messages.success(
        request,
        "Vous recevrez le résumé de la semaine."
        if wanted
        else "Vous ne recevrez plus le résumé de la semaine.",
    )
    return redirect("archives:mine")


@signed_in_page
@require_http_methods(["GET", "POST"])
@reauthentication_required(app="account")
def erase(request: HttpRequest) -> HttpResponse:
    """Ask to be erased: what goes, what stays, then a word to copy."""
    form = ErasureForm(request.POST or None)
    obstacles = standing.obstacles(request.user)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.get(pk=request.user.pk)
        try:
            erasing.erase(by=person, person=person)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            logout(request)
            return render(request, "archives/erased.html")
    context = {
        "form": form,
        "obstacles": obstacles,
        "reasons": [seat.reason for seat in PUBLIC_SEATS],
        "whose": "Vos",
    }
    return render(request, "archives/erase_me.html", context, status=400 if form.errors else 200)
