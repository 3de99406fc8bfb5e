"""Where files live: raw bytes with their card, immutable builds, and one pointer written last.

Readers follow `manifest.json`; a build writes new files only, then replaces the pointer. A process
killed at any moment leaves the previous build whole.
"""

from maillage.store.location import Store, default_store, demonstration_store
from maillage.store.manifest import Manifest, TableEntry


__all__ = ["Manifest", "Store", "TableEntry", "default_store", "demonstration_store"]
