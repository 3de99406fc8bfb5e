"""Meetings and decisions, as Django knows them."""

from django.apps import AppConfig

from atelier.demarches.spaces import Entry, Link


class MeetingsConfig(AppConfig):
    """Meetings, minutes, decisions, confirmations."""

    name = "atelier.meetings"
    label = "meetings"
    verbose_name = "Réunions et décisions"
    space_entries = (
        Entry(
            40,
            "Réunions et décisions",
            "meetings:index",
            "meeting",
            owns=("decisions", "consultations", "confirmations"),
        ),
    )
    space_choices = {"meeting": "atelier.meetings.choices.choices"}
    space_links = {
        "workshop": (
            Link("Convoquer", "meetings:plan", "atelier", "atelier.meetings.permissions.CONVENE"),
        ),
    }
    space_handover = {
        "awaiting": "atelier.meetings.handover.awaiting",
        "pass_on": "atelier.meetings.handover.pass_on",
    }
    space_seats = {"changed": "atelier.meetings.handover.follow_seats"}
