"""What erasing a person withdraws, and what the public record keeps.

RGPD, article 17: the right to erasure does not reach what a public interest mission or public
archives require (17-3 b and d). A test walks every field of every model after an erasure.
"""

from dataclasses import dataclass

from atelier.accounts.models import College
from atelier.demarches.models import InstanceKind, Mandate, MandateFunction, Role


WITHDRAWN = "[retiré]"

# The fields of the person, and what they become.
PERSON_VALUES = {
    "email": None,
    "wanted_email": "",
    "first_name": "",
    "last_name": "",
    "telephone": "",
    "function": "",
    "college": "",
    "organisation": None,
    "wants_digest": False,
    "is_active": False,
    "is_administrator": False,
    "last_login": None,
}

# Links to the person that are cut: what they wrote stays, without author.
DETACHED = (
    "archives.LegalPage.written_by",
    "demarches.Document.added_by",
    "demarches.Step.holder",
    "demarches.Task.person",
    "diagnosis.Evidence.pinned_by",
    "diagnosis.Finding.written_by",
    "diagnosis.Hypothesis.written_by",
    "meetings.AgendaItem.presenter",
    "meetings.Decision.carried_by",
    "meetings.Decision.recorded_by",
    "restitution.Production.made_by",
    "restitution.Restitution.written_by",
)

# Links that stay, to a row that no longer says who it was.
ANONYMOUS = {
    "demarches.Mandate.person": "un siège a été tenu ; par qui n’est gardé que s’il est public",
    "meetings.Attendance.person": "le nombre de présents fait partie du relevé",
    "meetings.Confirmation.person": "le nombre d’avis fait partie de la consultation",
}

# Their own words, withdrawn. Field → link to the person.
OWN_WORDS = {
    "meetings.Attendance.note": "person",
    "meetings.Attendance.replaced_by": "person",
    "meetings.Confirmation.comment": "person",
}
JOURNAL_WORDS = {"meetings.answered": {"note"}, "meetings.confirmed": {"comment"}}

# Texts in which a name stays: public record, or the contact of a body.
KEPT = {
    "accounts.Organisation.name": "nom d’un organisme",
    "accounts.Organisation.email": "adresse d’un organisme",
    "accounts.Organisation.telephone": "téléphone d’un organisme",
    "archives.LegalPage.body": "page publique du site : elle nomme ses responsables",
    "demarches.Mandate.label": "nom d’un mandat public",
    "demarches.Presentation.body": "instance délibérante",
    "demarches.Presentation.reference": "référence d’une délibération",
    "meetings.Decision.text": "texte adopté, archive publique",
}


@dataclass(frozen=True)
class PublicSeat:
    """A kind of mandate whose holder's name belongs to the public record.

    kinds, functions, colleges   empty when any
    roles                        a role that is public whatever the instance
    after_deciding               only once the instance has decided during the mandate
    """

    reason: str
    kinds: frozenset[InstanceKind] = frozenset()
    functions: frozenset[MandateFunction] = frozenset()
    colleges: frozenset[College] = frozenset()
    roles: frozenset[Role] = frozenset()
    after_deciding: bool = False


STEERING = frozenset({InstanceKind.COPIL, InstanceKind.SUIVI})
PUBLIC_SEATS = (
    PublicSeat(
        "Membre d’un conseil : sa composition et ses délibérations sont publiques.",
        kinds=frozenset({InstanceKind.CA}),
    ),
    PublicSeat(
        "Préside une instance qui a pris des décisions : le relevé porte son nom.",
        functions=frozenset({MandateFunction.CHAIR}),
        after_deciding=True,
    ),
    PublicSeat(
        "Élu d’un comité qui a pris des décisions : il y siège au titre d’un mandat public.",
        kinds=STEERING,
        colleges=frozenset({College.ELUS}),
        after_deciding=True,
    ),
    PublicSeat(
        "Personne élue référente, désignée par sa collectivité.",
        roles=frozenset({Role.ELU_REFERENT}),
    ),
)


def public_seat(mandate: Mandate, *, college: str, has_decided: bool) -> PublicSeat | None:
    """Why the mandate keeps its holder's name; None when it does not."""
    return next((one for one in PUBLIC_SEATS if _is_seat(one, mandate, college, has_decided)), None)


def _is_seat(seat: PublicSeat, mandate: Mandate, college: str, has_decided: bool) -> bool:
    if seat.roles:
        return mandate.role in seat.roles
    if mandate.instance is None or (seat.after_deciding and not has_decided):
        return False
    return (
        (not seat.kinds or mandate.instance.kind in seat.kinds)
        and (not seat.functions or mandate.function in seat.functions)
        and (not seat.colleges or college in seat.colleges)
    )
