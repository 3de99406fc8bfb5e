"""Maillage: from published statistics to the social portrait of a territory.

Pure Python. It never imports Django and stores nothing about people.

    from maillage import portrait
    portrait("240700864").to_dict()
"""

from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from maillage.portraits import portrait as portrait


def __getattr__(name: str) -> Any:
    # Loaded on first use: reading a card must not cost the start of an engine.
    if name == "portrait":
        from maillage.portraits import portrait

        return portrait
    raise AttributeError(f"module 'maillage' has no attribute '{name}'")
