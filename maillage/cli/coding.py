"""Commands about codebooks and coded excerpts: convert, list, compare coders."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from maillage.base.errors import NoData, WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR, OUT


if TYPE_CHECKING:
    from maillage.qualitative.coding.model import Codebook

LARGEST_BYTES = 600 * 1024**2
Output = Annotated[Path, typer.Option("-o", "--output", help="Fichier à écrire.")]


def codebook(
    source: Annotated[Path, typer.Argument(help="Grille : .qdc, .qdpx, CSV ou classeur.")],
    output: Output,
) -> None:
    """Convertir une grille de codage (REFI-QDA ou tableau)."""
    from maillage.qualitative.coding.books import codebook_table, write_codebook
    from maillage.sources.own_tables import write_own_table

    book = _book(source)
    if not book.codes:
        raise NoData(f"« {source.name} » n’a aucun code.", todo="Vérifiez le fichier.")
    if output.suffix.lower() == ".qdc":
        _write(output, write_codebook(book))
    else:
        write_own_table(codebook_table(book), output)
    ERR.print(f"{plural(sum(1 for _ in book.walk()), 'code')} dans « {output} ».")


def _book(source: Path) -> "Codebook":
    from maillage.qualitative.coding.books import codebook_from_table, read_codebook
    from maillage.qualitative.coding.projects import read_project
    from maillage.sources.own_tables import read_own_table

    kind = source.suffix.lower()
    if kind == ".qdc":
        return read_codebook(_bytes(source), name=source.name)
    if kind == ".qdpx":
        return read_project(_bytes(source), name=source.name).codebook
    return codebook_from_table(read_own_table(source, {"name": "nom du code"}))


def excerpts(
    source: Annotated[Path, typer.Argument(help="Projet codé (.qdpx).")],
    output: Output,
) -> None:
    """Lister les extraits codés d’un projet REFI-QDA."""
    from maillage.qualitative.coding.projects import read_project
    from maillage.qualitative.coding.tables import excerpts_table
    from maillage.sources.own_tables import write_own_table

    found = excerpts_table(read_project(_bytes(source), name=source.name))
    if found.is_empty():
        raise NoData(
            f"« {source.name} » n’a aucun extrait codé dans ses textes.",
            todo="Exportez le projet avec ses textes et ses codages.",
        )
    write_own_table(found, output)
    ERR.print(f"{plural(found.height, 'ligne')} dans « {output} ».")


def agreement(
    codings: Annotated[Path, typer.Argument(help="Codages : colonnes unit, coder, code.")],
    level: Annotated[
        str, typer.Option("--level", help="Échelle des codes : nominal, ordinal ou interval.")
    ] = "nominal",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Fichier à écrire.")] = None,
) -> None:
    """Mesurer l’accord entre codeurs (κ de Cohen, α de Krippendorff)."""
    from maillage.qualitative.coding.agreement import agreement_table
    from maillage.sources.own_tables import read_own_table, write_own_table

    columns = {"unit": "passage codé", "coder": "personne", "code": "code donné"}
    found = agreement_table(read_own_table(codings, columns), level=level)
    if output is not None:
        write_own_table(found, output)
    for row in found.iter_rows(named=True):
        who = f"{row['first']} et {row['second']}" if row["first"] else "tous ensemble"
        sign = "κ" if row["measure"] == "kappa" else "α"
        OUT.print(f"{sign} = {_printed(row['value'])}  {who} ({plural(row['units'], 'passage')})")


def _printed(value: float | None) -> str:
    return "non défini" if value is None else number(value, decimals=3)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise WrongCall(f"Le fichier « {path} » n’existe pas.", todo="Vérifiez son chemin.")
    if path.stat().st_size > LARGEST_BYTES:
        raise WrongCall(
            f"« {path.name} » dépasse 600 Mo.", todo="Exportez-le sans ses sons ni ses vidéos."
        )
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise WrongCall(
            f"« {path} » ne peut pas être écrit ({problem.strerror}).",
            todo="Vérifiez que le dossier existe et que vous avez le droit d’y écrire.",
        ) from problem
