"""The themes and publics cards, groups and ties are sorted by."""

from atelier.demarches import library as shelf
from atelier.demarches.models import Demarche


ANY_THEME = ("", "Sans thème en particulier")
ANY_PUBLIC = ("", "Tous les publics")


def theme_choices(keys: list[str]) -> list[tuple[str, str]]:
    """The themes given, every one of them when none is."""
    labels = shelf.themes()
    return [ANY_THEME, *((key, label) for key, label in labels.items() if key in (keys or labels))]


def publics_of(demarche: Demarche) -> list[str]:
    """The publics a démarche studies, then the ages it chose freely."""
    return [*demarche.publics, *shelf.ages(demarche.public_ages)]


def public_choices(keys: list[str]) -> list[tuple[str, str]]:
    """The publics and ages given, every public when none is."""
    known = [key for key in shelf.publics() if key in keys]
    ages = [key for key in keys if key not in shelf.publics()]
    return [
        ANY_PUBLIC,
        *((key, shelf.public_label(key)) for key in ([*known, *ages] or shelf.publics())),
    ]
