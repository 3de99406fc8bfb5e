"""Handlers of jobs."""

import pytest

from atelier.work import handlers
from tests.atelier.work import conftest


def test_room_declares_its_handlers():
    assert handlers.handler("tests.add") is conftest.add


def test_unknown_kind_is_named():
    with pytest.raises(handlers.UnknownKind, match="tests.nothing"):
        handlers.handler("tests.nothing")
