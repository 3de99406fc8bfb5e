"""A constat may be about several publics."""

from django.db import migrations, models


def gather(apps, schema_editor):
    """The one public each constat had."""
    for finding in apps.get_model("diagnosis", "Finding").objects.exclude(public=""):
        finding.publics = [finding.public]
        finding.save(update_fields=["publics"])


def part(apps, schema_editor):
    """The first of them."""
    for finding in apps.get_model("diagnosis", "Finding").objects.exclude(publics=[]):
        finding.public = finding.publics[0]
        finding.save(update_fields=["public"])


class Migration(migrations.Migration):
    dependencies = [("diagnosis", "0003_fill_validations")]

    operations = [
        migrations.AddField(
            "finding",
            "publics",
            models.JSONField(blank=True, default=list, verbose_name="publics"),
        ),
        migrations.RunPython(gather, part),
        migrations.RemoveField("finding", "public"),
    ]
