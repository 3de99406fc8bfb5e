"""The journal of a démarche: read, filtered, downloaded; never changed."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from atelier.archives.forms import JournalForm
from atelier.archives.presenters import journal as pages
from atelier.archives.presenters.archive import tabs
from atelier.archives.queries import journal as queries
from atelier.audit.models import Event
from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.permissions import SEE_JOURNAL


PER_PAGE = 50


@demarche_page(SEE_JOURNAL)
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Who did what, when, before and after."""
    form = _form(request)
    page = Paginator(_events(request, form), PER_PAGE).get_page(request.GET.get("page"))
    url = reverse("archives:journal", kwargs={"demarche_id": request.standing.demarche.pk})
    context: dict[str, Any] = {
        "form": form,
        "url": url,
        "reset": url if form.chosen else "",
        "count": _count(page.paginator.count),
        "page": page,
        "days": pages.by_day(page, _imports(request, page)),
        "table_url": _table_url(request),
        "tabs": tabs(request.standing, "journal"),
    }
    return render_in_space(request, "archives/journal.html", context)


@demarche_page(SEE_JOURNAL)
@require_safe
def journal_table(request: HttpRequest) -> HttpResponse:
    """The same lines, all of them, as a table for a spreadsheet."""
    imports = queries.imports(request.standing.demarche.pk)
    written = pages.table(_events(request, _form(request)).iterator(), imports)
    # The mark at the start tells spreadsheets that the accents are in UTF-8.
    response = HttpResponse("\ufeff" + written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return response


def _form(request: HttpRequest) -> JournalForm:
    demarche_id = request.standing.demarche.pk
    return JournalForm(
        request.GET, people=queries.people(demarche_id), rooms=queries.rooms(demarche_id)
    )


def _events(request: HttpRequest, form: JournalForm) -> QuerySet[Event]:
    return queries.events(request.standing.demarche.pk, **form.chosen)


def _imports(request: HttpRequest, lines: Iterable[Event]) -> dict[int, Event]:
    """Which archives these lines came in, if any did."""
    if any(one.taken_up is not None for one in lines):
        return queries.imports(request.standing.demarche.pk)
    return {}


def _table_url(request: HttpRequest) -> str:
    """The table of the same choice."""
    asked = request.GET.copy()
    asked.pop("page", None)
    url = reverse("archives:journal_table", kwargs={"demarche_id": request.standing.demarche.pk})
    return f"{url}?{asked.urlencode()}" if asked else url


def _count(lines: int) -> str:
    return f"{lines} lignes" if lines > 1 else f"{lines} ligne"
