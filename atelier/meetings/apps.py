"""Meetings and decisions, as Django knows them."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings, minutes, decisions, confirmations."""

    name = "atelier.meetings"
    label = "meetings"
    verbose_name = "Réunions et décisions"
