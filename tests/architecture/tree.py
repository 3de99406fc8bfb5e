"""The files of the repository, as the house rules look at them."""

import ast
import subprocess
from functools import cache
from pathlib import Path


REPOSITORY = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("maillage", "atelier")
SKIPPED = {"node_modules", "__pycache__", "dist"}


def files(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """Files of these folders, whether committed yet or not; nothing installed or generated."""
    found = []
    for folder in folders:
        for path in sorted((REPOSITORY / folder).rglob("*")):
            inside = path.relative_to(REPOSITORY)
            if path.suffix in suffixes and path.is_file() and not SKIPPED & set(inside.parts):
                found.append(path)
    return found


@cache
def tracked() -> list[Path]:
    """The committed text files, or every file of the folder when it is no git repository."""
    try:
        command = ["git", "-C", str(REPOSITORY), "ls-files", "-z"]
        listing = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return files(*PACKAGES, "definitions", "docs", "tests", suffixes=(".py", ".yaml", ".md"))
    paths = [REPOSITORY / name for name in listing.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and _is_text(path)]


def _is_text(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"\0" not in stream.read(4096)


def name(path: Path) -> str:
    """The path inside the repository, to print."""
    return path.relative_to(REPOSITORY).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=name(path))


def rooms(package: str) -> list[str]:
    """The folders of a package that hold Python code."""
    folders = sorted(path for path in (REPOSITORY / package).iterdir() if path.is_dir())
    return [
        path.name
        for path in folders
        if path.name not in SKIPPED and any(file.suffix == ".py" for file in path.iterdir())
    ]
