"""The only gate through which a number becomes showable: `release()`."""

from maillage.disclosure.release import ReleasedTable, release


__all__ = ["ReleasedTable", "release"]
