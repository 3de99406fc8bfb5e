"""The portrait as JSON: exactly its dictionary, keys sorted (see `portrait.schema.json`)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


SCHEMA = Path(__file__).with_name("portrait.schema.json")


def json_file(content: Mapping[str, Any]) -> bytes:
    """UTF-8, the same bytes for the same portrait. A number that is not finite fails."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return f"{text}\n".encode()
