"""The démarches in which a person may pin a figure, as the pages of the portraits offer them."""

from typing import Any

from django.urls import reverse

from atelier.demarches.models import Demarche, DemarcheStatus, Mandate
from atelier.diagnosis.permissions import PIN


def pinboards(person: Any, shelf: str) -> list[dict[str, str]]:
    """Name and address of each open démarche of this store where the person's role pins evidence.

    One query, whatever the number of démarches.
    """
    held = Mandate.objects.current().filter(person=person, role__in=PIN.roles)
    found = Demarche.objects.filter(
        pk__in=held.values("demarche_id"), shelf=shelf, status=DemarcheStatus.OPEN
    ).order_by("-opened_on", "-pk")
    return [
        {"name": one.name, "url": reverse("diagnosis:pin", kwargs={"demarche_id": one.pk})}
        for one in found
    ]
