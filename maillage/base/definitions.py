"""Where the YAML cards live, and how one is read. Knows nothing of what a card says."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from maillage.base.errors import CardError


# The same safe loader, in C where PyYAML was built with it: several hundred cards in a tenth.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def definitions_root() -> Path:
    """The folder `definitions/`: beside the packages in a checkout, inside the installed wheel."""
    inside = Path(str(files("maillage"))) / "definitions"
    beside = Path(str(files("maillage"))).parent / "definitions"
    return inside if inside.is_dir() else beside


def read_card(path: Path) -> dict[str, Any]:
    """One YAML card as a dictionary. Raises CardError, naming the file, if it is no mapping."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=SAFE_LOADER)  # noqa: S506
    except yaml.YAMLError as problem:
        raise CardError(f"{path}: not valid YAML: {problem}") from problem
    if not isinstance(content, dict):
        raise CardError(f"{path}: a card is a mapping of fields")
    return content
