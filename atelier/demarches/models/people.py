"""Instances and mandates: who sits where, in which role, from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models.demarche import Demarche


class Role(models.TextChoices):
    """What someone is in a démarche. What each may do is in the `permissions.py` of every room."""

    PILOTE = "pilote", "Pilote"
    COPIL = "copil", "Membre du COPIL"
    COTECH = "cotech", "Membre du COTECH"
    COLLECTIF = "collectif", "Membre du collectif projet"
    GROUPE_THEMATIQUE = "groupe_thematique", "Membre d’un groupe thématique"
    GROUPE_ENQUETE = "groupe_enquete", "Membre du groupe enquête"
    REDACTEUR = "redacteur", "Rédaction"
    RELECTEUR = "relecteur", "Relecture"
    SUIVI = "suivi", "Membre du comité de suivi"
    ELU_REFERENT = "elu_referent", "Personne élue référente"
    PARTENAIRE = "partenaire", "Partenaire"
    PRESTATAIRE = "prestataire", "Prestataire"
    LECTEUR = "lecteur", "Lecture seule"
    HABITANT = "habitant", "Personne habitante invitée"


class InstanceKind(models.TextChoices):
    """The bodies of a démarche (domain: §2.2)."""

    CA = "ca", "Conseil d’administration ou conseil communautaire"
    COPIL = "copil", "Comité de pilotage"
    COTECH = "cotech", "Comité technique"
    COLLECTIF = "collectif", "Collectif projet"
    GROUPE_THEMATIQUE = "groupe_thematique", "Groupe thématique"
    GROUPE_ENQUETE = "groupe_enquete", "Groupe enquête de terrain"
    REDACTION = "redaction", "Comité de rédaction"
    RELECTURE = "relecture", "Comité de relecture"
    SUIVI = "suivi", "Comité de suivi"
    AUTRE = "autre", "Autre instance"


class MandateFunction(models.TextChoices):
    """What a member does in the instance itself."""

    MEMBER = "member", "Membre"
    CHAIR = "chair", "Préside"
    HOST = "host", "Anime"
    SECRETARY = "secretary", "Tient le relevé"


class Instance(models.Model):
    """A body of the démarche.

    mission       what it is for, in the words of those who set it up
    is_deciding   whether its relevé can validate (COPIL, conseil)
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="instances")
    kind = models.CharField("nature", max_length=20, choices=InstanceKind)
    name = models.CharField("nom", max_length=150)
    mission = models.TextField("mission", blank=True)
    is_deciding = models.BooleanField("valide", default=False)
    position = models.PositiveSmallIntegerField("rang", default=0)
    closed_on = models.DateField("dissoute le", null=True, blank=True)

    class Meta:
        verbose_name = "instance"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name


class CurrentMandates(models.QuerySet["Mandate"]):
    """Mandates, and those in force."""

    def current(self) -> "CurrentMandates":
        """In force today."""
        today = timezone.localdate()
        return self.filter(starts_on__lte=today).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        )

    def reachable(self) -> "CurrentMandates":
        """Of people whose telephone may be shown there: they agreed, or wrote nothing of it.

        Someone without address, or added there and never seen since, is known by what those of
        the démarche typed themselves.
        """
        agreed = Q(accepted_at__isnull=False)
        typed_here = Q(introduces=True, person__last_login=None)
        return self.filter(agreed | typed_here | Q(person__email=None))


class Mandate(models.Model):
    """A person's role in a démarche, or in one of its instances, from a day to another.

    ends_on   last day included; a prestataire always has one
    label     the name as a public record keeps it when the person is erased
    accepted_at   when the person agreed to take part; empty while they were only added
    introduces    whether the person was added to the site by this mandate: what was typed of them
                  was typed here
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField("rôle", max_length=20, choices=Role)
    instance = models.ForeignKey(
        Instance, null=True, blank=True, on_delete=models.CASCADE, related_name="mandates"
    )
    function = models.CharField(
        "fonction", max_length=10, choices=MandateFunction, default=MandateFunction.MEMBER
    )
    starts_on = models.DateField("depuis le", default=timezone.localdate)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    succeeds = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors"
    )
    label = models.CharField("nom public", max_length=170, blank=True)
    accepted_at = models.DateTimeField("accepté le", null=True, blank=True, editable=False)
    introduces = models.BooleanField("ajoute la personne", default=False, editable=False)

    objects = CurrentMandates.as_manager()

    class Meta:
        verbose_name = "mandat"
        ordering = ("instance__position", "person__last_name", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(role="prestataire") | Q(ends_on__isnull=False),
                name="mandate_of_prestataire_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} — {self.get_role_display()}"

    @property
    def name(self) -> str:
        """Who held it: the person, or the name a public record keeps once they are erased."""
        return self.label or self.person.label
