"""Validations nobody carries and no day awaits were left to follow: they are done by being taken."""

from django.db import migrations


def close(apps, schema_editor):
    """As `rules.status_at_first` says of those recorded since."""
    Decision = apps.get_model("meetings", "Decision")
    Decision.objects.filter(
        kind="validation", status="open", is_approved=True, carried_by=None, due_on=None
    ).update(status="done")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_fill_letters")]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
