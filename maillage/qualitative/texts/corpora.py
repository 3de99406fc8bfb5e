"""Texts as people hand them over: a column of a table, or a starred corpus."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from maillage.base.errors import NoData, RefusedFile, WrongCall
from maillage.base.french import join_words
from maillage.qualitative.texts.iramuteq import read_corpus
from maillage.sources.own_tables import read_own_table


# Columns of our own tables of segments.
OWN_COLUMNS = {"segment", "source", "start", "end", "text", "class", "nearest_class", "name"}
LARGEST_BYTES = 500 * 1024**2


@dataclass(frozen=True)
class Texts:
    """Texts in the order of the file, "" for an empty one, and what is known of each.

    metadata  one row per text, null where unknown; no column and no row when nothing is known
    """

    texts: list[str]
    metadata: pl.DataFrame


def texts_from_file(path: Path, column: str, metadata: Sequence[str]) -> Texts:
    """Read the texts of a file.

    column    of the texts, in a table; unused for a corpus (.txt)
    metadata  columns to keep; all the variables of a corpus when there is none

    Raises WrongCall, NoData or RefusedFile, in French. Empty texts keep their place, so that the
    number of a text is that of its row.
    """
    if path.suffix.lower() == ".txt":
        return _from_corpus(path, metadata)
    if not column:
        raise WrongCall(
            "Il manque le nom de la colonne des textes.", todo="Ajoutez --text COLONNE."
        )
    metadata = distinct([name for name in metadata if name != column])
    wanted = {column: "les textes", **dict.fromkeys(metadata, "une métadonnée")}
    table = read_own_table(path, wanted)
    clean = table.frame.with_columns(
        pl.col(name).cast(pl.String).replace("", None) for name in metadata
    )
    held = clean[column].cast(pl.String).fill_null("")
    if (held.str.strip_chars() == "").all():
        raise NoData(
            f"« {path.name} » : la colonne « {column} » ne contient aucun texte.",
            todo="Vérifiez le nom de la colonne et le fichier.",
        )
    return Texts(held.to_list(), renamed(clean.select(metadata)))


def _from_corpus(path: Path, metadata: Sequence[str]) -> Texts:
    if not path.is_file():
        raise WrongCall(f"Le fichier « {path} » n’existe pas.", todo="Vérifiez son chemin.")
    if path.stat().st_size > LARGEST_BYTES:
        raise RefusedFile(f"« {path.name} » dépasse 500 Mo.", todo="Partagez le corpus.")
    corpus = read_corpus(_decoded(path.read_bytes()), name=path.name)
    if not corpus.texts:
        raise NoData(f"« {path.name} » ne contient aucun texte.", todo="Vérifiez le fichier.")
    missing = [name for name in metadata if name not in corpus.metadata.columns]
    if missing:
        raise RefusedFile(
            f"« {path.name} » : la variable « {missing[0]} » est absente. Variables trouvées : "
            f"{join_words([f'« {name} »' for name in corpus.metadata.columns])}.",
            todo="Corrigez le nom donné avec --metadata.",
        )
    kept = distinct(metadata) or corpus.metadata.columns
    return Texts(corpus.texts, renamed(corpus.metadata.select(kept)))


def distinct(names: Sequence[str]) -> list[str]:
    """Each name once, in the order given."""
    return list(dict.fromkeys(names))


def renamed(metadata: pl.DataFrame) -> pl.DataFrame:
    """The same, no name being one of ours: « source » becomes « source_ »."""
    names = {name: f"{name}_" for name in metadata.columns if name in OWN_COLUMNS}
    return metadata.rename(names)


def _decoded(content: bytes) -> str:
    """UTF-8, or what Windows writes by default."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
