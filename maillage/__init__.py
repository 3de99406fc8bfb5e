"""Maillage: from published statistics to the social portrait of a territory.

Pure Python. It never imports Django and stores nothing about people.

    from maillage import portrait
    portrait("240700864").to_dict()
"""

import os
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from maillage.portraits import portrait as portrait

# Read once, when Polars is loaded, so before anything else here: left alone, the allocator of
# Polars keeps for seconds what each thread has freed, a hundred megabytes over a national build.
# Two arenas that give back after 0.2 s take no more time. Whoever sets the variable is obeyed.
os.environ.setdefault("_RJEM_MALLOC_CONF", "narenas:2,dirty_decay_ms:200,muzzy_decay_ms:0")


def __getattr__(name: str) -> Any:
    # Loaded on first use: reading a card must not cost the start of an engine.
    if name == "portrait":
        from maillage.portraits import portrait

        return portrait
    raise AttributeError(f"module 'maillage' has no attribute '{name}'")
