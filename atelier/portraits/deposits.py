"""The job of a deposit: each file recognised or refused with its reason, then the indicators built.

A file that is refused stays where it was put, beside the others, until someone or the month that
passes removes it: nothing given is lost by surprise.
"""

from pathlib import Path
from typing import Any

from django.urls import reverse

from atelier.portraits import queries
from atelier.portraits.actions import DAYS_KEPT
from atelier.portraits.places import REAL
from atelier.portraits.printing import without_commands
from atelier.portraits.queries import open_named
from atelier.work.handlers import JobFailed
from maillage.base.errors import NoData
from maillage.base.french import plural
from maillage.base.typography import no_break
from maillage.building import build
from maillage.sources.intake import Outcome, take
from maillage.sources.registry import source_card
from maillage.store import default_store


NOTHING = "Aucun tableau n’a été trouvé dans ce dépôt."
KEPT = (
    "Déposez plutôt le fichier tel que son producteur le publie. Celui-ci n’a servi à rien et sera "
    f"effacé dans {DAYS_KEPT} jours\u00a0; vous pouvez le supprimer dès maintenant."
)
ALL_KEPT = (
    "Déposez plutôt les fichiers tels que leurs producteurs les publient. Ceux-ci n’ont servi à "
    f"rien et seront effacés dans {DAYS_KEPT} jours\u00a0; vous pouvez les supprimer dès "
    "maintenant."
)
STEPS = 2


def run(held: Any) -> dict[str, Any]:
    """Take the files of the deposit, then build. Raises JobFailed when none is recognised."""
    folder = Path(held.payload["folder"])
    held.progress(done=0, total=STEPS, message="Reconnaissance du fichier")
    outcomes = take(folder, default_store(), progress=lambda one: held.progress(message=_told(one)))
    taken = [one for one in outcomes if one.taken]
    refused = list(dict.fromkeys(_reason(one) for one in outcomes if not one.taken))
    if not taken:
        raise _unknown(held, refused)
    before = _served()
    held.progress(done=1, message="Construction des indicateurs")
    report = build(
        default_store(),
        progress=lambda stage, *_: held.progress(message=f"Construction\u00a0: {stage}"),
    )
    names = ", ".join(dict.fromkeys(one.label for one in taken))
    count = plural(len(taken), "fichier reconnu", "fichiers reconnus")
    told = " ".join([_added(before), *_about(taken, report.notices), *_aside(refused)])
    return {
        "message": no_break(f"{count} : {names}. {told}"),
        "lines": refused,
        "url": reverse("home"),
        "label": "Voir le portrait de mon territoire",
    }


def _unknown(held: Any, refused: list[str]) -> JobFailed:
    """The failure of a deposit in which nothing is known, each file with its reason."""
    is_one = len(held.payload.get("names", ())) <= 1
    way_out = {
        "lines": refused,
        "url": reverse("data"),
        "label": "Revenir aux données",
        "discard_url": reverse("discard", args=[held.job.pk]),
        "discard_label": "Supprimer ce fichier" if is_one else "Supprimer ces fichiers",
    }
    message = NOTHING
    if refused:
        few = len(refused) == 1
        message = (
            "Ce fichier n’a pas été reconnu."
            if few
            else f"Aucun de ces {len(refused)} fichiers n’a été reconnu."
        )
    return JobFailed(message, todo=KEPT if is_one else ALL_KEPT, way_out=way_out)


def _aside(refused: list[str]) -> list[str]:
    """« 2 fichiers laissés de côté : »; their reasons follow as a list."""
    if not refused:
        return []
    return [plural(len(refused), "fichier laissé de côté", "fichiers laissés de côté") + " :"]


def _about(taken: list[Outcome], notices: list[str]) -> list[str]:
    """What the build noticed of the files just taken."""
    labels = [source_card(source)["label"] for source in {one.source for one in taken}]
    return [notice for notice in notices if notice.startswith(tuple(labels))]


def _served() -> set[str]:
    """The indicators whose own table is in the store; none before the first build."""
    try:
        held = open_named(REAL).holdings.datasets
    except NoData:
        return set()
    return {name for name, card in queries.cards().items() if card.dataset in held}


def _added(before: set[str]) -> str:
    """« 25 indicateurs ajoutés. », or what the files did instead."""
    count = len(_served() - before)
    if not count:
        return "Ils complètent ou mettent à jour les indicateurs déjà présents."
    return f"{plural(count, 'indicateur ajouté', 'indicateurs ajoutés')}."


def _reason(outcome: Outcome) -> str:
    return no_break(without_commands(outcome.reason))


def _told(outcome: Outcome) -> str:
    """« base-cc.csv : reconnu »."""
    return f"{outcome.name}\u00a0: {'reconnu' if outcome.taken else 'non reconnu'}"
