"""Hypotheses, evidence and findings, as Django knows them."""

from django.apps import AppConfig

from atelier.demarches.spaces import Entry, Link


class DiagnosisConfig(AppConfig):
    """Hypotheses, evidence, findings."""

    name = "atelier.diagnosis"
    label = "diagnosis"
    verbose_name = "Hypothèses, preuves et constats"
    # Where the pages of the portraits offer to pin a figure (atelier.portraits.queries.pinboards).
    pinboards = "atelier.diagnosis.pinboards.pinboards"
    space_entries = (
        Entry(15, "Portrait", "diagnosis:portrait", "chart"),
        Entry(
            60,
            "Hypothèses et preuves",
            "diagnosis:hypotheses",
            "hypothesis",
            owns=("preuves", "bibliotheque"),
        ),
        Entry(70, "Constats", "diagnosis:findings", "finding"),
    )
    space_links = {
        "group": (
            Link(
                "En faire une hypothèse",
                "diagnosis:write_hypothesis",
                "groupe",
                "atelier.diagnosis.permissions.WRITE_HYPOTHESES",
            ),
        ),
    }
    space_panels = {
        "decision": "atelier.diagnosis.presenters.of_decision.of_decision",
        "meeting": "atelier.diagnosis.presenters.of_decision.of_meeting",
        "groups": "atelier.diagnosis.presenters.of_groups.of_groups",
        "previous": "atelier.diagnosis.presenters.of_previous.of_previous",
    }
    daily = ("atelier.diagnosis.actions.evidence.every_day",)
