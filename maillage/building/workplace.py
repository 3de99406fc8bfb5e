"""The folder a build writes in: the final one for a local store, else temporary then uploaded."""

import secrets
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from maillage.store.location import Store
from maillage.store.manifest import TableEntry
from maillage.store.raw import digest


# On tables of figures, the quickest level of zstd also makes the smallest files.
LEVEL = 1


@dataclass(frozen=True)
class Pieces:
    """How a table is cut, when it is read in part; as the library does when nothing is said.

    rows  of each group: those that cannot hold what is sought are not read
    page  bytes of each page: inside a group, only those that hold what is sought are decoded
    """

    rows: int | None = None
    page: int | None = None


class Workplace:
    """A new build folder. Nothing in it is visible before the manifest says so."""

    def __init__(self, store: Store) -> None:
        self.store = store
        stamp = datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S")
        self.build = f"{stamp}-{secrets.token_hex(3)}"
        self.prefix = f"builds/{self.build}"
        # Kept as an attribute: the temporary folder lives as long as the build.
        self._temporary = None if store.is_local else tempfile.TemporaryDirectory()
        self.folder = Path(self._temporary.name) if self._temporary else store.root / self.prefix

    def close(self) -> None:
        """Empty the temporary folder of a remote store."""
        if self._temporary is not None:
            self._temporary.cleanup()

    def path(self, name: str) -> Path:
        """Where to write a file of this build, its folder made."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def enter(self, name: str, *, inputs: str, rows: int, details: dict[str, Any]) -> TableEntry:
        """Register a file written at `path(name)`; upload it when the store is remote."""
        local = self.folder / name
        if not self.store.is_local:
            self.store.put(local, f"{self.prefix}/{name}")
        return TableEntry(
            path=f"{self.prefix}/{name}",
            sha256=digest(local),
            rows=rows,
            inputs=inputs,
            details=details,
        )

    def write(
        self,
        name: str,
        frame: pl.DataFrame | pl.LazyFrame,
        *,
        inputs: str,
        details: dict[str, Any],
        pieces: Pieces | None = None,
    ) -> TableEntry:
        """Write one Parquet table and register it. A lazy frame is streamed to disk."""
        pieces = pieces or Pieces()
        path = self.path(name)
        frame.lazy().sink_parquet(
            path,
            maintain_order=True,
            compression="zstd",
            compression_level=LEVEL,
            row_group_size=pieces.rows,
            data_page_size=pieces.page,
        )
        rows = pq.read_metadata(path).num_rows
        return self.enter(name, inputs=inputs, rows=rows, details=details)
