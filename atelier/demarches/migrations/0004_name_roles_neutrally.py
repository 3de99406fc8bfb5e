"""Roles named without a gender; their codes stay."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('demarches', '0003_add_acceptance_of_mandates'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mandate',
            name='role',
            field=models.CharField(choices=[('pilote', 'Pilote'), ('copil', 'Membre du COPIL'), ('cotech', 'Membre du COTECH'), ('collectif', 'Membre du collectif projet'), ('groupe_thematique', 'Membre d’un groupe thématique'), ('groupe_enquete', 'Membre du groupe enquête'), ('redacteur', 'Rédaction'), ('relecteur', 'Relecture'), ('suivi', 'Membre du comité de suivi'), ('elu_referent', 'Personne élue référente'), ('partenaire', 'Partenaire'), ('prestataire', 'Prestataire'), ('lecteur', 'Lecture seule'), ('habitant', 'Personne habitante invitée')], max_length=20, verbose_name='rôle'),
        ),
    ]
