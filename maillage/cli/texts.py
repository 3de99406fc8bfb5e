"""Commands about texts: classes of texts, words in their context."""

import json
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from maillage.base.errors import NoData, WrongCall
from maillage.base.french import number, plural
from maillage.cli.data import ERR, OUT
from maillage.qualitative.reinert.classes import (
    Classes,
    Reading,
    classify,
    described,
    read_texts,
    segments_out,
    splits_out,
)
from maillage.qualitative.reinert.tree import Rules
from maillage.qualitative.texts.corpora import distinct, renamed, texts_from_file
from maillage.qualitative.texts.iramuteq import write_corpus
from maillage.qualitative.texts.terms import Terms, terms_from_table
from maillage.sources.own_tables import read_own_table, refuse_unwritable, write_own_table


# A segment of one or two words says too little to found a class; it is placed afterwards.
MIN_WORDS = 3


def classes(
    texts: Annotated[
        Path | None,
        typer.Argument(help="Textes : CSV, classeur, Parquet, ou corpus IRaMuTeQ (.txt)."),
    ] = None,
    text: Annotated[str, typer.Option("--text", help="Colonne des textes.")] = "",
    metadata: Annotated[
        list[str] | None, typer.Option("--metadata", help="Colonne décrivant les auteurs.")
    ] = None,
    matrix: Annotated[
        Path | None,
        typer.Option("--matrix", help="Matrice prête : lignes, des segments ; colonnes, des mots."),
    ] = None,
    wanted: Annotated[int, typer.Option("-k", "--classes", help="Nombre de classes.")] = 6,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Dossier à remplir.")
    ] = None,
    size: Annotated[int, typer.Option("--size", help="Mots par segment, environ.")] = 40,
    lemmas: Annotated[
        str, typer.Option("--lemmas", help="Lemmatisation : simplemma, spacy ou none.")
    ] = "simplemma",
    min_uses: Annotated[
        int, typer.Option("--min-uses", help="Segments où un mot doit figurer pour compter.")
    ] = 3,
    min_class: Annotated[
        int, typer.Option("--min-class", help="Plus petite classe, en segments (0 : automatique).")
    ] = 0,
    double: Annotated[
        bool,
        typer.Option("--double", help="Croiser deux classifications, garder l’accord."),
    ] = False,
) -> None:
    """Classer des textes par leur vocabulaire (méthode de Reinert)."""
    if output is None:
        raise WrongCall("Il manque le dossier où écrire.", todo="Ajoutez -o DOSSIER.")
    _check_counts(min_uses, min_class)
    rules = Rules(
        classes=wanted, min_members=min_class, min_words=1 if matrix is not None else MIN_WORDS
    )
    reading = Reading(size=size, lemmatise=lemmas, min_uses=min_uses)
    with _bar() as bar:
        task = bar.add_task("Lecture", total=None)

        def told(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        if matrix is not None:
            _refuse_both(texts, matrix)
            segments, counted, given = _from_matrix(matrix, distinct(metadata or ()))
        else:
            held = texts_from_file(_given(texts), text, metadata or ())
            given = held.metadata.columns
            segments, counted = read_texts(held.texts, held.metadata, reading)
        found = classify(segments, counted, rules, double=double, metadata=given, told=told)
    _write(found, output, (matrix or _given(texts)).name)
    _say(found, output)


def _from_matrix(path: Path, aside: list[str]) -> tuple[pl.DataFrame, Terms, list[str]]:
    """Segments numbered as the rows of a ready matrix, their words, their metadata."""
    table = read_own_table(path, dict.fromkeys(aside, "une métadonnée"))
    counted = terms_from_table(table, aside=aside)
    numbered = pl.DataFrame({"segment": range(1, table.frame.height + 1)})
    if not aside:
        return numbered, counted, []
    known = renamed(table.frame.select(pl.col(aside).cast(pl.String).replace("", None)))
    return numbered.hstack(known), counted, known.columns


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=ERR,
        transient=True,
    )


def _given(texts: Path | None) -> Path:
    if texts is None:
        raise WrongCall(
            "Il manque le fichier des textes.",
            todo="Par exemple : maillage classes REPONSES.csv --text reponse -k 6 -o CLASSES",
        )
    return texts


def _refuse_both(texts: Path | None, matrix: Path) -> None:
    if texts is not None:
        raise WrongCall(
            f"Donnez des textes (« {texts} ») ou une matrice prête (« {matrix} »), pas les deux."
        )


def _check_counts(min_uses: int, min_class: int) -> None:
    if min_uses < 1:
        raise WrongCall(f"--min-uses {min_uses} : un mot compte à partir d’un segment.")
    if min_class < 0:
        raise WrongCall(f"--min-class {min_class} : une taille ne peut pas être négative.")


