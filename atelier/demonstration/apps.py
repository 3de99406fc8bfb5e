"""The demonstration, as Django knows it."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """People, a démarche already lived, another ready to begin."""

    name = "atelier.demonstration"
    label = "demonstration"
    verbose_name = "Démonstration"
