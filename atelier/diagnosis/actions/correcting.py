"""A row of the library corrected, or taken away: whoever typed it may have been wrong.

The evidence made of it follows. A constat already validated was validated on other words: it is to
be looked at again.
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.models import Demarche
from atelier.demarches.rules import NotNow
from atelier.demarches.uploads import keep_document
from atelier.diagnosis.actions.evidence import ORIGINS, TITLE_LENGTH, look_again
from atelier.diagnosis.models import (
    Evidence,
    OfferFact,
    PartnerFigure,
    Study,
    StudyFinding,
    Testimony,
)


Row = Study | StudyFinding | Testimony | OfferFact | PartnerFigure
# What only sorts a row changes nothing to what it says.
SORTING = frozenset({"theme", "public", "college", "kind", "may_quote", "communes"})


@transaction.atomic
def change_row(*, by: Person, row: Row, upload: UploadedFile | None = None, **values: Any) -> int:
    """Correct a row; returns how many validated constats are to be looked at again.

    Raises NotNow for a figure that is evidence and would have no value any more, or a file that is
    not accepted. The journal keeps the code of words, never the words.
    """
    demarche = owner(row)
    before, after = changes(row, values)
    evidence = _evidence_of(row)
    if isinstance(row, PartnerFigure) and evidence.exists() and values.get("value", 0) is None:
        raise NotNow(
            "Ce chiffre est une preuve : il ne peut pas perdre sa valeur. Détachez la preuve et "
            "retirez-la d’abord."
        )
    for name, value in after.items():
        setattr(row, name, value)
    if upload is not None:
        row.document = keep_document(
            by=by, demarche=demarche, upload=upload, title=str(row), target=f"study:{row.pk}"
        )
        after["document"] = row.document.title
    row.save()
    evidence.update(title=str(row)[:TITLE_LENGTH])
    if after:
        kept = {"fields": sorted(after)} if isinstance(row, Testimony) else None
        record(
            "diagnosis.row_corrected",
            by=by,
            target=row,
            demarche_id=demarche.pk,
            before=None if kept else before,
            after=kept or after,
        )
    if not set(after) - SORTING:
        return 0
    return look_again(by, demarche, list(evidence.values_list("pk", flat=True)))


@transaction.atomic
def remove_row(*, by: Person, row: Row) -> None:
    """Take a row away, with the evidence made of it. Raises NotNow when something rests on it."""
    if resting(row):
        raise NotNow(
            f"« {row} » sert de preuve à une hypothèse ou à un constat : détachez-la d’abord, ou "
            "corrigez-la."
        )
    record(
        "diagnosis.row_removed",
        by=by,
        target=row,
        demarche_id=owner(row).pk,
        before={"title": str(row)},
    )
    row.delete()


@transaction.atomic
def remove_testimonies(*, by: Person, demarche: Demarche, rows: Iterable[Testimony]) -> int:
    """Take words away, all of them or none: a table imported by mistake.

    Raises NotNow and names those on which something rests.
    """
    chosen = list(rows)
    held = [one.code for one in chosen if resting(one)]
    if held:
        raise NotNow(
            f"Servent de preuve : {', '.join(held)}. Décochez-les, ou détachez d’abord ces preuves."
        )
    record(
        "diagnosis.testimonies_removed",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        before={"codes": [one.code for one in chosen]},
    )
    demarche.testimonies.filter(pk__in=[one.pk for one in chosen]).delete()
    return len(chosen)


def owner(row: Row) -> Demarche:
    """The démarche of a row."""
    return row.study.demarche if isinstance(row, StudyFinding) else row.demarche


def resting(row: Row) -> bool:
    """Whether a hypothesis or a constat rests on it; on one of its sentences for a study."""
    found = _evidence_of(row)
    return (
        found.filter(hypothesis_links__isnull=False).exists()
        or found.filter(finding_links__isnull=False).exists()
    )


def _evidence_of(row: Row) -> Any:
    field = "study_finding__study" if isinstance(row, Study) else ORIGINS[type(row)][1]
    return Evidence.objects.filter(**{field: row})
