"""Restitutions, as Django knows them."""

from django.apps import AppConfig

from atelier.demarches.spaces import Entry


class RestitutionConfig(AppConfig):
    """Preparing a restitution and its documents."""

    name = "atelier.restitution"
    label = "restitution"
    verbose_name = "Restitutions"
    space_entries = (Entry(80, "Restituer", "restitution:index", "document"),)
    jobs = {"restitution.produce": "atelier.restitution.jobs.produce"}
