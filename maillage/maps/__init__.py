"""Maps drawn from contours: choropleths of released values, and locators."""

from maillage.maps.choropleth import choropleth
from maillage.maps.drawing import Map
from maillage.maps.locator import locator


__all__ = ["Map", "choropleth", "locator"]
