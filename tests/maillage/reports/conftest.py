"""The fictitious portrait, made once for all the tests of reports."""

from typing import Any

import pytest
from shapely.geometry.base import BaseGeometry

from maillage.reports.document import Document
from maillage.reports.portrait_document import portrait_document
from maillage.reports.reading import Reading
from tests.maillage.reports import fictitious


@pytest.fixture(scope="session")
def shapes() -> dict[str, BaseGeometry]:
    """Outlines of the fictitious communes."""
    return fictitious.contours()


@pytest.fixture
def content() -> dict[str, Any]:
    """A fresh portrait, which a test may change."""
    return fictitious.portrait()


@pytest.fixture
def reading(content: dict[str, Any]) -> Reading:
    """The portrait as its readers see it."""
    return fictitious.reading_of(content)


@pytest.fixture(scope="session")
def document(shapes: dict[str, BaseGeometry]) -> Document:
    """The whole document of the fictitious portrait."""
    return portrait_document(fictitious.told(fictitious.portrait()), contours=shapes)
