"""The journal page: for who may, filtered, page by page, never changed."""

import pytest

from atelier.audit.actions import record
from atelier.audit.models import Event
from atelier.demarches.models import Role
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return given.person(first_name="Nadia", last_name="Ferrand")


@pytest.fixture
def opened(nadia):
    return given.demarche(pilot=nadia)


def url(opened, end=""):
    return f"/demarches/{opened.pk}/journal{end}"


def test_page_says_who_did_what_and_what_changed(client_of, nadia, opened):
    record(
        "demarches.changed",
        by=nadia,
        target=opened,
        demarche_id=opened.pk,
        before={"name": "Ancien nom"},
        after={"name": "Nouveau nom"},
    )

    page = client_of(nadia).get(url(opened)).content.decode()

    assert "a modifié le cadre de la démarche" in page
    assert "Ancien nom" in page
    assert "Nouveau nom" in page


def test_empty_journal_says_what_will_come(client_of, nadia, opened):
    assert "Rien n’a encore été fait" in client_of(nadia).get(url(opened)).content.decode()


def test_filter_without_answer_offers_the_whole(client_of, nadia, opened):
    record("demarches.changed", by=nadia, demarche_id=opened.pk)

    page = client_of(nadia).get(url(opened, "?day=2001-01-01")).content.decode()

    assert "Aucune ligne ne répond à ce choix" in page


def test_address_that_means_nothing_shows_the_whole(client_of, nadia, opened):
    record("demarches.changed", by=nadia, demarche_id=opened.pk)

    page = client_of(nadia).get(url(opened, "?person=abc&day=hier&page=x")).content.decode()

    assert "1 ligne" in page


def test_page_asks_as_much_whatever_the_number_of_lines(
    client_of, nadia, opened, django_assert_max_num_queries
):
    for _ in range(60):
        record("demarches.changed", by=nadia, demarche_id=opened.pk, after={"name": "x"})

    client = client_of(nadia)

    with django_assert_max_num_queries(9):
        response = client.get(url(opened))

    assert "Page 1 sur 2" in response.content.decode()


def test_table_holds_every_line_of_the_choice(client_of, nadia, opened):
    for _ in range(60):
        record("demarches.changed", by=nadia, demarche_id=opened.pk)
    record("meetings.planned", by=nadia, demarche_id=opened.pk)

    response = client_of(nadia).get(url(opened, ".csv?room=demarches"))

    assert response.content.decode("utf-8-sig").count("\r\n") == 61


def test_reader_without_the_right_does_not_see_it(client_of, opened):
    reader = given.participant(demarche=opened, role=Role.LECTEUR)

    assert client_of(reader).get(url(opened)).status_code == 403


def test_nothing_is_written_by_the_page(client_of, nadia, opened):
    record("demarches.changed", by=nadia, demarche_id=opened.pk)

    assert client_of(nadia).post(url(opened), {"action": "x"}).status_code == 405
    assert Event.objects.count() == 1


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_day_at_the_edge_of_time_shows_an_empty_page(client_of, nadia, opened, day):
    assert client_of(nadia).get(url(opened), {"day": day}).status_code == 200
