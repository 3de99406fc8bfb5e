"""Fixtures of the site's tests: the fictitious store, and templates that refuse what they lack."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend

from atelier.accounts.models import Person
from tests.atelier import fiction


@pytest.fixture
def fictitious_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site reads the hand-made portrait."""
    fiction.lend_fictitious_store(monkeypatch)


@pytest.fixture
def visitor(fictitious_store: None) -> Client:
    """Someone who is not signed in, on a site that reads the hand-made portrait."""
    return Client()


@pytest.fixture
def client_of(db: None, fictitious_store: None) -> Callable[[Person], Client]:
    """A browser in which the person is signed in: `client_of(nadia).get("/demarches")`."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture(autouse=True)
def tasks_run_at_once() -> Iterator[None]:
    """What is queued runs in the test itself; a test of the queue takes `real_queue`."""
    task_backends["default"] = ImmediateBackend(alias="default", params={})
    yield
    del task_backends["default"]


@pytest.fixture
def real_queue(tasks_run_at_once: None) -> Iterator[None]:
    """Tasks wait in the database until a worker runs them."""
    kept = task_backends["default"]
    del task_backends["default"]
    yield
    task_backends["default"] = kept


@pytest.fixture(autouse=True)
def nothing_is_kept(settings: Any, tmp_path: Path) -> None:
    """Limits are counted in memory, from zero; files go to the test's own folder."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": memory}}
    settings.MEDIA_ROOT = tmp_path / "documents"
    # The real one is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


class RefusedVariable(str):
    """What Django prints for an undefined variable: here, a failure that names it."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")


@pytest.fixture(autouse=True)
def undefined_variables_fail(settings: Any) -> None:
    """A template never prints an undefined variable."""
    (engine,) = settings.TEMPLATES
    options = {**engine["OPTIONS"], "string_if_invalid": RefusedVariable()}
    settings.TEMPLATES = [{**engine, "OPTIONS": options}]
