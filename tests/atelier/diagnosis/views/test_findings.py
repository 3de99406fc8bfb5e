"""Pages of constats."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.diagnosis.models import Finding, FindingStatus
from tests.factories import atelier as make
from tests.factories import diagnosis as making
from tests.factories import meetings


pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 1, 9, tzinfo=UTC)


def address(page, demarche, **kwargs):
    return reverse(f"diagnosis:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


@pytest.fixture
def proposed(demarche):
    finding = making.finding(demarche=demarche, status=FindingStatus.PROPOSED)
    making.supports(finding, making.indicator(demarche=demarche))
    return finding


def test_constat_is_written_from_a_hypothesis_with_its_evidence(client_of, nadia, demarche):
    hypothesis = making.hypothesis(demarche=demarche)
    making.supports(hypothesis, making.indicator(demarche=demarche))

    client_of(nadia).post(
        address("write_finding", demarche),
        {"statement": "Des logements vides.", "hypotheses": [hypothesis.pk], "competent": ["epci"]},
    )

    written = Finding.objects.get()
    assert (written.links.count(), written.competent) == (1, ["epci"])


def test_pilote_validates_by_the_releve(client_of, nadia, demarche, proposed):
    Finding.objects.update(written_at=OCTOBER)
    decision = making.validation(proposed, decided_on=date(2026, 11, 2))
    browser = client_of(nadia)
    one = {"finding_id": proposed.pk}

    browser.post(address("validate", demarche, **one), {"decision": decision.pk})

    proposed.refresh_from_db()
    assert proposed.status == FindingStatus.VALIDATED
    page = browser.get(address("finding", demarche, **one))
    assert "Validé en COPIL du 2 novembre 2026" in page.text


def test_validation_is_one_form_that_names_the_last_sitting(client_of, nadia, demarche, proposed):
    copil = meetings.copil(demarche=demarche)
    meetings.meeting(instance=copil, starts_at=meetings.this_morning())
    browser = client_of(nadia)
    form = browser.get(address("finding", demarche, finding_id=proposed.pk)).context[
        "validate_form"
    ]
    assert form.initial["instance"] == copil
    given = {
        "instance": copil.pk,
        "decided_on": form.initial["decided_on"].isoformat(),
        "text": form.initial["text"],
    }

    page = browser.post(
        address("validate", demarche, finding_id=proposed.pk), given, follow=True
    ).text

    assert "la décision est au relevé" in page
    assert "Validé en COPIL du" in page


def test_validation_refused_keeps_what_was_typed(client_of, nadia, demarche, proposed):
    given = {
        "instance": meetings.copil(demarche=demarche).pk,
        "decided_on": "2020-01-06",
        "text": "Nos mots.",
    }

    page = client_of(nadia).post(address("validate", demarche, finding_id=proposed.pk), given)

    assert page.status_code == 400
    assert "antérieure à ce constat" in page.text
    assert "Nos mots." in page.text


@pytest.mark.parametrize("role", [Role.RELECTEUR, Role.COPIL, Role.PRESTATAIRE, Role.REDACTEUR])
def test_nobody_else_validates(client_of, demarche, proposed, role):
    other = make.participant(demarche=demarche, role=role)
    decision = making.validation(proposed)

    page = client_of(other).post(
        address("validate", demarche, finding_id=proposed.pk), {"decision": decision.pk}
    )

    proposed.refresh_from_db()
    assert page.status_code == 403
    assert proposed.status == FindingStatus.PROPOSED


def test_draft_is_closed_to_a_reader(client_of, demarche):
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)
    draft = making.finding(demarche=demarche, statement="Brouillon.")
    browser = client_of(reader)

    assert browser.get(address("finding", demarche, finding_id=draft.pk)).status_code == 403
    assert "Brouillon." not in browser.get(address("findings", demarche)).text


@pytest.mark.parametrize("fmt", ["xlsx", "docx"])
def test_register_is_taken_away(client_of, nadia, demarche, proposed, fmt):
    response = client_of(nadia).get(address("export", demarche, fmt=fmt))

    assert response.content[:2] == b"PK"
    assert f"constats.{fmt}" in response["Content-Disposition"]


def test_unknown_format_is_not_found(client_of, nadia, demarche):
    assert client_of(nadia).get(address("export", demarche, fmt="exe")).status_code == 404


def test_breaks_are_described_and_a_wrong_line_is_told(client_of, nadia, demarche, proposed):
    browser = client_of(nadia)
    one = {"finding_id": proposed.pk}
    browser.post(address("breaks", demarche, **one), {"breaks": "Crèche > École : rien"})
    assert "Crèche → École" in browser.get(address("finding", demarche, **one)).text

    page = browser.post(address("breaks", demarche, **one), {"breaks": "n’importe"}, follow=True)

    assert "Ligne 1" in page.text


def test_breaks_refused_are_kept_as_typed(client_of, nadia, demarche, proposed):
    page = client_of(nadia).post(
        address("breaks", demarche, finding_id=proposed.pk), {"breaks": "A > B : rien\nn’importe"}
    )

    assert page.status_code == 400
    assert "A &gt; B : rien" in page.text


def test_validated_constat_is_read_without_a_form_and_says_what_to_do(
    client_of, nadia, demarche, proposed
):
    decision = making.validation(proposed)
    browser = client_of(nadia)
    one = {"finding_id": proposed.pk}
    browser.post(address("validate", demarche, **one), {"decision": decision.pk})

    assert 'name="breaks"' not in browser.get(address("finding", demarche, **one)).text
    page = browser.post(address("breaks", demarche, **one), {"breaks": "A > B : rien"}, follow=True)

    assert "marquez-le « à revoir » avant de changer les ruptures" in page.text
    assert not proposed.path_breaks.exists()


def test_reopened_constat_shows_its_former_validation(client_of, nadia, demarche, proposed):
    Finding.objects.update(written_at=OCTOBER)
    decision = making.validation(proposed, decided_on=date(2026, 11, 2))
    browser = client_of(nadia)
    one = {"finding_id": proposed.pk}
    browser.post(address("validate", demarche, **one), {"decision": decision.pk})

    browser.post(address("finding_status", demarche, **one), {"status": "to_review"})

    page = browser.get(address("finding", demarche, **one)).text
    assert "Validations antérieures" in page
    assert "Validé en COPIL du 2 novembre 2026, rouvert le" in page


def test_constat_proposed_goes_on_the_agenda_of_the_next_sitting(client_of, nadia, demarche):
    draft = making.finding(demarche=demarche)
    making.supports(draft, making.indicator(demarche=demarche))
    sitting = meetings.meeting(instance=meetings.copil(demarche=demarche), agenda=("Accueil",))
    browser = client_of(nadia)
    one = {"finding_id": draft.pk}
    assert "inscrire à l’ordre du jour" in browser.get(address("finding", demarche, **one)).text

    browser.post(
        address("finding_status", demarche, **one), {"status": "proposed", "seance": sitting.pk}
    )

    points = sitting.agenda.order_by("position")
    assert [(point.title, point.asks_decision) for point in points] == [
        ("Accueil", False),
        (str(draft), True),
    ]


def test_proposed_then_withdrawn(client_of, nadia, demarche, proposed):
    client_of(nadia).post(
        address("finding_status", demarche, finding_id=proposed.pk), {"status": "withdrawn"}
    )

    proposed.refresh_from_db()
    assert proposed.status == FindingStatus.WITHDRAWN


def test_evidence_is_added_and_taken_off(client_of, nadia, demarche, proposed):
    said = making.words(demarche=demarche)
    browser = client_of(nadia)
    one = {"finding_id": proposed.pk}
    browser.post(address("rest", demarche, **one), {"evidence": said.pk, "stance": "supports"})
    assert proposed.links.count() == 2

    browser.post(address("rest_off", demarche, evidence_id=said.pk, **one))

    assert proposed.links.count() == 1


def test_nothing_of_another_demarche_enters_by_a_form(client_of, nadia, demarche, proposed):
    foreign = make.demarche()
    proof = making.indicator(demarche=foreign)
    other = making.hypothesis(demarche=foreign)
    decision = meetings.decision(instance=meetings.copil(demarche=foreign))
    browser = client_of(nadia)
    one = {"finding_id": proposed.pk}

    browser.post(address("rest", demarche, **one), {"evidence": proof.pk, "stance": "supports"})
    browser.post(address("validate", demarche, **one), {"decision": decision.pk})
    page = browser.post(
        address("write_finding", demarche), {"statement": "Un.", "hypotheses": [other.pk]}
    )

    proposed.refresh_from_db()
    assert page.status_code == 400
    assert proposed.status == FindingStatus.PROPOSED
    assert not proposed.links.filter(evidence=proof).exists()
    assert demarche.findings.count() == 1


def test_text_pasted_with_unwritable_characters_and_very_long_still_leaves_as_files(
    client_of, nadia, demarche
):
    browser = client_of(nadia)

    browser.post(
        address("write_finding", demarche), {"statement": "Collé\x0b\x1f ici. " + "mot " * 20_000}
    )

    assert "\x0b" not in Finding.objects.get().statement
    for fmt in ("xlsx", "docx"):
        assert browser.get(address("export", demarche, fmt=fmt)).content[:2] == b"PK"
    assert browser.get(address("findings", demarche)).status_code == 200


def test_export_is_that_of_the_filters(client_of, nadia, demarche):
    making.finding(demarche=demarche, statement="Sur le bus.", theme="mobilite")
    browser = client_of(nadia)

    page = browser.get(address("findings", demarche), {"theme": "mobilite"}).text

    assert "1\xa0constat" in page
    assert f"{address('export', demarche, fmt='docx')}?theme=mobilite" in page
    empty = browser.get(address("findings", demarche), {"theme": "logement"}).text
    assert "Aucun constat ne répond à ce choix." in empty


def test_constat_about_several_publics_is_found_by_each(client_of, nadia, demarche):
    browser = client_of(nadia)
    browser.post(
        address("write_finding", demarche),
        {"statement": "Les aides ne sont pas demandées.", "publics": ["jeunes", "seniors"]},
    )

    told = [
        browser.get(address("findings", demarche), {"public": one}).content.decode()
        for one in ("jeunes", "seniors", "grand_age")
    ]

    assert Finding.objects.get().publics == ["jeunes", "seniors"]
    assert ["ne sont pas demandées" in page for page in told] == [True, True, False]


def test_two_people_who_write_one_constat_lose_nothing(client_of, nadia, demarche):
    kept = making.finding(
        demarche=demarche, statement="Des logements vides", detail="", competent=["epci", "ccas"]
    )
    page = client_of(nadia).get(address("edit_finding", demarche, finding_id=kept.pk))
    seen = page.context["form"]["seen"].value()
    Finding.objects.update(detail="Deux heures d’écriture.", competent=["ccas"])

    client_of(nadia).post(
        address("edit_finding", demarche, finding_id=kept.pk),
        {"statement": "Des logements vides.", "competent": ["ccas", "epci"], "seen": seen},
    )

    kept.refresh_from_db()
    assert (kept.statement, kept.detail) == ("Des logements vides.", "Deux heures d’écriture.")
    assert kept.competent == ["ccas"]


def test_validation_of_an_earlier_sitting_asks_whether_these_words_were_read(
    client_of, nadia, demarche, proposed
):
    Finding.objects.update(written_at=OCTOBER, reworded_at=datetime(2026, 11, 10, tzinfo=UTC))
    copil = meetings.copil(demarche=demarche)
    browser, given = client_of(nadia), {"instance": copil.pk, "decided_on": "2026-11-04"}
    given["text"] = "Valider."
    one = {"finding_id": proposed.pk}

    asked = browser.post(address("validate", demarche, **one), given)

    assert asked.status_code == 400
    assert "réécrit ou rouvert le 10 novembre 2026" in asked.text
    assert "Aucune réunion" in asked.text

    ticked = {**given, "was_read": "on"}
    assert browser.post(address("validate", demarche, **one), ticked).status_code == 400
    ticked["asked"] = asked.context["validate_form"]["asked"].value()
    other = browser.post(
        address("validate", demarche, **one), {**ticked, "decided_on": "2026-11-12"}
    )
    assert other.status_code == 400
    assert 'name="was_read" checked' not in other.text

    done = browser.post(address("validate", demarche, **one), ticked)
    proposed.refresh_from_db()
    assert done.status_code == 302
    assert proposed.status == FindingStatus.VALIDATED


def test_two_people_who_describe_the_breaks_lose_nothing(client_of, nadia, demarche):
    kept = making.finding(demarche=demarche)
    one = {"finding_id": kept.pk}
    browser = client_of(nadia)
    page = browser.get(address("finding", demarche, **one))
    seen = page.context["breaks_form"]["seen"].value()
    browser.post(address("breaks", demarche, **one), {"breaks": "A > B : la leur", "seen": seen})

    refused = browser.post(
        address("breaks", demarche, **one), {"breaks": "C > D : la mienne", "seen": seen}
    )

    assert refused.status_code == 400
    assert "« A &gt; B : la leur »" in refused.text
    assert "C &gt; D : la mienne" in refused.text
    assert kept.path_breaks.get().what_happens == "la leur"
