"""Serving the site: the web server and the worker, started together and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from atelier.config.wsgi import application
from atelier.portraits import warming


# How long a page or a job under way may still take when the site stops.
GRACE_SECONDS = 10
# A worker that falls is started again, but not in a frenzy.
PAUSE_SECONDS = 1.0


class PortTaken(Exception):
    """Something already listens there. Its text says what to do, in French."""


class Server(BaseApplication):
    """Gunicorn, configured here rather than by a file."""

    def __init__(self, *, address: str, workers: int, ready: str) -> None:
        self.address = address
        self.workers = workers
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        """Threads share one portrait store; a page is short, a PDF may take a minute."""
        self.cfg.set("bind", self.address)
        self.cfg.set("workers", self.workers)
        self.cfg.set("threads", 4)
        self.cfg.set("timeout", 120)
        self.cfg.set("graceful_timeout", GRACE_SECONDS)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("post_worker_init", lambda _worker: warming.in_background())
        self.cfg.set("when_ready", lambda _server: print(self.ready, flush=True))  # noqa: T201

    def load(self) -> Any:
        """The Django application."""
        return application


def check_port(host: str, port: int) -> None:
    """Raises PortTaken at once rather than after the preparations."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as problem:
            raise PortTaken(
                f"Le port {port} est déjà pris ; make demo PORT={port + 1}"
            ) from problem


def follow_parent(parent: int) -> None:
    """Stop this process when the one that started it is gone without saying so."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def command(*words: str) -> list[str]:
    """An `atelier` subcommand that follows this process."""
    return [sys.executable, "-m", "atelier.manage", *words, "--parent", str(os.getpid())]


class Supervisor:
    """Keeps the web server and the worker alive, and stops both."""

    def __init__(self, *, web: list[str], worker: list[str]) -> None:
        self.commands = {"web": web, "worker": worker}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()

    def run(self) -> int:
        """Until a signal, or until the web server ends; returns its exit status."""
        signals = (signal.SIGTERM, signal.SIGINT)
        former = {one: signal.signal(one, lambda *_: self.stopping.set()) for one in signals}
        try:
            self._start("worker")
            self._start("web")
            while not self.stopping.wait(PAUSE_SECONDS):
                if self.children["web"].poll() is not None:
                    break
                if self.children["worker"].poll() is not None:
                    self._start("worker")
            return self._stop()
        finally:
            for one, handler in former.items():
                signal.signal(one, handler)

    def _start(self, name: str) -> None:
        # A session of their own: Ctrl+C reaches the supervisor alone, which stops them in order.
        self.children[name] = subprocess.Popen(self.commands[name], start_new_session=True)  # noqa: S603

    def _stop(self) -> int:
        """The web server first, so that nothing more is asked of the worker."""
        status = self._ended("web", lambda child: child.terminate())
        self._ended("worker", lambda child: child.terminate())
        return 0 if self.stopping.is_set() else status

    def _ended(self, name: str, ask: Callable[[Any], None]) -> int:
        child = self.children[name]
        if child.poll() is None:
            ask(child)
        try:
            return child.wait(timeout=GRACE_SECONDS + 2)
        except subprocess.TimeoutExpired:
            # A long job: it is resumed at the next start.
            child.kill()
            return child.wait()
