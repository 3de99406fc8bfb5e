"""Writing in the journal."""

from datetime import date
from decimal import Decimal

import pytest

from atelier.audit.actions import changes, record
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_event_copies_names_so_that_it_outlives_its_rows():
    nadia = given.person(first_name="Nadia", last_name="Ferrand")
    ccas = given.organisation(name="CCAS")

    record("accounts.organisation_changed", by=nadia, target=ccas)
    identifier = ccas.pk
    ccas.delete()
    nadia.delete()

    event = Event.objects.get()
    assert (event.person_label, event.target_label) == ("Nadia Ferrand", "CCAS")
    assert event.target == f"organisation:{identifier}"


def test_what_the_site_does_by_itself_is_signed_with_its_name():
    assert record("work.resumed", by=None).person_label == "Maillage"


def test_values_are_kept_as_json():
    nadia = given.person(last_name="Ferrand", first_name="Nadia")

    event = record(
        "demarches.changed",
        by=nadia,
        after={"on": date(2026, 3, 2), "budget": Decimal("1.5"), "holder": nadia, "none": None},
    )

    event.refresh_from_db()
    assert event.after == {
        "on": "2026-03-02",
        "budget": 1.5,
        "holder": "Nadia Ferrand",
        "none": None,
    }


def test_changes_are_only_what_differs():
    ccas = given.organisation(name="CCAS", telephone="04")

    assert changes(ccas, {"name": "CIAS", "telephone": "04"}) == (
        {"name": "CCAS"},
        {"name": "CIAS"},
    )


def test_address_longer_than_a_name_is_cut_rather_than_refused():
    address = f"{'a' * 60}@{'.'.join(['b' * 60] * 3)}.example"
    nameless = given.person(email=address, first_name="", last_name="")

    assert record("accounts.tried", by=nameless).person_label == address[:200]
