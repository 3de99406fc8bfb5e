"""People, organisations and personal links.

A person may be known without an e-mail address (a resident met in a workshop, a member reached by
telephone): such a person is in the address book and cannot sign in.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone


class College(models.TextChoices):
    """On whose behalf someone speaks; votes are read by college."""

    ELUS = "elus", "Élus"
    INSTITUTIONS = "institutions", "Institutions"
    PROFESSIONNELS = "professionnels", "Professionnels"
    ASSOCIATIONS = "associations", "Associations"
    HABITANTS = "habitants", "Habitants"


class OrganisationKind(models.TextChoices):
    """What an organisation is, in the terms of the field."""

    CCAS = "ccas", "CCAS"
    CIAS = "cias", "CIAS"
    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    CAF = "caf", "Caf"
    MSA = "msa", "MSA"
    DEPARTEMENT = "departement", "Département"
    REGION = "region", "Région"
    ETAT = "etat", "État"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    MISSION_LOCALE = "mission_locale", "Mission locale"
    SANTE = "sante", "Établissement ou service de santé"
    CAISSE = "caisse", "Caisse de retraite ou d’assurance maladie"
    BAILLEUR = "bailleur", "Bailleur"
    ECOLE = "ecole", "École, collège ou lycée"
    ASSOCIATION = "association", "Association"
    CENTRE_SOCIAL = "centre_social", "Centre social"
    COLLECTIF = "collectif", "Collectif sans Siret"
    PRESTATAIRE = "prestataire", "Prestataire"
    AUTRE = "autre", "Autre"


class Organisation(models.Model):
    """A body people belong to. `colour` and `logo` dress the pages and documents it pilots."""

    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=30, choices=OrganisationKind)
    siret = models.CharField("Siret", max_length=14, blank=True)
    commune_code = models.CharField("code de la commune", max_length=5, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    colour = models.CharField("couleur", max_length=7, blank=True)
    logo = models.FileField("logo", upload_to="logos/", blank=True)

    class Meta:
        verbose_name = "organisation"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Makes people; e-mail addresses are kept in small letters."""

    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "Person":
        """A person; without password, they come in by a personal link."""
        person = self.model(email=(email or "").strip().lower() or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """By e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who takes part, signed in or not.

    function   what they do in their organisation, as they say it
    wanted_email   the address they asked for, until its own link confirms it
    erased_at  when their name was withdrawn; decisions and public mandates stay
    """

    email = models.EmailField("adresse électronique", unique=True, null=True, blank=True)
    wanted_email = models.EmailField("adresse demandée", blank=True, editable=False)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    function = models.CharField("fonction", max_length=120, blank=True)
    college = models.CharField("collège", max_length=20, choices=College, blank=True)
    is_active = models.BooleanField("peut se connecter", default=True)
    is_administrator = models.BooleanField("administre le site", default=False)
    wants_digest = models.BooleanField("reçoit le résumé de la semaine", default=True)
    joined_at = models.DateTimeField("inscription", default=timezone.now)
    erased_at = models.DateTimeField("effacement", null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = People()

    class Meta:
        verbose_name = "personne"
        ordering = ("last_name", "first_name", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="person_email_null_not_empty"
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name shown: « Nadia Ferrand », or the address, or « Personne 12 »."""
        if self.erased_at:
            return f"Personne effacée {self.pk}"
        name = f"{self.first_name} {self.last_name}".strip()
        return name or self.email or f"Personne {self.pk}"


class LinkScope(models.TextChoices):
    """What a personal link lets its holder do, and nothing else."""

    SIGN_IN = "sign_in", "Se connecter"
    INVITATION = "invitation", "Rejoindre une démarche"
    MEETING = "meeting", "Répondre à une convocation"
    CONFIRMATION = "confirmation", "Confirmer une validation"
    CONTRIBUTION = "contribution", "Contribuer sans compte"
    CALENDAR = "calendar", "S’abonner à l’agenda"
    ADDRESS = "address", "Confirmer une adresse"


class PersonalLink(models.Model):
    """A way in without password, for one person, one purpose, some days.

    Only the SHA-256 of the token is kept: whoever reads the database cannot use the link.
    target   « kind:id » of what the link is about; empty for a sign-in
    """

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    scope = models.CharField("portée", max_length=20, choices=LinkScope)
    target = models.CharField("objet", max_length=80, blank=True)
    created_at = models.DateTimeField("création", default=timezone.now)
    expires_at = models.DateTimeField("échéance")
    last_used_at = models.DateTimeField("dernier usage", null=True, blank=True)
    revoked_at = models.DateTimeField("retrait", null=True, blank=True)
    single_use = models.BooleanField("un seul usage", default=False)

    class Meta:
        verbose_name = "lien personnel"
        ordering = ("-created_at",)
        indexes = (models.Index(fields=("scope", "target")),)

    def __str__(self) -> str:
        return f"{self.get_scope_display()} — {self.person}"
