"""Settings of a site started by a test: the real ones, one more room, and less patience."""

from atelier.config.settings import *  # noqa: F403
from atelier.config.settings import INSTALLED_APPS as REAL_ROOMS


INSTALLED_APPS = [*REAL_ROOMS, "tests.fakes.slow_work"]
WORK_BEAT_SECONDS = 0.2
WORK_SILENCE_SECONDS = 2.0
