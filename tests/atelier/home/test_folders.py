"""The dossier de séance."""

import io

import pytest
from docx import Document

from atelier.diagnosis.models import FindingStatus, Verdict
from atelier.home import folders
from atelier.meetings import queries
from tests.factories import atelier as make
from tests.factories import diagnosis
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


@pytest.fixture
def folder():
    copil = making.copil()
    meeting = making.meeting(
        instance=copil, agenda=("Accueil", "#strong[Choix]"), people=(make.person(),)
    )
    making.decision(instance=copil, text="Relancer la Caf.")
    finding = diagnosis.finding(demarche=copil.demarche, status=FindingStatus.PROPOSED)
    diagnosis.supports(finding, diagnosis.indicator(demarche=copil.demarche))
    return folders.folder_of(queries.whole(copil.demarche, meeting.pk))


def test_folder_holds_agenda_decisions_figures_and_a_releve_to_fill(folder):
    assert [part.title.split(" — ")[0] for part in folder.parts] == [
        "Ordre du jour",
        "Décisions à suivre",
        "Constat proposé C1",
        "Présences",
        "Relevé de décisions, à remplir en séance",
    ]
    assert any("11,6 % des logements" in line for line in folder.parts[2].lines)


def test_folder_of_a_meeting_held_tells_what_was_decided_and_nothing_proposed_since():
    copil = making.copil()
    meeting = making.meeting(instance=copil, status="held", starts_at=making.this_morning())
    making.decision(instance=copil, meeting=meeting, text="Relancer la Caf.")
    diagnosis.finding(demarche=copil.demarche, status=FindingStatus.PROPOSED)

    told = folders.folder_of(queries.whole(copil.demarche, meeting.pk))

    assert told.parts[-1].title == "Relevé de décisions"
    assert told.parts[-1].rows[0][1] == "Relancer la Caf."
    assert not [part for part in told.parts if part.title.startswith("Constat")]


@pytest.mark.parametrize(
    ("verdict", "since"),
    [
        (Verdict.CONFIRMED, []),
        (Verdict.SHIFTED, ["Relu depuis : 11,6\u00a0% en 2021, 14,6\u00a0% en 2022."]),
    ],
)
def test_figure_that_moved_since_it_was_pinned_is_told_under_it(verdict, since):
    copil = making.copil()
    meeting = making.meeting(instance=copil)
    finding = diagnosis.finding(demarche=copil.demarche, status=FindingStatus.PROPOSED)
    newer = {**diagnosis.FIGURE, "value": 14.6, "year": 2022}
    figure = diagnosis.indicator(demarche=copil.demarche, verdict=verdict, latest=newer)
    diagnosis.supports(finding, figure)

    folder = folders.folder_of(queries.whole(copil.demarche, meeting.pk))

    told = [line for part in folder.parts for line in part.lines]
    assert [line for line in told if line.startswith("Relu depuis")] == since


def test_folder_of_the_fictitious_territory_says_so(folder):
    assert folder.notice == "Territoire fictif"


def test_word_folder_opens_with_its_tables(folder):
    paper = Document(io.BytesIO(folders.as_word(folder)))

    assert [cell.text for cell in paper.tables[0].rows[1].cells][:2] == ["1", "Accueil"]


def test_pdf_folder_is_a_pdf_and_markup_stays_text(folder):
    assert folders.as_pdf(folder).startswith(b"%PDF")
