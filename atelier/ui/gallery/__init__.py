"""Samples of every component, for those who write pages: /composants."""

from atelier.ui.gallery.page import context, sheet


__all__ = ["context", "sheet"]
