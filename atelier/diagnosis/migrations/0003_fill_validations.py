"""Constats validated before validations were kept apart: one row each, from what the journal says."""

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    """The validation that holds, or the last one that did."""
    Finding = apps.get_model("diagnosis", "Finding")
    Validation = apps.get_model("diagnosis", "Validation")
    Event = apps.get_model("audit", "Event")
    for finding in Finding.objects.exclude(validated_in=None).order_by("pk"):
        Validation.objects.create(
            finding=finding,
            decision_id=finding.validated_in_id,
            validated_on=finding.validated_on,
            statement=finding.statement,
            reopened_on=None if finding.status == "validated" else _reopened(finding, Event),
        )


def _reopened(finding, Event):
    """The day the journal says it was reopened; today when it does not say."""
    told = Event.objects.filter(target=f"finding:{finding.pk}", before__status="validated")
    last = told.order_by("-at", "-pk").first()
    return timezone.localdate(last.at) if last else timezone.localdate()


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "0002_validations"), ("audit", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
