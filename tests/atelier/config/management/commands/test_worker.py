"""`atelier worker`: what it runs, and what it takes up again after a stop."""

import json
import signal

from tests.factories.site import until


COUNT = """
from atelier.work import actions
job = actions.start(kind="slow_work.count", by=None, title="Compter", payload={payload})
print(job.pk)
"""
STATE = """
import json
from atelier.work.models import Job
job = Job.objects.get(pk="{job}")
names = ("state", "attempt", "done", "message")
print(json.dumps({{name: getattr(job, name) for name in names}}))
"""


def started(site, file, **payload):
    return site.python(COUNT.format(payload={"file": str(file), **payload}))


def state(site, job) -> dict:
    return json.loads(site.python(STATE.format(job=job)))


def test_worker_runs_what_waits_then_ends_when_asked_once(site, tmp_path):
    job = started(site, tmp_path / "count.txt", total=3, rest=0)

    done = site.atelier("worker", "--once")

    assert done.returncode == 0, done.stderr
    assert state(site, job) == {"state": "done", "attempt": 1, "done": 3, "message": ""}


def test_job_of_a_killed_worker_is_taken_up_again_at_restart(site, tmp_path):
    file = tmp_path / "count.txt"
    job = started(site, file, total=12, rest=0.25)
    first = site.start("worker")
    until(lambda: file.exists() and "start 1" in file.read_text())
    first.kill()
    first.wait()
    assert state(site, job)["state"] == "running"

    site.start("worker")

    until(lambda: "end 2" in file.read_text())
    until(lambda: state(site, job)["state"] == "done")
    assert file.read_text().split("\n")[:3] == ["start 1", "start 2", "end 2"]
    assert state(site, job)["attempt"] == 2


def test_worker_ends_with_the_process_that_started_it(site):
    orphan = site.start("worker", "--parent", "1")

    assert orphan.wait(timeout=60) in {0, -signal.SIGTERM}
