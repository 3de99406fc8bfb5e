"""The `atelier` command, as Django knows it."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Installing, serving, keeping the site safe."""

    name = "atelier.config"
    label = "config"
