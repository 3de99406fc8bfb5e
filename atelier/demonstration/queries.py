"""Who of the demonstration is there, and through which door one comes in as them."""

from dataclasses import dataclass

from django.urls import reverse

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche
from atelier.demarches.queries import demarches_of
from atelier.demonstration import rules, shelf


HOME = "home:home"


@dataclass(frozen=True)
class Door:
    """A way in: the role, the person, what they will see, and the name of that page."""

    role: str
    label: str
    sees: str
    person: Person
    opens: str = HOME


def has_demarches() -> bool:
    """Whether someone already works here: the demonstration is for an empty database."""
    return Demarche.objects.exists()


def doors() -> list[Door]:
    """The doors that open, in the order of the shelf; none outside the demonstration."""
    if not rules.doors_are_open():
        return []
    cards = shelf.doors()
    addresses = {role: shelf.address_of(one["person"]) for role, one in cards.items()}
    known = {
        person.email: person
        for person in Person.objects.filter(
            email__in=addresses.values(), is_active=True, erased_at=None
        ).select_related("organisation")
    }
    return [
        Door(role, one["label"], one["sees"], known[addresses[role]], one.get("opens", HOME))
        for role, one in cards.items()
        if addresses[role] in known
    ]


def door(role: str) -> Door | None:
    """The door of this role, None when it is closed."""
    return next((one for one in doors() if one.role == role), None)


def page_behind(door: Door) -> str:
    """The address of what the door announces: in the démarche already lived, the first opened.

    Whoever takes part in none finds what they look after instead.
    """
    lived = demarches_of(door.person).last()
    if lived is not None:
        return reverse(door.opens, kwargs={"demarche_id": lived.pk})
    return reverse("organisations" if door.person.is_administrator else "demarches:index")
