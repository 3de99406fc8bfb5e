"""Traces and rights, as Django knows them."""

from django.apps import AppConfig

from atelier.demarches.spaces import Entry


class ArchivesConfig(AppConfig):
    """Journal, personal data, retention, archives."""

    name = "atelier.archives"
    label = "archives"
    verbose_name = "Journal et archives"
    space_entries = (
        Entry(
            90,
            "Journal et archives",
            "archives:journal",
            "document",
            "atelier.demarches.permissions.SEE_JOURNAL",
        ),
    )
