"""When the demonstration may be there: never beside real work, never online unless asked."""

from django.conf import settings


class NoDemonstration(Exception):
    """It cannot be played or entered. Its text says why and what to do, in French."""


def check_place(*, is_asked_online: bool) -> None:
    """Raises NoDemonstration on a site served over HTTPS, unless that is what was asked."""
    if settings.HTTPS and not is_asked_online:
        raise NoDemonstration(
            "Ce site est servi en HTTPS : la démonstration n’y est pas ajoutée d’office. "
            "Pour l’ajouter tout de même : atelier demonstration --online"
        )


def doors_are_open() -> bool:
    """Whether anyone may come in as a person of the demonstration."""
    return settings.DEMONSTRATION
