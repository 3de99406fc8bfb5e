"""Whether people agreed to take part. Those who took part already are not asked again."""

from django.db import migrations, models
from django.utils import timezone


def accept_what_is_under_way(apps, schema_editor):
    """Mandates given before anyone was asked."""
    mandates = apps.get_model("demarches", "Mandate")
    mandates.objects.filter(accepted_at=None).update(accepted_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("demarches", "0002_add_public_name_of_mandates")]

    operations = [
        migrations.AddField(
            model_name="mandate",
            name="accepted_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="accepté le"
            ),
        ),
        migrations.AddField(
            model_name="mandate",
            name="introduces",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="ajoute la personne"
            ),
        ),
        migrations.RunPython(accept_what_is_under_way, migrations.RunPython.noop),
    ]
