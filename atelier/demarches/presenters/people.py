"""Instances and people as pages print them. Contacts only for those who may see them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from atelier.demarches.models import Demarche, Instance, Mandate, MandateFunction, Role
from atelier.demarches.permissions import MANAGE_PEOPLE, SEE_CONTACTS, Standing
from atelier.ui.dates import day


ROLE_LINES = {
    Role.PILOTE: "Mène la démarche : modifie tout, ajoute et retire des personnes, clôt.",
    Role.COPIL: "Lit la démarche, répond aux convocations, valide avec le comité de pilotage.",
    Role.COTECH: "Travaille sur le fond entre les réunions : tâches, hypothèses, preuves.",
    Role.COLLECTIF: "Participe à toute l’analyse : ateliers, hypothèses, preuves, tâches.",
    Role.GROUPE_THEMATIQUE: "Travaille sur un thème : hypothèses, preuves, tâches.",
    Role.GROUPE_ENQUETE: "Mène l’enquête de terrain et saisit ce qui est recueilli.",
    Role.REDACTEUR: "Écrit le diagnostic à partir de ce qui est établi.",
    Role.RELECTEUR: "Lit tout et donne son avis ; ne modifie pas.",
    Role.SUIVI: "Suit ce que deviennent les décisions ; voit les coordonnées.",
    Role.ELU_REFERENT: "Porte la démarche devant les élus ; lit le journal et les coordonnées.",
    Role.PARTENAIRE: "Lit la démarche et répond à ce qu’on lui demande.",
    Role.PRESTATAIRE: "Mène le travail avec le pilote, jusqu’à la date de fin de son mandat.",
    Role.LECTEUR: "Lit la démarche, sans rien modifier.",
    Role.HABITANT: "Voit l’accueil et ce qu’on lui demande, rien d’autre.",
}


def instances(found: list[Instance], standing: Standing) -> list[dict[str, Any]]:
    """Each instance with its members, and how many organisations and colleges they come from."""
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "kind": one.get_kind_display(),
            "mission": one.mission,
            "is_deciding": one.is_deciding,
            "members": [member(mandate, standing) for mandate in one.members],
            "organisations": len(
                {
                    mandate.person.organisation_id
                    for mandate in one.members
                    if mandate.person.organisation_id
                }
            ),
            "url": reverse(
                "demarches:instance",
                kwargs={"demarche_id": one.demarche_id, "instance_id": one.pk},
            ),
        }
        for one in found
    ]


def member(mandate: Mandate, standing: Standing) -> dict[str, Any]:
    """One seat."""
    person = mandate.person
    manages = standing.may(MANAGE_PEOPLE)
    is_waited_for = mandate.accepted_at is None and bool(person.email)
    waited = _waited(mandate) if is_waited_for else ""
    return {
        "pk": mandate.pk,
        "person": person,
        "name": mandate.name,
        "organisation": str(person.organisation or ""),
        "function": person.function,
        "note": " · ".join(
            filter(None, [seat(mandate), person.get_college_display(), _end(mandate), waited])
        ),
        "email": person.email if standing.may(SEE_CONTACTS) else "",
        "telephone": person.telephone if standing.may_call(person) else "",
        "inviting": _inviting(mandate) if manages and is_waited_for else None,
        "ending": _ending(mandate) if manages else None,
    }


def _waited(mandate: Mandate) -> str:
    """Where the invitation stands, for someone who has not joined yet."""
    left = getattr(mandate, "invited_at", None)
    if left is None:
        return "n’a pas encore rejoint la démarche"
    return f"invitation envoyée le {day(timezone.localdate(left))}, pas encore suivie"


def _end(mandate: Mandate) -> str:
    return f"jusqu’au {day(mandate.ends_on)}" if mandate.ends_on else ""


def _inviting(mandate: Mandate) -> dict[str, str]:
    """The button that sends an invitation, the first or one more."""
    where = {"demarche_id": mandate.demarche_id, "mandate_id": mandate.pk}
    return {
        "label": "Inviter",
        "url": reverse("demarches:invite", kwargs=where),
        "unseen": f"{mandate.name} par courriel",
    }


def _ending(mandate: Mandate) -> dict[str, str]:
    """The button that ends a mandate."""
    where = {"demarche_id": mandate.demarche_id, "mandate_id": mandate.pk}
    return {
        "label": "Mettre fin",
        "url": reverse("demarches:end_mandate", kwargs=where),
        "unseen": f"au mandat de {mandate.name}",
    }


def seat(mandate: Mandate) -> str:
    """« Préside », « Anime », or the role."""
    if mandate.function != MandateFunction.MEMBER:
        return f"{mandate.get_role_display()} — {mandate.get_function_display().lower()}"
    return mandate.get_role_display()


def place(mandate: Mandate) -> str:
    """« Membre du COPIL — anime, Comité de pilotage »."""
    return f"{seat(mandate)}, {mandate.instance or 'la démarche entière'}"


def roles() -> list[dict[str, str]]:
    """Each role and what it permits, in one line."""
    return [{"label": role.label, "line": ROLE_LINES[role]} for role in Role]


def outside_instances(found: list[Mandate]) -> list[Mandate]:
    """Mandates in the démarche as a whole."""
    return [mandate for mandate in found if mandate.instance_id is None]


def history(found: list[Mandate]) -> list[dict[str, str]]:
    """Mandates that ended."""
    return [
        {
            "name": mandate.name,
            "role": seat(mandate),
            "instance": str(mandate.instance or "La démarche entière"),
            "period": f"du {day(mandate.starts_on)} au {day(mandate.ends_on)}",
        }
        for mandate in found
    ]


def taken_up_on(demarche: Demarche) -> str:
    """The day it came from an archive: two copies of one démarche differ by it alone."""
    came = getattr(demarche, "taken_up_at", None)
    return day(timezone.localdate(came)) if came else ""


def listed(demarches: list[Demarche]) -> list[dict[str, Any]]:
    """Démarches of a person, as cards."""
    return [
        {
            "name": one.name,
            "kind": one.get_kind_display(),
            "status": one.get_status_display(),
            "tone": "info" if one.status == "open" else "neutral",
            "territory": one.territory_name,
            "organisation": one.organisation.name,
            "opened": date_format(one.opened_on, "F Y"),
            "taken_up": taken_up_on(one),
            "url": reverse("demarches:enter", kwargs={"demarche_id": one.pk}),
        }
        for one in demarches
    ]
