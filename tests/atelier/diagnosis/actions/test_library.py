"""The library."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.audit.models import Event
from atelier.demarches.rules import NotNow
from atelier.diagnosis.actions.library import (
    add_offer_fact,
    add_partner_figure,
    add_study,
    add_testimony,
    extract,
    import_testimonies,
)
from atelier.diagnosis.models import TestimonyKind
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db


def row(text, code="", kind=TestimonyKind.INTERVIEW):
    return {"text": text, "code": code, "kind": kind}


def test_codes_follow_one_another_by_kind():
    demarche, nadia = make.demarche(), make.person()
    kinds = (TestimonyKind.INTERVIEW, TestimonyKind.GROUP, TestimonyKind.INTERVIEW)

    codes = [add_testimony(by=nadia, demarche=demarche, kind=kind, text="…").code for kind in kinds]

    assert codes == ["E1", "G1", "E2"]


def test_code_that_only_looks_like_a_number_stops_nobody():
    demarche = make.demarche()
    import_testimonies(by=None, demarche=demarche, rows=[row("Un.", "E²")])

    added = add_testimony(by=None, demarche=demarche, kind=TestimonyKind.INTERVIEW, text="Deux.")

    assert added.code == "E1"


def test_journal_keeps_the_code_and_never_the_words():
    add_testimony(
        by=make.person(), demarche=make.demarche(), kind=TestimonyKind.INTERVIEW, text="Secret."
    )

    event = Event.objects.get(action="diagnosis.testimony_added")
    assert "Secret" not in str((event.target_label, event.before, event.after))


def test_table_imported_twice_adds_nothing():
    demarche, nadia = make.demarche(), make.person()
    rows = [row("Un."), row("Deux.", "X9")]
    import_testimonies(by=nadia, demarche=demarche, rows=rows)

    again = import_testimonies(by=nadia, demarche=demarche, rows=rows)

    assert again == []
    assert demarche.testimonies.count() == 2


def test_study_keeps_its_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("etude.pdf", b"%PDF-1.7")

    study = add_study(by=make.person(), demarche=make.demarche(), upload=upload, title="PLUi-H")

    assert study.document.media_type == "application/pdf"


def test_study_whose_file_is_refused_is_not_kept():
    demarche = make.demarche()
    upload = SimpleUploadedFile("etude.exe", b"MZ\x00")

    with pytest.raises(NotNow):
        add_study(by=make.person(), demarche=demarche, upload=upload, title="PLUi-H")

    assert not demarche.studies.exists()


def test_sentence_is_taken_with_its_page():
    study = making.study_finding(demarche=make.demarche()).study

    found = extract(by=make.person(), study=study, text="Autre.", page="14")

    assert (found.page, study.findings.count()) == ("14", 2)


def test_fact_and_figure_are_kept():
    demarche, nadia = make.demarche(), make.person()

    add_offer_fact(by=nadia, demarche=demarche, text="Un seul bailleur.", source="Inventaire")
    figure = add_partner_figure(
        by=nadia,
        demarche=demarche,
        label="Demandes",
        value=None,
        year=2025,
        territory="EPCI",
        source="Bailleur",
    )

    assert figure.value is None
    assert demarche.offer_facts.count() == 1


def test_several_lines_of_one_interview_are_all_kept():
    demarche, nadia = make.demarche(), make.person()
    rows = [row("Un.", "Z1"), row("Deux.", "Z1"), row("Trop cher."), row("Trop cher.")]

    added = import_testimonies(by=nadia, demarche=demarche, rows=rows)

    assert [one.text for one in added] == ["Un.", "Deux.", "Trop cher.", "Trop cher."]
    assert [one.code for one in added[:2]] == ["Z1", "Z1"]
    assert import_testimonies(by=nadia, demarche=demarche, rows=rows) == []
