"""The two counters phones, desk and screen compare before asking for anything else."""

from django.db.models import F

from atelier.workshops.models import Workshop


def stir(workshop_id: int, *, phones: bool = False) -> None:
    """Something changed for the desk and the screen; with `phones`, for the phones as well."""
    grown = {"revision": F("revision") + 1}
    if phones:
        grown["stage"] = F("stage") + 1
    Workshop.objects.filter(pk=workshop_id).update(**grown)
