"""Reading the journal of a démarche, filtered."""

from datetime import date, datetime, time

from django.db.models import Max, QuerySet
from django.utils import timezone

from atelier.archives.rules.sentences import ROOMS, room_of
from atelier.audit.models import Event
from atelier.audit.queries import of_demarche


# Beyond, a day has no instant in every time zone.
FIRST_YEAR, LAST_YEAR = 1900, 9998


def events(
    demarche_id: int, *, person: str = "", room: str = "", day: date | None = None
) -> QuerySet[Event]:
    """Lines of one démarche, latest first.

    person   identifier, or « site » for what Maillage did by itself
    day      the whole day, in the site's time zone
    """
    found = of_demarche(demarche_id)
    if person:
        found = found.filter(person_id=None if person == "site" else int(person))
    if room:
        found = found.filter(action__startswith=f"{room}.")
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return found.none()
    if day:
        start = timezone.make_aware(datetime.combine(day, time.min))
        end = timezone.make_aware(datetime.combine(day, time.max))
        found = found.filter(at__gte=start, at__lte=end)
    return found.order_by("-at", "-pk")


def people(demarche_id: int) -> list[tuple[str, str]]:
    """Who did something: identifier and last name written, by name; the site itself last."""
    latest = (
        of_demarche(demarche_id)
        .exclude(person_id=None)
        .order_by()
        .values("person_id")
        .annotate(line=Max("pk"))
        .values("line")
    )
    named = Event.objects.filter(pk__in=latest).order_by("person_label", "person_id")
    found = [(str(one.person_id), one.person_label) for one in named]
    has_site = of_demarche(demarche_id).filter(person_id=None).exists()
    return [*found, ("site", "Maillage, par lui-même")] if has_site else found


def imports(demarche_id: int | None = None) -> dict[int, Event]:
    """Lines that tell of an archive taken up here, by identifier; of every démarche when None."""
    found = Event.objects.filter(action="archives.demarche_imported", taken_up=None)
    found = found if demarche_id is None else found.filter(demarche_id=demarche_id)
    return {one.pk: one for one in found.order_by("pk")}


def rooms(demarche_id: int) -> list[tuple[str, str]]:
    """The rooms something was done in, in the order of the table."""
    actions = of_demarche(demarche_id).order_by().values_list("action", flat=True).distinct()
    seen = {room_of(action) for action in actions}
    return [(room, label) for room, label in ROOMS.items() if room in seen]
