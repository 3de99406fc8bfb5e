"""Hypotheses, evidence and findings, as Django knows them."""

from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    """Hypotheses, evidence, findings."""

    name = "atelier.diagnosis"
    label = "diagnosis"
    verbose_name = "Hypothèses, preuves et constats"
