"""`atelier serve`: the site and its worker, started and stopped together."""

import re
import signal
import socket
import threading
import urllib.request

import psycopg  # noqa: F401 — sites on PostgreSQL need it
import pytest

from tests.factories.site import until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """The output of a served site, read as it comes."""

    def __init__(self, process) -> None:
        self.process = process
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def said(self, words: str) -> bool:
        return any(words in line for line in self.lines)


def test_serve_answers_runs_jobs_and_stops_cleanly(site, tmp_path):
    port = free_port()
    served = Served(site.start("serve", "--port", str(port)))
    until(lambda: served.said(f"Maillage est prêt : http://localhost:{port}"))

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
        assert answer.status == 200
    file = tmp_path / "count.txt"
    site.python(
        "from atelier.work import actions\n"
        "actions.start(kind='slow_work.count', by=None, title='Compter', "
        f"payload={{'file': {str(file)!r}, 'total': 2, 'rest': 0.01}})"
    )
    until(lambda: file.exists() and "end 1" in file.read_text())

    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(timeout=40) == 0
    with pytest.raises(OSError, match=r"refused|reset"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)


def test_busy_port_is_told_at_once(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = site.atelier("serve", "--port", str(port))

    assert done.returncode != 0
    assert f"Le port {port} est déjà pris ; make demo PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_port_comes_from_the_environment(site):
    site.environment["PORT"] = str(free_port())
    served = Served(site.start("serve", "--without-worker"))

    until(lambda: served.said(f"http://localhost:{site.environment['PORT']}"))


def test_help_is_in_french(site):
    helped = site.atelier("serve", "--help").stdout

    assert "port d'écoute" in helped
    assert not re.search(r"show|settings|traceback", helped)
