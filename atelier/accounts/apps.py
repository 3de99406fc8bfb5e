"""People and organisations, as Django knows them."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, ways in."""

    name = "atelier.accounts"
    label = "accounts"
    verbose_name = "Personnes et organisations"
