"""One row per thing done. Rows are added, never changed, and outlive what they speak of.

No foreign key: the journal still reads when a person is erased or a démarche deleted.
"""

from django.db import models


class Event(models.Model):
    """What one person did to one thing at one moment.

    person_id, demarche_id   identifiers, kept when the row they name is gone; empty without one
    action                   « room.verb », as `meetings.convened`
    target                   « kind:id », as `meeting:12`
    before, after            the fields that changed; nothing personal beyond what the page shows
    taken_up                 for a line that came in an archive: the line of its import, which says
                             which archive, when and by whom. This site did not see such a line
                             happen
    """

    at = models.DateTimeField("le", auto_now_add=True, db_index=True)
    person_id = models.BigIntegerField("personne", null=True, db_index=True)
    person_label = models.CharField("nom affiché", max_length=200, blank=True)
    demarche_id = models.BigIntegerField("démarche", null=True, db_index=True)
    action = models.CharField("action", max_length=80)
    target = models.CharField("objet", max_length=80, blank=True, db_index=True)
    target_label = models.CharField("objet affiché", max_length=300, blank=True)
    before = models.JSONField("avant", default=dict, blank=True)
    after = models.JSONField("après", default=dict, blank=True)
    taken_up = models.BigIntegerField("reprise", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "événement"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action} {self.target}"
