"""Fixtures of the site's tests: the fictitious store, and templates that refuse what they lack."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

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
