"""Instances, mandates, and handing over from one person to another."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from atelier.accounts.mail import write_invitation
from atelier.accounts.models import Person, PersonalLink
from atelier.audit.actions import changes, record
from atelier.demarches import spaces
from atelier.demarches.models import Demarche, Instance, Mandate, MandateFunction, Role, Step, Task
from atelier.demarches.permissions import SEE_CONTACTS
from atelier.demarches.rules import NotNow


@transaction.atomic
def add_instance(*, by: Person, demarche: Demarche, **values: Any) -> Instance:
    """A new instance, after the others."""
    values.setdefault("position", demarche.instances.count())
    instance = Instance.objects.create(demarche=demarche, **values)
    record(
        "demarches.instance_added", by=by, target=instance, demarche_id=demarche.pk, after=values
    )
    return instance


@transaction.atomic
def change_instance(*, by: Person, instance: Instance, **values: Any) -> Instance:
    """Rename, rewrite its mission, or dissolve it (`closed_on`)."""
    before, after = changes(instance, values)
    if after:
        for name, value in after.items():
            setattr(instance, name, value)
        instance.save(update_fields=list(after))
        record(
            "demarches.instance_changed",
            by=by,
            target=instance,
            demarche_id=instance.demarche_id,
            before=before,
            after=after,
        )
    return instance


@transaction.atomic
def add_mandate(
    *,
    by: Person,
    demarche: Demarche,
    person: Person,
    role: Role,
    instance: Instance | None = None,
    **values: Any,
) -> Mandate:
    """Give a person a role. Raises NotNow for a role already held, or a wrong end."""
    if role == Role.PRESTATAIRE and not values.get("ends_on"):
        raise NotNow("Le mandat d’un prestataire a une date de fin : indiquez-la.")
    starts_on = values.setdefault("starts_on", timezone.localdate())
    agreed = timezone.now() if _has_agreed(by, demarche, person) else None
    if values.get("ends_on") and values["ends_on"] < starts_on:
        raise NotNow("Ce mandat finirait avant de commencer : indiquez une fin plus tardive.")
    held = demarche.mandates.current().filter(person=person, role=role, instance=instance)
    if held.exists():
        raise NotNow(f"{person} a déjà ce rôle dans cette instance.")
    mandate = Mandate.objects.create(
        **{"accepted_at": agreed, **values},
        demarche=demarche,
        person=person,
        role=role,
        instance=instance,
    )
    record(
        "demarches.mandate_given",
        by=by,
        target=mandate,
        demarche_id=demarche.pk,
        after={"role": role, "instance": instance, **values},
    )
    if instance is not None:
        spaces.seats_changed(instance)
    return mandate


def _has_agreed(by: Person | None, demarche: Demarche, person: Person) -> bool:
    """Whether the person agreed already: here, or in a démarche where `by` sees their telephone."""
    if by is None or by.pk == person.pk:
        return True
    agreed = Mandate.objects.current().filter(person=person, accepted_at__isnull=False)
    seen_by = Mandate.objects.current().filter(person=by, role__in=SEE_CONTACTS.roles)
    known = Q(demarche=demarche) | Q(demarche__in=seen_by.values("demarche_id"))
    return agreed.filter(known).exists()


@transaction.atomic
def accept(*, by: Person, demarche_id: int) -> int:
    """Agree to take part in a démarche one was added to; returns how many mandates were waiting."""
    held = Mandate.objects.current().filter(
        demarche_id=demarche_id, person=by, accepted_at__isnull=True
    )
    count = held.update(accepted_at=timezone.now())
    if count:
        demarche = Demarche.objects.get(pk=demarche_id)
        record("demarches.joined", by=by, target=demarche, demarche_id=demarche_id)
    return count


@transaction.atomic
def invite(*, by: Person, mandate: Mandate, address: str) -> None:
    """Write to the person, with a personal link that signs them in and opens the démarche.

    address   the site's own, « https://… », which ends with a slash
    Raises NotNow for someone without address, TooManyInvitations when those of the day are sent.
    """
    if not mandate.person.email:
        raise NotNow(f"{mandate.person} n’a pas d’adresse électronique : rien ne peut partir.")
    let_in = write_invitation(
        by=by,
        person=mandate.person,
        address=address,
        target=f"demarche:{mandate.demarche_id}",
        template="demarches/mail/invitation",
        mandate=mandate,
    )
    record(
        "demarches.invited",
        by=by,
        target=mandate,
        demarche_id=mandate.demarche_id,
        after=let_in,
    )


@transaction.atomic
def end_mandate(*, by: Person, mandate: Mandate) -> Mandate:
    """End a mandate today: its holder keeps what was done, and loses access tomorrow at once.

    Raises NotNow for the last pilote: a démarche is never left without one.
    """
    if _is_last_pilote(mandate):
        raise NotNow(
            "C’est la seule personne qui pilote : confiez d’abord ce rôle à une autre, "
            "ou utilisez « Passer la main »."
        )
    _end(mandate)
    if not mandate.demarche.mandates.current().filter(person=mandate.person_id).exists():
        _close_links(mandate.demarche, mandate.person)
    if mandate.instance is not None:
        spaces.seats_changed(mandate.instance)
    record("demarches.mandate_ended", by=by, target=mandate, demarche_id=mandate.demarche_id)
    return mandate


@transaction.atomic
def hand_over(
    *, by: Person, demarche: Demarche, leaving: Person, arriving: Person
) -> list[Mandate]:
    """Replace a person: all that is still expected of them passes to the other.

    Mandates, pen and open tasks here; what other rooms wait for by `spaces.pass_on`. What is done
    stays signed by whoever did it.

    Raises NotNow when both are the same, when the one who leaves holds nothing here, or when nobody
    who can sign in would pilot any more.
    """
    if leaving == arriving:
        raise NotNow("Choisissez une autre personne que celle qui part.")
    held = list(demarche.mandates.current().filter(person=leaving).order_by("pk"))
    if not held:
        raise NotNow(f"{leaving} n’a aucun mandat en cours dans cette démarche.")
    if not arriving.email and any(_is_last_pilote(one) for one in held):
        raise NotNow(
            f"{arriving} n’a pas d’adresse électronique et ne pourrait pas entrer : donnez son "
            "adresse, car personne d’autre ne pilote cette démarche."
        )
    agreed = timezone.now() if _has_agreed(by, demarche, arriving) else None
    received = [_succeed(mandate, arriving, agreed) for mandate in held]
    steps = Step.objects.filter(demarche=demarche, holder=leaving).update(holder=arriving)
    tasks = Task.objects.filter(demarche=demarche, person=leaving, done_on=None).update(
        person=arriving
    )
    passed = spaces.pass_on(demarche, leaving, arriving)
    _close_links(demarche, leaving)
    record(
        "demarches.handed_over",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        before={"person": str(leaving)},
        after={
            "person": str(arriving),
            "mandates": len(held),
            "steps": steps,
            "tasks": tasks,
            **passed,
        },
    )
    return received


def _is_last_pilote(mandate: Mandate) -> bool:
    return mandate.role == Role.PILOTE and not _other_pilotes(mandate)


def _close_links(demarche: Demarche, person: Person) -> None:
    """Invitation and calendar of this démarche open nothing more; those of others are not ours.

    A link to answer a meeting stops by itself with the seat it was sent for.
    """
    living = PersonalLink.objects.filter(
        person=person, target=f"demarche:{demarche.pk}", revoked_at=None
    )
    living.update(revoked_at=timezone.now())


def _succeed(mandate: Mandate, arriving: Person, agreed: datetime | None) -> Mandate:
    """The same mandate for the one who arrives, from today; kept if they already hold it."""
    today = timezone.localdate()
    kept = (
        Mandate.objects.current()
        .filter(
            demarche_id=mandate.demarche_id,
            person=arriving,
            role=mandate.role,
            instance_id=mandate.instance_id,
        )
        .first()
    )
    received = kept or Mandate.objects.create(
        demarche_id=mandate.demarche_id,
        person=arriving,
        role=mandate.role,
        instance_id=mandate.instance_id,
        function=mandate.function,
        starts_on=today,
        ends_on=mandate.ends_on,
        succeeds=mandate,
        accepted_at=agreed,
    )
    if kept and kept.function == MandateFunction.MEMBER:
        kept.function = mandate.function
        kept.save(update_fields=["function"])
    _end(mandate)
    return received


def _end(mandate: Mandate) -> None:
    """Access stops at once: the mandate's last day is yesterday, or its first day if later.

    A mandate given today and ended today has no last day before its first: it is deleted, and the
    journal keeps both facts.
    """
    yesterday = timezone.localdate() - timedelta(days=1)
    if mandate.starts_on > yesterday:
        Mandate.objects.filter(pk=mandate.pk).delete()
        return
    mandate.ends_on = yesterday
    mandate.save(update_fields=["ends_on"])


def _other_pilotes(mandate: Mandate) -> bool:
    return (
        Mandate.objects.current()
        .filter(demarche_id=mandate.demarche_id, role=Role.PILOTE)
        .exclude(pk=mandate.pk)
        .exclude(person_id=mandate.person_id)
        .exists()
    )
