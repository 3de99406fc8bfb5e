"""Documents: a portrait in, a file out. Prints what the portrait says; computes nothing."""

from maillage.reports.fiches import render_fiche, render_fiches
from maillage.reports.rendering import FORMATS, MEDIA_TYPES, render


__all__ = ["FORMATS", "MEDIA_TYPES", "render", "render_fiche", "render_fiches"]
