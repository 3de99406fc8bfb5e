"""Files kept by a démarche: their bytes on disk, their card here. Served only through a view."""

import uuid
from pathlib import Path

from django.db import models
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models.demarche import Demarche


def stored_name(document: "Document", name: str) -> str:
    """Where the bytes go: never under the name given by whoever sent them."""
    suffix = Path(name).suffix.lower()[:8]
    return f"demarches/{document.demarche_id}/{uuid.uuid4().hex}{suffix}"


class Document(models.Model):
    """A file of the démarche.

    target      « kind:id » of what it is attached to; empty for the démarche itself
    media_type  read from the content, never believed from the browser
    """

    demarche = models.ForeignKey(Demarche, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField("titre", max_length=200)
    file = models.FileField("fichier", upload_to=stored_name, max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("taille (octets)")
    sha256 = models.CharField(max_length=64)
    target = models.CharField(max_length=80, blank=True, db_index=True)
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="documents"
    )
    added_at = models.DateTimeField("ajouté le", default=timezone.now)

    class Meta:
        verbose_name = "document"
        ordering = ("-added_at", "-id")

    def __str__(self) -> str:
        return self.title
