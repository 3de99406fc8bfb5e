"""Workshops, as Django knows them."""

from django.apps import AppConfig

from atelier.demarches.spaces import Entry


class WorkshopsConfig(AppConfig):
    """Workshops and what they collect."""

    name = "atelier.workshops"
    label = "workshops"
    verbose_name = "Ateliers"
    space_entries = (
        Entry(50, "Ateliers", "workshops:index", "workshop", "atelier.workshops.permissions.READ"),
    )
    space_choices = {"workshop": "atelier.workshops.presenters.of_meeting.choices"}
    space_ties = {"workshop": "atelier.workshops.actions.preparation.hold_in"}
    # The workshops held in a meeting, on its page.
    space_panels = {"meeting": "atelier.workshops.presenters.of_meeting.of_meeting"}
