"""A store: one folder, local or behind any fsspec address, and atomic writes into it."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import fsspec
import platformdirs
from fsspec import AbstractFileSystem

from maillage.base.errors import NoData


STORE_VARIABLE = "MAILLAGE_DATA"
CACHE_VARIABLE = "MAILLAGE_CACHE"
DEMONSTRATION_VARIABLE = "MAILLAGE_DEMONSTRATION"


@dataclass(frozen=True)
class Store:
    """A folder of raw files and builds.

    address  a local path, or an address fsspec understands (s3://…, memory://…)
    """

    address: str

    @cached_property
    def _resolved(self) -> tuple[AbstractFileSystem, str]:
        filesystem, root = fsspec.core.url_to_fs(self.address)
        return filesystem, str(root).rstrip("/")

    @property
    def is_local(self) -> bool:
        """Whether files can be opened in place."""
        return "://" not in self.address or self.address.startswith(("file://", "local://"))

    @property
    def root(self) -> Path:
        """The local folder. Only meaningful when `is_local`."""
        return Path(self._resolved[1])

    def exists(self, path: str) -> bool:
        """Whether a file or folder exists below the store."""
        filesystem, root = self._resolved
        return bool(filesystem.exists(f"{root}/{path}"))

    def list(self, folder: str) -> list[str]:
        """Paths of the files below a folder, relative to the store, sorted; [] when absent."""
        filesystem, root = self._resolved
        if not filesystem.exists(f"{root}/{folder}"):
            return []
        found = filesystem.find(f"{root}/{folder}")
        prefix = root.lstrip("/") + "/"
        return sorted(str(path).lstrip("/").removeprefix(prefix) for path in found)

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file. Raises NoData when it is absent."""
        filesystem, root = self._resolved
        try:
            content: bytes = filesystem.cat_file(f"{root}/{path}")
        except FileNotFoundError as problem:
            raise NoData(
                f"« {path} » est absent de l’entrepôt {self.address}.",
                todo="Lancez « maillage build ».",
            ) from problem
        return content

    def write_bytes(self, path: str, content: bytes) -> None:
        """Write a file so that a reader sees the old bytes or the new ones, never half of them."""
        if self.is_local:
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".draft")
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(draft).replace(target)
            return
        filesystem, root = self._resolved
        filesystem.pipe_file(f"{root}/{path}", content)

    def put(self, local: Path, path: str) -> None:
        """Copy a local file into the store, in one visible step."""
        if not self.is_local:
            filesystem, root = self._resolved
            filesystem.put_file(str(local), f"{root}/{path}")
            return
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".draft")
        os.close(handle)
        shutil.copyfile(local, draft)
        Path(draft).replace(target)

    def remove(self, path: str) -> None:
        """Delete a file; nothing happens when it is already gone."""
        filesystem, root = self._resolved
        if filesystem.exists(f"{root}/{path}"):
            filesystem.rm(f"{root}/{path}", recursive=True)

    def local(self, path: str) -> Path:
        """A local copy of an immutable file: the file itself, or one kept in the cache folder."""
        if self.is_local:
            return self.root / path
        folder = cache_folder() / sha256(self.address.encode()).hexdigest()[:12]
        target = folder / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(target.name + ".draft")
            draft.write_bytes(self.read_bytes(path))
            draft.replace(target)
        return target


def cache_folder() -> Path:
    """Where copies of remote files are kept (`MAILLAGE_CACHE`, else the user's cache folder)."""
    return Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("maillage"))


def default_store() -> Store:
    """The store of `MAILLAGE_DATA`, else a folder of the user's data directory."""
    return Store(os.environ.get(STORE_VARIABLE) or platformdirs.user_data_dir("maillage"))


def demonstration_store() -> Store:
    """The store of the fictitious territory, apart so that no invented number meets a real one."""
    beside = f"{default_store().address.rstrip('/')}/fictif"
    return Store(os.environ.get(DEMONSTRATION_VARIABLE) or beside)
