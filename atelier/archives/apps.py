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
    jobs = {
        "archives.export": "atelier.archives.jobs.export",
        "archives.take_up": "atelier.archives.jobs.take_up",
    }
    daily = (
        "atelier.archives.actions.keeping.every_day",
        "atelier.archives.storage.forget_old",
    )
