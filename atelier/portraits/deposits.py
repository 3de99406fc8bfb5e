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
from maillage.building import build
from maillage.sources.intake import Outcome, take
from maillage.sources.registry import source_card
from maillage.store import default_store


KEPT = (
    "Déposez plutôt le fichier tel que son producteur le publie. Celui-ci n’a servi à rien et sera "
    f"effacé dans {DAYS_KEPT} jours\u00a0; vous pouvez le supprimer dès maintenant."
)
STEPS = 2


def run(held: Any) -> dict[str, str]:
    """Take the files of the deposit, then build. Raises JobFailed when none is recognised."""
    folder = Path(held.payload["folder"])
    held.progress(done=0, total=STEPS, message="Reconnaissance du fichier")
    outcomes = take(folder, default_store(), progress=lambda one: held.progress(message=_told(one)))
    taken = [one for one in outcomes if one.taken]
    refused = " ".join(dict.fromkeys(_reason(one) for one in outcomes if not one.taken))
    if not taken:
        way_out = {
            "url": reverse("data"),
            "label": "Revenir aux données",
            "discard_url": reverse("discard", args=[held.job.pk]),
        }
        nothing = "Aucun tableau n’a été trouvé dans ce dépôt."
        raise JobFailed(refused or nothing, todo=KEPT, way_out=way_out)
    before = _served()
    held.progress(done=1, message="Construction des indicateurs")
    report = build(
        default_store(),
        progress=lambda stage, *_: held.progress(message=f"Construction\u00a0: {stage}"),
    )
    names = ", ".join(dict.fromkeys(one.label for one in taken))
    count = plural(len(taken), "fichier reconnu", "fichiers reconnus")
    told = " ".join(filter(None, [_added(before), *_about(taken, report.notices), refused]))
    message = f"{count}\u00a0: {names}. {told}"
    return {
        "message": message.strip(),
        "url": reverse("home"),
        "label": "Voir le portrait de mon territoire",
    }


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
    return without_commands(outcome.reason)


def _told(outcome: Outcome) -> str:
    """« base-cc.csv : reconnu »."""
    return f"{outcome.name}\u00a0: {'reconnu' if outcome.taken else 'non reconnu'}"
