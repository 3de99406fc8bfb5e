"""The themes and publics cards, groups and ties are sorted by."""

from atelier.demarches import library as shelf


ANY_THEME = ("", "Sans thème en particulier")
ANY_PUBLIC = ("", "Tous les publics")


def theme_choices(keys: list[str]) -> list[tuple[str, str]]:
    """The themes given, every one of them when none is."""
    labels = shelf.themes()
    return [ANY_THEME, *((key, label) for key, label in labels.items() if key in (keys or labels))]


def public_choices(keys: list[str]) -> list[tuple[str, str]]:
    """The publics given, every one of them when none is."""
    labels = shelf.publics()
    return [ANY_PUBLIC, *((key, label) for key, label in labels.items() if key in (keys or labels))]
