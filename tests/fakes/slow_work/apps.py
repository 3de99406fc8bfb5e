"""The room, as Django knows it."""

from django.apps import AppConfig


class SlowWorkConfig(AppConfig):
    """Declares one job."""

    name = "tests.fakes.slow_work"
    label = "slow_work"
    jobs = {"slow_work.count": "tests.fakes.slow_work.jobs.count"}
