"""`atelier serve`."""

import pytest
from django.core.management import call_command

from atelier.ui.management.commands import serve


class Recorder:
    """Stands for the server: keeps how it was asked to start."""

    calls: list[dict] = []

    def __init__(self, **options) -> None:
        self.calls.append(options)

    def run(self) -> None:
        """Serve nothing."""


@pytest.fixture
def started(monkeypatch) -> list[dict]:
    monkeypatch.setattr(serve, "Server", Recorder)
    monkeypatch.setattr(Recorder, "calls", [])
    monkeypatch.setattr(serve, "call_command", lambda *_, **__: None)
    return Recorder.calls


def test_serve_takes_its_port_from_the_environment(started, monkeypatch):
    monkeypatch.setenv("PORT", "8123")

    call_command("serve")

    assert started[0]["address"] == "127.0.0.1:8123"
    assert started[0]["ready"] == "Maillage est prêt : http://localhost:8123"


def test_serve_prefers_the_port_of_the_command(started, monkeypatch):
    monkeypatch.setenv("PORT", "8123")

    call_command("serve", "--port", "9000")

    assert started[0]["address"] == "127.0.0.1:9000"
