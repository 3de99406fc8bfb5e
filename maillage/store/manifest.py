"""The manifest: one small JSON file that says which tables make the current build.

It is written last. Each table names its path (in this build's folder or an older one), the checksum
of its bytes and the digest of what it was made from, so that a build redoes only what changed.
"""

import json
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from maillage.base.errors import MaillageError, NoData
from maillage.store.location import Store


MANIFEST = "manifest.json"
FORMAT = 1


class TableEntry(BaseModel):
    """One Parquet file of the current build.

    path      relative to the store
    sha256    of its bytes
    rows      number of rows
    inputs    digest of everything it was computed from
    details   what readers need without opening it (dataset, source, years, levels, indicators…)
    """

    model_config = ConfigDict(extra="forbid")

    path: str
    sha256: str
    rows: int
    inputs: str
    details: dict[str, Any] = Field(default_factory=dict)


class Manifest(BaseModel):
    """The current build of a store."""

    model_config = ConfigDict(extra="forbid")

    format: int = FORMAT
    maillage_version: str = ""
    build: str = ""
    fictitious: str = ""
    geography_year: int = 0
    tables: dict[str, TableEntry] = Field(default_factory=dict)
    refused: list[dict[str, str]] = Field(default_factory=list)

    def under(self, prefix: str) -> dict[str, TableEntry]:
        """The tables whose key starts with a prefix, in key order."""
        return {key: self.tables[key] for key in sorted(self.tables) if key.startswith(prefix)}


def read_manifest(store: Store) -> Manifest:
    """The current build. Raises NoData when nothing was built, MaillageError for a newer format."""
    content = json.loads(_bytes(store))
    if content.get("format") != FORMAT:
        raise MaillageError(
            f"L’entrepôt {store.address} est au format {content.get('format')} ; "
            f"cette version de Maillage lit le format {FORMAT}.",
            todo="Lancez « maillage build --fresh » : les fichiers d’origine (raw) sont conservés.",
        )
    return Manifest(**content)


def current_build(store: Store) -> str:
    """The name of the current build, its tables not read again while the file stays the same.

    Raises NoData when nothing was built.
    """
    return _named(_bytes(store))


@lru_cache(maxsize=8)
def _named(content: bytes) -> str:
    return str(json.loads(content)["build"])


def _bytes(store: Store) -> bytes:
    if not store.exists(MANIFEST):
        raise NoData(
            f"Aucune donnée construite dans {store.address}.",
            todo="Lancez « maillage fetch --embedded » puis « maillage build ».",
        )
    return store.read_bytes(MANIFEST)


def write_manifest(store: Store, manifest: Manifest) -> None:
    """Replace the pointer; the only step that makes a build visible."""
    text = json.dumps(manifest.model_dump(), ensure_ascii=False, indent=1, sort_keys=True)
    store.write_bytes(MANIFEST, text.encode())
