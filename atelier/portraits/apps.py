"""The portraits, as a Django application. It has no rows of its own."""

from django.apps import AppConfig


class PortraitsConfig(AppConfig):
    """Home, search, portraits, indicator cards, data."""

    name = "atelier.portraits"
    label = "portraits"
    daily = ("atelier.portraits.actions.every_day",)
    jobs = {"portraits.deposit": "atelier.portraits.deposits.run"}
