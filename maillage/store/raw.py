"""Raw files: bytes as published, each with a card saying where it comes from.

Nothing is deleted or rewritten: the same bytes deposited twice are one file.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from maillage.store.location import Store


CARD_SUFFIX = ".card.json"


@dataclass(frozen=True)
class RawEntry:
    """One raw file of the store and what is known of it.

    path        relative to the store
    match       what the file was taken for: label, years, geography_year, details
    """

    source: str
    path: str
    name: str
    sha256: str
    size: int
    label: str
    publisher: str
    licence: str
    url: str
    fetched_on: str
    match: dict[str, Any] = field(default_factory=dict)

    @property
    def member(self) -> str:
        """The file inside the archive this entry is about; "" for a plain file."""
        return str(self.match.get("member", ""))

    @property
    def key(self) -> str:
        """What identifies the entry: its path and what it was taken for."""
        return f"{self.path}#{_match_digest(self.match)}"


def digest(path: Path) -> str:
    """SHA-256 of a file, read by blocks."""
    total = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1024 * 1024):
            total.update(block)
    return total.hexdigest()


def keep_raw(
    store: Store,
    file: Path,
    *,
    card: dict[str, Any],
    match: dict[str, Any],
    url: str = "",
    today: date | None = None,
) -> RawEntry:
    """Copy a recognised file into the store and write its card. Same bytes, same match: one entry.

    Two years of a list may have the same bytes: they are kept once, with one card for each year.

    card   the source card (publisher, licence)
    match  {"source", "label", "years", "geography_year", "details"}, and "member" when the file is
           an archive: the archive is kept whole, one card for each member understood
    """
    checksum = digest(file)
    path = f"raw/{match['source']}/{checksum[:16]}-{_safe(file.name)}"
    entry = RawEntry(
        source=match["source"],
        path=path,
        name=file.name,
        sha256=checksum,
        size=file.stat().st_size,
        label=match["label"],
        publisher=str(card.get("publisher", "")),
        licence=str(card.get("licence", "")),
        url=url or str(card.get("page", "")),
        fetched_on=(today or date.today()).isoformat(),
        match=match,
    )
    if not store.exists(path):
        store.put(file, path)
    card_path = f"{path}.{_match_digest(match)}{CARD_SUFFIX}"
    if not store.exists(card_path):
        text = json.dumps(asdict(entry), ensure_ascii=False, indent=1, sort_keys=True)
        store.write_bytes(card_path, text.encode())
    return entry


def _match_digest(match: dict[str, Any]) -> str:
    text = json.dumps(match, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:8]


def _safe(name: str) -> str:
    """A file name without anything a path could be made of."""
    return "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in name)[-80:]


def raw_entries(store: Store) -> list[RawEntry]:
    """Every raw file of the store, in path order."""
    cards = [path for path in store.list("raw") if path.endswith(CARD_SUFFIX)]
    return [RawEntry(**json.loads(store.read_bytes(path))) for path in cards]