def _write(found: Classes, folder: Path, name: str) -> None:
    """Every file of a classification."""
    # Drawing libraries are slow to load: a refused call does without them.
    from maillage.charts.dendrogram import dendrogram
    from maillage.charts.page import figure_page
    from maillage.charts.plane import class_plane

    source = f"{name}\u00a0; classification de Reinert, Maillage"
    title = "Classes de vocabulaire" + (", avant croisement" if found.crossing else "")
    figures = {
        "dendrogram": dendrogram(found, title=title, source_line=source),
        "plane": class_plane(found, title="Plan des classes et de leurs mots", source_line=source),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(described(found), ensure_ascii=False, indent=1, allow_nan=False)
        (folder / "classes.json").write_text(text + "\n", encoding="utf-8")
        for figure_name, figure in figures.items():
            (folder / f"{figure_name}.svg").write_text(figure.svg(), encoding="utf-8")
            (folder / f"{figure_name}.html").write_text(figure_page(figure), encoding="utf-8")
    except OSError as problem:
        raise WrongCall(
            f"« {folder} » ne peut pas être écrit ({problem.strerror}).",
            todo="Donnez un dossier où vous avez le droit d’écrire.",
        ) from problem
    write_own_table(segments_out(found), folder / "segments.csv")
    write_own_table(splits_out(found), folder / "splits.csv")
    write_own_table(
        found.words.sort("class", "chi2", descending=[False, True]), folder / "words.csv"
    )
    if found.metadata:
        write_own_table(found.modalities, folder / "modalities.csv")


def _say(found: Classes, folder: Path) -> None:
    labels = found.labels
    for one in found.numbers:
        share = 100 * found.size(one) / int((labels > 0).sum())
        words = found.name(one) or "aucun mot ne la distingue nettement"
        OUT.print(f"Classe {one} ({number(share, decimals=1)} %) : {words}")
    missing = int((labels == 0).sum())
    if missing:
        ERR.print(
            f"{plural(missing, 'segment')} sur {number(labels.size)} sans classe : trop courts, ou "
            "sans vocabulaire commun avec les autres. « segments.csv » dit de quelle classe chacun "
            "est le plus proche, quand il y en a une."
        )
    if len(found.numbers) < found.tree.asked:
        ERR.print(
            f"{plural(len(found.numbers), 'classe')} au lieu de {found.tree.asked} : aller plus "
            "loin ferait des classes trop petites. Pour les obtenir quand même, abaissez "
            "--min-class."
        )
    ERR.print(
        f"Dans « {folder} » : classes.json, segments.csv, words.csv, splits.csv, dendrogram et "
        "plane (svg et html)."
    )


def concordance(
    word: Annotated[str, typer.Argument(help="Mot ou expression ; * remplace des lettres.")],
    texts: Annotated[Path, typer.Argument(help="Textes : CSV, classeur, Parquet ou corpus .txt.")],
    text: Annotated[str, typer.Option("--text", help="Colonne des textes.")] = "",
    around: Annotated[int, typer.Option("--around", help="Mots de chaque côté.")] = 8,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Fichier à écrire.")] = None,
) -> None:
    """Lire un mot dans ses contextes."""
    from maillage.qualitative.texts.concordance import keyword_in_context

    refuse_unwritable(output)
    held = texts_from_file(texts, text, ())
    found = keyword_in_context(held.texts, word, around=around)
    if found.is_empty():
        raise NoData(
            f"« {word} » ne figure dans aucun texte.",
            todo="Essayez une autre forme, ou le début du mot suivi de * (« loge* »).",
        )
    if output is not None:
        write_own_table(found, output)
    else:
        for row in found.iter_rows(named=True):
            OUT.print(f"{row['source']:>6}  {row['before']:>60}  [{row['word']}]  {row['after']}")
    ERR.print(
        f"{plural(found.height, 'contexte')} dans {plural(found['source'].n_unique(), 'texte')}."
    )


def corpus(
    texts: Annotated[Path, typer.Argument(help="Textes : CSV, classeur, Parquet ou corpus .txt.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Corpus à écrire (.txt).")],
    text: Annotated[str, typer.Option("--text", help="Colonne des textes.")] = "",
    metadata: Annotated[
        list[str] | None, typer.Option("--metadata", help="Colonne décrivant les auteurs.")
    ] = None,
) -> None:
    """Écrire un corpus au format d’IRaMuTeQ."""
    held = texts_from_file(texts, text, metadata or ())
    try:
        output.write_text(write_corpus(held.texts, held.metadata), encoding="utf-8")
    except OSError as problem:
        raise WrongCall(
            f"« {output} » ne peut pas être écrit ({problem.strerror}).",
            todo="Vérifiez que le dossier existe et que vous avez le droit d’y écrire.",
        ) from problem
    count = sum(1 for one in held.texts if one.strip())
    ERR.print(f"{plural(count, 'texte')} dans « {output} ».")


def cooccurrences(
    texts: Annotated[Path, typer.Argument(help="Textes : CSV, classeur, Parquet ou corpus .txt.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Fichier à écrire.")],
    text: Annotated[str, typer.Option("--text", help="Colonne des textes.")] = "",
    size: Annotated[int, typer.Option("--size", help="Mots par segment, environ.")] = 40,
    lemmas: Annotated[
        str, typer.Option("--lemmas", help="Lemmatisation : simplemma, spacy ou none.")
    ] = "simplemma",
    min_uses: Annotated[
        int, typer.Option("--min-uses", help="Segments où un mot, puis un couple, doit figurer.")
    ] = 3,
) -> None:
    """Compter les mots employés ensemble."""
    from maillage.qualitative.texts.concordance import together_in_matrix

    _check_counts(min_uses, 0)
    refuse_unwritable(output)
    held = texts_from_file(texts, text, ())
    reading = Reading(size=size, lemmatise=lemmas, min_uses=min_uses)
    _, counted = read_texts(held.texts, held.metadata, reading)
    found = together_in_matrix(counted.counts, counted.words, min_uses=min_uses)
    write_own_table(found, output)
    ERR.print(f"{plural(found.height, 'couple')} de mots dans « {output} ».")
