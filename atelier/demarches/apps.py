"""The démarche, as Django knows it."""

from django.apps import AppConfig

from atelier.accounts.targets import Target
from atelier.demarches.spaces import Entry


class DemarchesConfig(AppConfig):
    """Steps, instances, people and tasks of a démarche."""

    name = "atelier.demarches"
    label = "demarches"
    verbose_name = "Démarches"
    # Entries of the démarche's navigation; each room declares its own.
    space_entries = (
        Entry(
            18,
            "Cadre",
            "demarches:frame",
            "document",
            "atelier.demarches.permissions.EDIT",
            owns=("presentations",),
        ),
        Entry(20, "Étapes", "demarches:steps", "calendar"),
        Entry(25, "Tâches", "demarches:tasks", "check"),
        Entry(
            30, "Instances et personnes", "demarches:people", "group", owns=("instances", "mandats")
        ),
        Entry(75, "Documents", "demarches:documents", "document"),
    )
    # Where an invitation leads, and what accepting it does.
    link_targets = {
        "demarche": Target(
            "demarches:enter", "demarche_id", joined="atelier.demarches.actions.people.accept"
        )
    }
