"""The corpus format of IRaMuTeQ and Alceste: starred lines, then the text.

`**** *age_30 *lieu_ville` opens a text; its words are variables and their modality, cut at the
first underscore. `-*theme` opens a theme inside a text: it is read as the variable « theme ».
"""

import re
from dataclasses import dataclass

import polars as pl

from maillage.base.errors import RefusedFile
from maillage.qualitative.texts.words import without_accents


OPENING = re.compile(r"^(?:\*{4}|\d{4,})(?=\s)[ \t]*(?P<stars>.*)$")
THEME = re.compile(r"^-\*(?P<theme>\S+)\s*$")
FORBIDDEN = re.compile(r"[^0-9A-Za-z]+")
PRESENT = "oui"


@dataclass(frozen=True)
class Corpus:
    """Texts and what is known of each: one row of `metadata` per text, null where unknown."""

    texts: list[str]
    metadata: pl.DataFrame


def read_corpus(content: str, *, name: str) -> Corpus:
    """Read a corpus. Raises RefusedFile, naming the line, when it does not open with stars."""
    texts: list[list[str]] = []
    known: list[dict[str, str]] = []
    for line_number, line in enumerate(content.lstrip("\ufeff").splitlines(), start=1):
        opening, theme = OPENING.match(line), THEME.match(line)
        if opening:
            known.append(_variables(opening["stars"], name, line_number))
            texts.append([])
        elif not texts and line.strip():
            raise RefusedFile(
                f"« {name} », ligne {line_number} : un texte commence sans ligne étoilée.",
                todo="Chaque texte s’ouvre par une ligne comme « **** *age_30 *lieu_ville ».",
            )
        elif theme:
            known.append(
                {**{k: v for k, v in known[-1].items() if k != "theme"}, "theme": theme["theme"]}
            )
            texts.append([])
        elif texts:
            texts[-1].append(line)
    joined = ["\n".join(lines).strip() for lines in texts]
    kept = [place for place, text in enumerate(joined) if text]
    columns = list(dict.fromkeys(key for one in known for key in one))
    metadata = pl.DataFrame(
        [{key: known[place].get(key) for key in columns} for place in kept],
        schema=dict.fromkeys(columns, pl.String),
    )
    return Corpus([joined[place] for place in kept], metadata)


def _variables(stars: str, name: str, line_number: int) -> dict[str, str]:
    """`*age_30 *femme` → {"age": "30", "femme": "oui"}."""
    found = {}
    for one in stars.split():
        if not one.startswith("*") or len(one) == 1:
            raise RefusedFile(
                f"« {name} », ligne {line_number} : « {one} » n’est pas une variable étoilée.",
                todo="Écrivez « *variable_modalité », sans espace à l’intérieur.",
            )
        variable, _, modality = one[1:].partition("_")
        found[variable] = modality or PRESENT
    return found


def write_corpus(texts: list[str], metadata: pl.DataFrame) -> str:
    """The corpus as IRaMuTeQ reads it. Names lose their accents and signs, as it demands.

    Stars and lines of figures inside a text would open another one: they are softened. Empty texts
    are left out.
    """
    parts = []
    rows: list[dict[str, object]] = metadata.to_dicts() or [{}] * len(texts)
    for text, row in zip(texts, rows, strict=True):
        if not text.strip():
            continue
        stars = [
            f"*{_name(variable, '')}_{_name(modality, '_')}"
            for variable, modality in row.items()
            if modality is not None and _name(modality, "_")
        ]
        parts.append(" ".join(["****", *stars]) + "\n" + _softened(text) + "\n")
    return "\n".join(parts)


def _name(written: object, joint: str) -> str:
    return FORBIDDEN.sub(joint, without_accents(str(written))).strip("_")


def _softened(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(
        f"\u00a0{line}" if OPENING.match(line) or THEME.match(line) else line for line in lines
    )
