"""The home of a démarche, as Django knows it."""

from django.apps import AppConfig

from atelier.demarches.spaces import Entry


class HomeConfig(AppConfig):
    """« Ma semaine » and the home of others."""

    name = "atelier.home"
    label = "home"
    verbose_name = "Accueil d’une démarche"
    space_entries = (Entry(10, "Accueil", "home:home", "", "atelier.demarches.permissions.VISIT"),)
    space_panels = {"meeting": "atelier.home.presenters.folder_panel"}
    daily = ("atelier.home.letters.every_day",)
