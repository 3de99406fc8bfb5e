"""What a command wrote, read as a person would."""

import csv


def rows(path):
    """The lines of a CSV file, each by its column names."""
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
