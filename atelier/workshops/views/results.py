"""After the workshop: what came of it, on a page and as a table."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from atelier.demarches.access import demarche_page
from atelier.demarches.pages import render_in_space
from atelier.demarches.spaces import links, panels
from atelier.workshops.permissions import READ, READ_ORIGINALS, may_facilitate
from atelier.workshops.presenters import reading
from atelier.workshops.views.finding import workshop_of


@demarche_page(READ)
@require_safe
def results(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Groups, votes, bets, map; the cards as written for the collectif."""
    workshop = workshop_of(request, workshop_id)
    may_read = request.standing.may(READ_ORIGINALS)
    context = {
        **reading.whole(
            workshop,
            originals=may_read,
            onward=links("group", request.standing),
            became=panels("groups", request.standing, workshop.pk),
        ),
        "may_read_originals": may_read,
        "may_facilitate": may_facilitate(request.standing),
    }
    return render_in_space(request, "workshops/results.html", context)


@demarche_page(READ)
@require_safe
def export(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """The cards as CSV."""
    workshop = workshop_of(request, workshop_id)
    text = reading.table(workshop, originals=request.standing.may(READ_ORIGINALS))
    name = f"atelier-{slugify(workshop.title) or workshop.pk}.csv"
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
