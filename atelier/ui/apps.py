"""The design system, as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, template tags and static files shared by every page."""

    name = "atelier.ui"
    label = "ui"
