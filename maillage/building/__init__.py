"""The build: raw files become clean tables, a geography, then indicators, in one new folder.

Only what a changed file or card affects is redone; the manifest is replaced last.
"""

from maillage.building.build import BuildReport, build


__all__ = ["BuildReport", "build"]
