"""Writing the archive of a démarche.

manifeste.json                       what is inside, with sizes and sha256; manifeste.sha256
donnees/<room>.<model>.jsonl         one record per line
documents/…                          files
lisez-moi.html, decisions.*, …       what reads without Maillage
"""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.archives.packing import readable, records
from atelier.archives.packing.layout import CHUNK, MANIFEST, SEAL, member
from atelier.archives.packing.naming import Names, is_uid
from atelier.archives.rules.travel import FORMAT, SCHEMA
from atelier.demarches.models import Demarche


ATTEMPTS = 3

Told = Callable[[int, int, str], None]


class Unsettled(Exception):
    """Rows kept changing while they were read."""


def write(demarche: Demarche, path: Path, *, told: Told = lambda *_: None) -> dict[str, Any]:
    """Write the archive at `path`; returns its manifest.

    told   receives how many files are written, how many there are, and which step it is
    """
    names = Names()
    found = settled(demarche, names)
    stored = list(records.files(demarche, names))
    pages = readable.pages(demarche)
    total = len(found) + len(pages) + len(stored)
    cards: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, lines in found.items():
            told(len(cards), total, "Lignes de la démarche")
            cards |= _text(archive, member(label), _lines(lines))
        for name, text in pages.items():
            cards |= _text(archive, name, text)
        for name, file in stored:
            told(len(cards), total, "Documents")
            cards |= _file(archive, name, file)
        manifest = _manifest(demarche, names, found, cards)
        _seal(archive, manifest)
    told(total, total, "")
    return manifest


def settled(demarche: Demarche, names: Names) -> dict[str, list[records.Record]]:
    """Records that hold together: someone may be writing while they are read, so read again."""
    for _ in range(ATTEMPTS):
        with transaction.atomic():
            found = records.all_of(demarche, names)
        if not dangling(found):
            return found
    raise Unsettled


def dangling(found: dict[str, list[records.Record]]) -> set[str]:
    """Uids that records name by a foreign key and that are not in the archive."""
    known = {one["uid"] for lines in found.values() for one in lines}
    named: set[str] = set()
    for label, lines in found.items():
        model = records.model_of(label)
        links = [field.name for field in records.travelling(model) if field.is_relation]
        named |= {one["fields"][name] for one in lines for name in links}
        many = [field.name for field in records.travelling_links(model)]
        named |= {uid for one in lines for name in many for uid in one["fields"][name]}
    return {uid for uid in named if is_uid(uid)} - known


def _lines(found: list[records.Record]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in found)


def _text(archive: zipfile.ZipFile, name: str, text: str) -> dict[str, dict[str, Any]]:
    content = text.encode()
    archive.writestr(name, content)
    return {name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}}


def _file(archive: zipfile.ZipFile, name: str, file: Any) -> dict[str, dict[str, Any]]:
    digest, size = hashlib.sha256(), 0
    with file.open("rb") as source, archive.open(name, "w") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return {name: {"size": size, "sha256": digest.hexdigest()}}


def _manifest(
    demarche: Demarche,
    names: Names,
    found: dict[str, list[records.Record]],
    cards: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made_at": timezone.now().isoformat(),
        "demarche": {
            "uid": names.of("demarches.Demarche", demarche.pk),
            "name": demarche.name,
            "territory": demarche.territory_name,
            "previous": demarche.previous.name if demarche.previous else "",
        },
        "counts": {label: len(lines) for label, lines in found.items()},
        "files": cards,
    }


def _seal(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    archive.writestr(MANIFEST, content)
    archive.writestr(SEAL, f"{hashlib.sha256(content).hexdigest()}  {MANIFEST}\n")
