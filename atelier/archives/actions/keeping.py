"""How long a démarche keeps personal data, and what is done when the term has come.

Announced to those who pilot on the day, done thirty days later, or as soon as they say so.
Decisions, findings and documents stay.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from atelier.accounts.mail import write_soon
from atelier.accounts.models import Person
from atelier.archives import standing, terms, traces
from atelier.archives.actions import erasing
from atelier.archives.models import Retention
from atelier.archives.packing import records
from atelier.archives.rules.erasure import DETACHED, JOURNAL_WORDS
from atelier.archives.rules.travel import EXPORTED
from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches.models import Demarche, Mandate, Role
from atelier.demarches.rules import NotNow
from atelier.diagnosis.models import Testimony
from atelier.meetings.models import Attendance, Confirmation
from atelier.workshops.models import Card, Participant, ProposalStatus, TieProposal


NOTICE_DAYS = 30
SOMEONE = "Une personne de la démarche"


@transaction.atomic
def set_term(*, by: Person, demarche: Demarche, day: date, reason: str) -> Retention:
    """Say until when personal data is kept, and why. Raises NotNow once it is gone."""
    kept, _ = Retention.objects.get_or_create(demarche=demarche)
    if kept.purged_at:
        raise NotNow("Les données personnelles de cette démarche sont déjà effacées.")
    before = {"keep_until": demarche.keep_until, "reason": kept.reason}
    kept.reason = reason
    # A later day puts off what was announced.
    kept.announced_at = None if day > timezone.localdate() else kept.announced_at
    kept.save()
    demarche.keep_until = day
    demarche.save(update_fields=["keep_until"])
    record(
        "archives.keep_until_set",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        before=before,
        after={"keep_until": day, "reason": reason},
    )
    return kept


def run_terms(today: date | None = None) -> dict[str, int]:
    """Announce the terms that have come, purge those announced long ago. Called every day."""
    day = today or timezone.localdate()
    announced = [announce(demarche=one) for one in terms.to_announce(day)]
    limit = timezone.now() - timedelta(days=NOTICE_DAYS)
    purged = [purge(by=None, demarche=one) for one in terms.to_purge(day, limit)]
    return {"announced": len(announced), "purged": len(purged)}


def every_day() -> None:
    """What the worker calls."""
    run_terms()


@transaction.atomic
def announce(*, demarche: Demarche) -> Retention:
    """Tell those who pilot that the term has come, and when personal data will go."""
    kept, _ = Retention.objects.get_or_create(demarche=demarche)
    kept.announced_at = timezone.now()
    kept.save(update_fields=["announced_at"])
    day = timezone.localdate() + timedelta(days=NOTICE_DAYS)
    for mandate in demarche.mandates.current().filter(role=Role.PILOTE).order_by("pk"):
        if mandate.person.email:
            context = {"person": mandate.person, "demarche": demarche, "day": day}
            write_soon("archives/mail/terme", mandate.person.email, context)
    record("archives.retention_announced", by=None, target=demarche, demarche_id=demarche.pk)
    return kept


@transaction.atomic
def purge(*, by: Person | None, demarche: Demarche) -> dict[str, int]:
    """Withdraw the personal data of a démarche whose term has come. Raises NotNow before it.

    People who take part in nothing else here are erased from the whole site.
    """
    if demarche.keep_until is None or demarche.keep_until >= timezone.localdate():
        raise NotNow("Le terme n’est pas venu : fixez d’abord une date de conservation passée.")
    kept, _ = Retention.objects.select_for_update().get_or_create(demarche=demarche)
    if kept.purged_at:
        return {}
    people = terms.people_of(demarche)
    public = _name_public_mandates(demarche)
    looked_for = traces.Traces(
        [(found, SOMEONE) for one in people for found, _ in erasing.patterns(one)]
    )
    _withdraw_rows(demarche, public)
    _detach(demarche)
    _anonymise_journal(demarche)
    erasing.scrub(looked_for, rows_of=lambda model: _rows(model, demarche))
    gone = terms.without_anything_else(people)
    erasing.erase_all(gone)
    counts = {"people": len(people), "erased": len(gone), "public": len(public)}
    kept.purged_at = timezone.now()
    kept.save(update_fields=["purged_at"])
    record(
        "archives.personal_data_purged",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        after=counts,
    )
    return counts


def _name_public_mandates(demarche: Demarche) -> list[Mandate]:
    """The mandates of the public record, each with the name it keeps."""
    held = demarche.mandates.select_related("instance", "person").order_by("pk")
    public = [one for one in held if one.label or standing.public_seat_of(one)]
    for mandate in public:
        mandate.label = mandate.label or mandate.person.label
        mandate.save(update_fields=["label"])
    return public


def _withdraw_rows(demarche: Demarche, public: list[Mandate]) -> None:
    """Seats, presence and opinions of each; what could lead back to whoever spoke."""
    pilots = demarche.mandates.current().filter(role=Role.PILOTE).values("pk")
    kept = [one.pk for one in public]
    demarche.mandates.exclude(pk__in=kept).exclude(pk__in=pilots).delete()
    Attendance.objects.filter(meeting__demarche=demarche).delete()
    Confirmation.objects.filter(consultation__demarche=demarche).delete()
    cards = Card.objects.filter(activity__workshop__demarche=demarche)
    cards.filter(is_withheld=True).delete()
    cards.update(original=F("text"), participant=None)
    proposed = TieProposal.objects.filter(activity__workshop__demarche=demarche)
    proposed.exclude(status=ProposalStatus.ACCEPTED).delete()
    proposed.update(participant=None)
    for participant in Participant.objects.filter(workshop__demarche=demarche).order_by("pk"):
        participant.table, participant.token_hash = "", uuid4().hex * 2
        participant.save(update_fields=["table", "token_hash"])
    words = Testimony.objects.filter(demarche=demarche)
    words.filter(evidence=None).delete()
    words.update(about="")


def _detach(demarche: Demarche) -> None:
    for path in DETACHED:
        label, _, name = path.rpartition(".")
        if label in EXPORTED:
            _rows(records.model_of(label), demarche).update(**{name: None})


def _anonymise_journal(demarche: Demarche) -> None:
    """What was done and when stays; by whom goes."""
    lines = Event.objects.filter(demarche_id=demarche.pk)
    lines.exclude(person_id=None).update(person_label=SOMEONE)
    lines.update(person_id=None)
    for line in lines.filter(action__in=JOURNAL_WORDS).order_by("pk"):
        line.after = {
            name: value
            for name, value in line.after.items()
            if name not in JOURNAL_WORDS[line.action]
        }
        line.save(update_fields=["after"])


def _rows(model: type[Model], demarche: Demarche) -> QuerySet[Model] | None:
    """Rows of a model that belong to the démarche; None for what does not."""
    label = model._meta.label
    return records.rows(label, demarche).prefetch_related(None) if label in EXPORTED else None
