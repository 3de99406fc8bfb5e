"""Rows of the démarche."""

from atelier.demarches.models.demarche import Demarche, DemarcheKind, DemarcheStatus, Presentation
from atelier.demarches.models.documents import Document
from atelier.demarches.models.people import (
    Instance,
    InstanceKind,
    Mandate,
    MandateFunction,
    Role,
)
from atelier.demarches.models.steps import Deliverable, Step, StepStatus, Task


__all__ = [
    "Deliverable",
    "Demarche",
    "DemarcheKind",
    "DemarcheStatus",
    "Document",
    "Instance",
    "InstanceKind",
    "Mandate",
    "MandateFunction",
    "Presentation",
    "Role",
    "Step",
    "StepStatus",
    "Task",
]
