"""A whole site of its own for one test: its folder, its database, its `atelier` command.

On PostgreSQL (DATABASE_URL), each site has a database that disappears with it.
"""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql


REPOSITORY = Path(__file__).resolve().parents[2]
ATELIER = (sys.executable, "-m", "atelier.manage")
PATIENCE = 180.0


class Site:
    """The `atelier` command, on a folder and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = {
            **kept,
            "ATELIER_FOLDER": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.fakes.settings",
            **({"DATABASE_URL": database} if database else {}),
        }
        self.processes: list[subprocess.Popen[str]] = []

    def atelier(self, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a subcommand to its end."""
        return subprocess.run(
            [*ATELIER, *words],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=REPOSITORY,
            env=self.environment,
            timeout=PATIENCE * 2,
            check=False,
            **options,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a subcommand and leave it running."""
        process = subprocess.Popen(
            [*ATELIER, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            cwd=REPOSITORY,
            env=self.environment,
        )
        self.processes.append(process)
        return process

    def python(self, code: str) -> str:
        """What a few lines print, run inside the site."""
        prepared = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", prepared],
            capture_output=True,
            text=True,
            cwd=REPOSITORY,
            env=self.environment,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def close(self) -> None:
        """Stop what still runs."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()


def until(condition: Callable[[], Any], *, seconds: float = PATIENCE) -> Any:
    """What the condition answers once it is true; fails after a while."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError(f"nothing happened in {seconds:.0f} seconds")


@contextmanager
def a_site(folder: Path, *, sqlite: bool = False) -> Iterator[Site]:
    """A site on the database of the tests, or on SQLite whatever they use; not installed yet."""
    server = "" if sqlite else os.environ.get("DATABASE_URL", "")
    name = f"site_{uuid.uuid4().hex[:12]}"
    if server:
        _execute(server, "CREATE DATABASE {}", name)
    site = Site(folder, f"{server.rpartition('/')[0]}/{name}" if server else "")
    try:
        yield site
    finally:
        site.close()
        if server:
            _execute(server, "DROP DATABASE {} WITH (FORCE)", name)


def _execute(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
