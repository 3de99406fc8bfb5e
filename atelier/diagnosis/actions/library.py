"""The library: studies and their constats, what people said, offer, partners' figures."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.models import Demarche
from atelier.demarches.uploads import keep_document
from atelier.diagnosis.models import (
    OfferFact,
    PartnerFigure,
    Study,
    StudyFinding,
    Testimony,
    TestimonyKind,
)


LETTERS = {
    TestimonyKind.INTERVIEW: "E",
    TestimonyKind.GROUP: "G",
    TestimonyKind.PROFESSIONAL: "P",
    TestimonyKind.QUESTIONNAIRE: "Q",
}


@transaction.atomic
def add_study(
    *, by: Person, demarche: Demarche, upload: UploadedFile | None = None, **values: Any
) -> Study:
    """A study, with its file when there is one. Raises NotNow for a file that is not accepted."""
    study = Study.objects.create(demarche=demarche, **values)
    if upload is not None:
        study.document = keep_document(
            by=by, demarche=demarche, upload=upload, title=study.title, target=f"study:{study.pk}"
        )
        study.save(update_fields=["document"])
    record("diagnosis.study_added", by=by, target=study, demarche_id=demarche.pk, after=values)
    return study


@transaction.atomic
def extract(*, by: Person, study: Study, **values: Any) -> StudyFinding:
    """A sentence of the study, with its page."""
    found = StudyFinding.objects.create(study=study, **values)
    record(
        "diagnosis.study_finding_added",
        by=by,
        target=found,
        demarche_id=study.demarche_id,
        after=values,
    )
    return found


@transaction.atomic
def add_testimony(*, by: Person, demarche: Demarche, **values: Any) -> Testimony:
    """What someone said; a code is drawn when none is given. The journal keeps the code only."""
    values["code"] = values.get("code") or _code(demarche, values["kind"])
    testimony = Testimony.objects.create(demarche=demarche, **values)
    record(
        "diagnosis.testimony_added",
        by=by,
        demarche_id=demarche.pk,
        after={"code": testimony.code, "kind": testimony.kind},
    )
    return testimony


@transaction.atomic
def import_testimonies(
    *, by: Person, demarche: Demarche, rows: list[dict[str, Any]]
) -> list[Testimony]:
    """A whole table; words already in the démarche are not doubled.

    One interview gives several lines under one code; two people may say the same words in one file.
    """
    known = set(demarche.testimonies.values_list("text", flat=True))
    added = []
    for row in rows:
        if row["text"] in known:
            continue
        added.append(
            Testimony.objects.create(
                demarche=demarche, **{**row, "code": row["code"] or _code(demarche, row["kind"])}
            )
        )
    record(
        "diagnosis.testimonies_imported",
        by=by,
        target=demarche,
        demarche_id=demarche.pk,
        after={"count": len(added)},
    )
    return added


@transaction.atomic
def add_offer_fact(*, by: Person, demarche: Demarche, **values: Any) -> OfferFact:
    """Something the territory offers, or lacks."""
    fact = OfferFact.objects.create(demarche=demarche, **values)
    record("diagnosis.offer_fact_added", by=by, target=fact, demarche_id=demarche.pk, after=values)
    return fact


@transaction.atomic
def add_partner_figure(*, by: Person, demarche: Demarche, **values: Any) -> PartnerFigure:
    """A number a partner gave."""
    figure = PartnerFigure.objects.create(demarche=demarche, **values)
    record(
        "diagnosis.partner_figure_added",
        by=by,
        target=figure,
        demarche_id=demarche.pk,
        after=values,
    )
    return figure


def _code(demarche: Demarche, kind: str) -> str:
    """« E12 »: the letter of its kind and the next free number."""
    letter = LETTERS[TestimonyKind(kind)]
    taken = {
        int(code[1:])
        for code in demarche.testimonies.filter(code__startswith=letter).values_list(
            "code", flat=True
        )
        if code[1:].isdecimal()
    }
    return f"{letter}{max(taken, default=0) + 1}"
