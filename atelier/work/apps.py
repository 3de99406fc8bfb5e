"""Long jobs, as Django knows them."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Jobs and their progress. Each room declares its handlers as `jobs` in its `apps.py`."""

    name = "atelier.work"
    label = "work"
    verbose_name = "Travaux"
    jobs = {"work.daily": "atelier.work.daily.run"}
