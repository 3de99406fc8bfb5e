"""Workshops, as Django knows them."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """Workshops and what they collect."""

    name = "atelier.workshops"
    label = "workshops"
    verbose_name = "Ateliers"
