"""The journal, as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when."""

    name = "atelier.audit"
    label = "audit"
    verbose_name = "Journal"
